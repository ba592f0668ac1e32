"""The pages before the door, at it, and inside."""
