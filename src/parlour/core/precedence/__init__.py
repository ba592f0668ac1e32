"""Who comes first: a deadline moved by capped bonuses, so that nobody starves."""
