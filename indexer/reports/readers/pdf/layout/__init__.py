"""Pages without tags: columns, ruled tables, and printed lines in the order of reading."""
