"""Stage: harm that somebody says will be done to somebody, or to themselves, told from ways of speaking.

Who threatens says who, does what, to whom; the words alone, of which the scores are made, are those of every bad day.
So it is with those who want to die, and with those whom a queue is killing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import re2

from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import Floats, Harm, TriageKnowledge
from parlour.core.triage.tokens import READ_POINTS, Tokens

FAR = 110
"""Code points within which somebody says who does what to whom; what is further apart does not belong together."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """Half-open spans of a text: harm that is stated, and what only sounds like it."""

    stated: tuple[Span, ...]
    otherwise: tuple[Span, ...]


def hear_harm(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `heard`: the share of each token in what is stated, shape (tokens, harms)."""
    assert batch.tokens
    heard = np.zeros((len(batch.tokens.row), len(knowledge.harms)))
    for place, harm in enumerate(knowledge.harms):
        for row, text in enumerate(batch.texts):
            told = told_in(text[:READ_POINTS], harm)
            if told.stated:
                _share(heard[:, place], batch.tokens, row, told.stated, 1)
            elif told.otherwise:
                _share(heard[:, place], batch.tokens, row, told.otherwise, -1)
    return replace(batch, heard=heard)


def added_by(heard: Floats, knowledge: TriageKnowledge) -> Iterator[tuple[int, Floats]]:
    """Columns of outputs that a harm moves, each with what the tokens add to its log-odds (tokens)."""
    outputs = knowledge.meaning.outputs
    for harm, share in zip(knowledge.harms, heard.T, strict=True):
        if share.any():
            added = np.where(share > 0, harm.adds, harm.takes) * share
            yield from ((outputs.index(name), added) for name in harm.moves if name in outputs)


def harm_shifts(batch: Batch, knowledge: TriageKnowledge) -> Floats:
    """What is added to log-odds, shape (texts, outputs)."""
    shifts = np.zeros((len(batch.texts), len(knowledge.meaning.outputs)))
    if batch.heard is not None and batch.tokens is not None and batch.heard.any():
        for column, added in added_by(batch.heard, knowledge):
            shifts[:, column] += np.bincount(batch.tokens.row, weights=added, minlength=len(batch.texts))
    return shifts


def told_in(text: str, harm: Harm) -> Told:
    """What a text states, and what in it only sounds like harm; one that touches the other counts as the latter."""
    if harm.gate and not _compiled(harm.gate).search(text):
        return Told((), ())
    stated = [match.span() for match in _compiled(harm.stated).finditer(text)]
    otherwise = tuple(match.span() for match in _compiled(harm.otherwise).finditer(text))
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
