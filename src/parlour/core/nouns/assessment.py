"""What triage says about a post, with its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SCHEME = "care"
"""The name of our own list of intents."""


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


SAID_OF_ANYBODY = frozenset(("person", "handle"))
"""Kinds of personal data that stand in public all the time: alone they give nothing away."""


def gives_away(data: Iterable[PersonalDatum]) -> bool:
    """Whether the data say more than who somebody is."""
    return any(datum.kind not in SAID_OF_ANYBODY for datum in data)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The explained assessment of one post.

    `scores` holds one calibrated probability per output that is really measured, by its dotted contract name
    (`heat`, `sentiment.negative`, `sensitive.health`, `intent.refund` …). An output nobody measured is not a key.
    `topics` are those whose score counts. `model` names the weights and rules that judged, so that an old assessment
    can be explained later.
    """

    id: str
    language: str
    route: Route
    unsure: bool
    scores: Mapping[str, float] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    personal_data: tuple[PersonalDatum, ...] = ()
    reasons: tuple[Reason, ...] = ()
    model: str = ""

    @property
    def intent(self) -> tuple[str, float] | None:
        """The likeliest intent and its probability; none where intents were not asked for."""
        asked = [(chance, name) for name, chance in self.scores.items() if name.startswith("intent.")]
        if not asked:
            return None
        chance, name = max(asked)
        return name.partition(".")[2], chance


def in_words(assessment: Assessment, places: int, *, least: float = 0.0) -> dict[str, Any]:
    """The assessment in the words of the contract, without id and model: dotted scores nested, rounded to `places`.

    Of the intents the likeliest is told, of the topics those that count; scores below `least` are left out.
    """
    words: dict[str, Any] = {"language": assessment.language}
    for name, chance in assessment.scores.items():
        family, _, leaf = name.rpartition(".")
        if family not in ("intent", "topics") and chance >= least:
            (words.setdefault(family, {}) if family else words)[leaf] = round(chance, places)
    if wanted := assessment.intent:
        label, chance = wanted
        words |= {"intent": {"scheme": SCHEME, "label": label, "p": round(chance, places)}}
        words |= {"topics": list(assessment.topics)}
    return words | {
        "personal_data": [
            {"kind": d.kind, "start": d.start, "end": d.end, "confidence": round(d.confidence, places)}
            for d in assessment.personal_data
        ],
        "unsure": assessment.unsure,
        "reasons": [
            {"output": r.output, "rule": r.rule, "start": r.start, "end": r.end, "weight": round(r.weight, places)}
            for r in assessment.reasons
        ],
    }
