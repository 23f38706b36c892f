"""How the cluster is asked: a tree becomes its queries; what it answers is counted and ranked."""
