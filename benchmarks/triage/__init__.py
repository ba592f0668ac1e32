"""Speed and quality of triage."""
