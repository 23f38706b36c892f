"""The door behind which findings are found: ``interface`` is the door, each folder an engine."""
