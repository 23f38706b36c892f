"""The kinds of reading: each finds in a question what it knows, a force, a year, a grade."""
