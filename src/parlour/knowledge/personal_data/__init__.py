"""What the search for personal data is told: the weights of its tagger, and of what hears people."""

from parlour.knowledge.personal_data.load import load_people, load_tagger

__all__ = ["load_people", "load_tagger"]
