"""Pages that say their own structure: elements, and the printed lines of each."""
