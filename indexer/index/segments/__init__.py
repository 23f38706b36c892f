"""What the local engine writes of a build: segments, which are merged, and their check."""
