"""What the pages that show an answer are made of: cards, filters, tables, what was understood."""
