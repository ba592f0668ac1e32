"""Recognisers of personal data, one file each, the tagger for what patterns cannot reach, people as the encoder hears
them, and what asks them all."""

from parlour.core.personal_data.find import RECOGNISERS, find, find_all, kinds
from parlour.core.personal_data.people import People
from parlour.core.personal_data.tagger import NameTagger

__all__ = ["RECOGNISERS", "NameTagger", "People", "find", "find_all", "kinds"]
