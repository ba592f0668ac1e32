"""Mastodon and servers that speak its API."""
