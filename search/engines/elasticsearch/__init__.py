"""A server of its own, or a cluster: for a region-wide directory and several web nodes."""
