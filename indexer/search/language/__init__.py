"""What a person types, and what it is taken to mean: a tree to evaluate, with every change told."""
