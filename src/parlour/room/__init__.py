"""The customer's private page: the smallest public surface there can be."""
