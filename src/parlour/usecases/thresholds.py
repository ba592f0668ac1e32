"""From which probability on something counts."""

from functools import cache

from parlour.core.triage.knowledge import Thresholds
from parlour.knowledge.triage.load import load_policy


@cache
def thresholds() -> Thresholds:
    """The thresholds that ship with Parlour. Read without the weights, which only the worker needs."""
    policy = load_policy()
    plain = {name: policy[name] for name in ("high", "doubtful", "language", "topic")}
    return Thresholds(**plain, understood=tuple(policy["understood"]))
