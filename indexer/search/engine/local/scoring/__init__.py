"""A query tree evaluated: which findings match, and how well."""
