"""The reports that the bench invents, and what it asks of every engine."""
