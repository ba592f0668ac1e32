"""The guard: judges every word before it leaves the house."""

from parlour.core.guard.final_word import FinalWord, final_word
from parlour.core.guard.judge import judge
from parlour.core.guard.knowledge import GuardKnowledge

__all__ = ["FinalWord", "GuardKnowledge", "final_word", "judge"]
