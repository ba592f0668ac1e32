"""How long a post needs from the network to the eyes of the agents."""
