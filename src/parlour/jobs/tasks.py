"""What runs in the background, one task per use case."""
