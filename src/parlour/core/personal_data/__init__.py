"""Recognisers of personal data, one file each, and the one function that asks them all."""

from parlour.core.personal_data.find import RECOGNISERS, find, kinds

__all__ = ["RECOGNISERS", "find", "kinds"]
