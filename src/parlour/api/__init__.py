"""The interface for other programs: JSON over HTTP, by key, without cookies. It decides nothing itself."""
