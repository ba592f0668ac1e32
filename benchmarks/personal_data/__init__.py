"""What the search for personal data costs a post."""
