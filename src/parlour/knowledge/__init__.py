"""What the core is told: rules, lexicons, weights, loaded once into frozen values."""

from dataclasses import dataclass

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.knowledge.guard.load import load_guard
from parlour.knowledge.triage.load import load_brief_triage, load_triage


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything judging parts are handed."""

    guard: GuardKnowledge

    @property
    def triage(self) -> TriageKnowledge:
        """Read at its first use: of the programs that run, only the worker judges posts, and the encoder is large."""
        return load_triage()

    @property
    def brief_triage(self) -> TriageKnowledge:
        """What judges when posts come faster than the encoder reads."""
        return load_brief_triage()


def load() -> Knowledge:
    """Read what ships with the package; takes well under a second."""
    return Knowledge(guard=load_guard())
