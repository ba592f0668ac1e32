"""The house's own room as a network: what a guest and an agent say there stands in our own tables."""
