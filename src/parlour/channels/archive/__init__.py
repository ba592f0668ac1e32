"""History from a JSONL file: read forward, never answered."""
