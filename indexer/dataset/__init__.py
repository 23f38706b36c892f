"""How is all that is known taken away in one file? As tables, described, in several formats."""
