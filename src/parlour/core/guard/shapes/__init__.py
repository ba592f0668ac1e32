"""The shapes a private fact can take in a sentence, each with its own way of being recognised."""
