"""How long the product takes to open on this machine, and how much memory it holds when it is open."""
