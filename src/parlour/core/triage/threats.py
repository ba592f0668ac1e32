"""Stage: harm that somebody says will be done to somebody, told from ways of speaking.

Who threatens says who, does what, to whom; the words alone, of which the scores are made, are those of every bad day.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import re2

from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import Floats, Threats, TriageKnowledge
from parlour.core.triage.tokens import READ_POINTS, Tokens

THREAT = "attack.threat"
FAR = 110
"""Code points within which somebody says who does what to whom; what is further apart does not belong together."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """Half-open spans of a text: harm that is stated, and what only sounds like it."""

    stated: tuple[Span, ...]
    otherwise: tuple[Span, ...]


def hear_threats(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `heard`: what each token adds to the log-odds of a threat by what is stated, shape (tokens)."""
    assert batch.tokens
    heard = np.zeros(len(batch.tokens.row))
    threats = knowledge.threats
    if threats is not None and THREAT in knowledge.meaning.outputs:
        for row, text in enumerate(batch.texts):
            told = told_in(text[:READ_POINTS], threats)
            if told.stated:
                _share(heard, batch.tokens, row, told.stated, threats.adds)
            elif told.otherwise:
                _share(heard, batch.tokens, row, told.otherwise, -threats.takes)
    return replace(batch, heard=heard)


def threat_shifts(batch: Batch, knowledge: TriageKnowledge) -> Floats:
    """What is added to log-odds, shape (texts, outputs)."""
    shifts = np.zeros((len(batch.texts), len(knowledge.meaning.outputs)))
    if batch.heard is not None and batch.tokens is not None and batch.heard.any():
        column = knowledge.meaning.outputs.index(THREAT)
        shifts[:, column] = np.bincount(batch.tokens.row, weights=batch.heard, minlength=len(batch.texts))
    return shifts


def told_in(text: str, threats: Threats) -> Told:
    """What a text states, and what in it only sounds like harm; one that touches the other counts as the latter."""
    stated, otherwise = (
        tuple(match.span() for match in _compiled(pattern).finditer(text))
        for pattern in (threats.stated, threats.otherwise)
    )
    near = (span for span in stated if span[1] - span[0] <= FAR)
    meant = tuple(span for span in near if not any(span[0] < last and first < span[1] for first, last in otherwise))
    return Told(meant, otherwise)


def _share(heard: Floats, tokens: Tokens, row: int, spans: tuple[Span, ...], weight: float) -> None:
    """The weight, shared by the tokens of a text that lie in the spans."""
    mine = np.arange(tokens.first[row], tokens.first[row + 1])
    start, end = tokens.text_start[mine], tokens.text_end[mine]
    inside = np.any([(start < last) & (first < end) for first, last in spans], axis=0)
    if inside.any():
        heard[mine[inside]] += weight / inside.sum()


@cache
def _compiled(pattern: str) -> "re2._Regexp":
    return re2.compile(pattern)
