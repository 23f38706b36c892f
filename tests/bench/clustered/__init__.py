"""What the bench asks of an index in a cluster: the same answers, and no fault that is noticed."""
