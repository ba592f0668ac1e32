"""Adapters to networks, one folder each behind `port`; `registry` is the only list, `http` the only door out."""
