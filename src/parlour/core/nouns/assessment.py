"""What triage says about a post, with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Route(StrEnum):
    """Where a post belongs: answered in public, taken aside, watched, met with kindness, or judged by a human."""

    LOBBY = "lobby"
    PARLOUR = "parlour"
    WATCH = "watch"
    KINDNESS = "kindness"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an output is what it is: the rule or feature, where in the text (code points, half open), how much."""

    output: str
    rule: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """A span of personal data in a text; offsets are code points, half open; confidence in 0..1."""

    kind: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """The explained assessment of one post.

    `scores` holds one calibrated probability per output that is really measured, by its dotted contract name
    (`heat`, `sentiment.negative`, `sensitive.health`, `attack.toxicity` …). An output nobody measured is not a key.
    `model` names the weights and rules that judged, so that an old assessment can be explained later.
    """

    id: str
    language: str
    route: Route
    unsure: bool
    scores: Mapping[str, float] = field(default_factory=dict)
    personal_data: tuple[PersonalDatum, ...] = ()
    reasons: tuple[Reason, ...] = ()
    model: str = ""
