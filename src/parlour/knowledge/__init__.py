"""What the core is told: rules, lexicons, weights, loaded once into frozen values."""

from dataclasses import dataclass

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.knowledge.guard.load import load_guard
from parlour.knowledge.triage.load import load_triage


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything judging parts are handed."""

    triage: TriageKnowledge
    guard: GuardKnowledge


def load() -> Knowledge:
    """Read what ships with the package; takes well under a second."""
    return Knowledge(triage=load_triage(), guard=load_guard())
