"""What is asked of an engine, in values that every engine reads: trees, the plan, the ranking."""
