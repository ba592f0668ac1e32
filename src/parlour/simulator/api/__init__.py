"""The HTTP face of the network."""
