"""The embedded engine: one build on the disk of this machine, Whoosh's files read as arrays."""
