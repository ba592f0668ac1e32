"""What the search for personal data is told: the weights of its tagger."""

from parlour.knowledge.personal_data.load import load_tagger

__all__ = ["load_tagger"]
