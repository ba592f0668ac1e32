"""What triage is told: weights, lexicon, policy."""

from parlour.knowledge.triage.load import load_triage

__all__ = ["load_triage"]
