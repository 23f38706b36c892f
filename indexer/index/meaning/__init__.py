"""What findings mean: the sentence model, and the vectors of a build."""
