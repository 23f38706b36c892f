"""How many findings have each value of a facet, and each pair of two."""
