"""The guard: judges every word before it leaves the house."""

from parlour.core.guard.judge import judge
from parlour.core.guard.knowledge import GuardKnowledge

__all__ = ["GuardKnowledge", "judge"]
