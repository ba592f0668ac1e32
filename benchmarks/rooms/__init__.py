"""How long words need from one side of a private room to the other, with a hundred rooms open."""
