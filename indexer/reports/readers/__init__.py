"""Readers: a file as published becomes typed lines, one module or folder for each format."""
