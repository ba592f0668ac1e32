"""Figures computed from what is on record: pure functions, each with its formula beside it."""
