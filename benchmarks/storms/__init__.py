"""Storms from seeds, many more than the tests run."""
