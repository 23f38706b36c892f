"""How a build comes into the cluster: what differs is sent, then an alias is moved."""
