"""What a build holds, as arrays: posting lists, facets, and how each finding stands."""
