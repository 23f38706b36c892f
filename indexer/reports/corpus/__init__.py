"""The corpus: the reports as published, what a person sets of them, and the same one again."""
