"""Printed lines, what goes on overleaf, and the Lines that the reader hands on."""
