"""A tree to the findings that match it, and their scores, over whole posting lists."""
