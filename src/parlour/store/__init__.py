"""What is written down: the one models app, its migrations and queries, and the embedded PostgreSQL."""
