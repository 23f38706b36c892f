"""What lies in the cluster: how a finding lies there, what stands there already, whole reports."""
