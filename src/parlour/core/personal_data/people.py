"""Names of people, as the encoder hears them: what its trunk holds of each piece of a text and of those beside it.

The tagger knows a word by its look and its neighbours; the trunk has read the sentence. What the tagger took for a name
and the trunk hears nothing of is none, and what the trunk is sure of is one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import exp

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.find import apart, find
from parlour.core.personal_data.namesakes import Namesakes
from parlour.core.personal_data.person import DOUBTFUL
from parlour.core.personal_data.plausible import plausible
from parlour.core.text.layers import Floats, TwoLayers
from parlour.core.text.wordpiece import Pieces

Numbers = NDArray[np.float32]

WORD = re.compile(r"(?<![@#\w])[^\W\d_]+(?:[-'’][^\W\d_]+)*")
"""A word that may be of a name: no handle and no hashtag."""
_REGION = "US"
_MARGIN = 256
"""Code points behind the last piece that a pattern may need to tell a name before it."""


@dataclass(frozen=True, slots=True)
class People:
    """What tells names of people.

    layers: log-odds that a piece is of a name, over `around` of the states of a text. A name of the tagger's of whose
    pieces none reaches `doubt` is none; a word from `sure` on is one, with the words next to it from `beside` on.
    """

    layers: TwoLayers
    doubt: float
    sure: float
    beside: float
    namesakes: Namesakes = field(default_factory=Namesakes)

    def listen(
        self, data: tuple[PersonalDatum, ...], text: str, pieces: Pieces, states: Numbers
    ) -> tuple[PersonalDatum, ...]:
        """Personal data of a text as `find_all` found them, with the people that are heard in it.

        states (pieces, width): what the trunk holds of its pieces. What stands behind the last of them, or was found by
        a pattern, stays.
        """
        heard = _Heard(pieces, self.layers.over(around(states))[:, 0])
        kept = self._believed(data, text, heard)
        if not heard.reaches(self.sure):
            return kept
        new = self.namesakes.people(tuple(self._names(text, heard)), text)
        return apart(chain(kept, plausible(new, kept, text, _REGION)))

    def _believed(self, data: tuple[PersonalDatum, ...], text: str, heard: "_Heard") -> tuple[PersonalDatum, ...]:
        """The data without names of which nothing is heard, unless a pattern tells them."""
        unheard = [each for each in data if each.kind == "person" and heard.surest(each.start, each.end) < self.doubt]
        if not unheard:
            return data
        by_pattern = [each for each in find(text[: heard.end + _MARGIN]) if each.confidence >= DOUBTFUL]
        return tuple(each for each in data if each not in unheard or _touches(each, by_pattern))

    def _names(self, text: str, heard: "_Heard") -> Iterator[PersonalDatum]:
        """Runs of words of which one is sure and every other at least near it."""
        run: list[tuple[int, int, float]] = []
        for match in WORD.finditer(text, 0, heard.end):
            odds = heard.first(*match.span())
            if run and (odds < self.beside or text[run[-1][1] : match.start()] != " "):
                yield from self._told(run)
                run = []
            if odds >= self.beside:
                run.append((*match.span(), odds))
        yield from self._told(run)

    def _told(self, run: Sequence[tuple[int, int, float]]) -> Iterator[PersonalDatum]:
        surest = max((odds for _, _, odds in run), default=-np.inf)
        if surest >= self.sure:
            yield PersonalDatum("person", run[0][0], run[-1][1], round(1 / (1 + exp(-surest)), 3))


def _touches(datum: PersonalDatum, others: Sequence[PersonalDatum]) -> bool:
    return any(datum.start < other.end and other.start < datum.end for other in others)


class _Heard:
    """Log-odds of the pieces of a text, by their places in it."""

    def __init__(self, pieces: Pieces, odds: Floats) -> None:
        inner = slice(1, len(pieces.number) - 1)
        self._start, self._end = np.array(pieces.start[inner], np.int64), np.array(pieces.end[inner], np.int64)
        self._odds = odds[inner]
        self.end = int(self._end[-1]) if len(self._end) else 0

    def reaches(self, odds: float) -> bool:
        """Whether any piece is as sure."""
        return bool((self._odds >= odds).any())

    def surest(self, start: int, end: int) -> float:
        """The largest of the pieces between; endless where none was read there."""
        low, high = np.searchsorted(self._end, start, "right"), np.searchsorted(self._start, end, "left")
        return float(self._odds[low:high].max()) if low < high else np.inf

    def first(self, start: int, end: int) -> float:
        """Of the first piece of a word; less than anything where none was read."""
        at = int(np.searchsorted(self._end, start, "right"))
        return float(self._odds[at]) if at < len(self._odds) and self._start[at] < end else -np.inf


def around(states: Numbers) -> Numbers:
    """States (pieces, width) of the piece before each, of itself and of the one behind it: (pieces, 3 width)."""
    beside = np.zeros((len(states) + 2, states.shape[1]), np.float32)
    beside[1:-1] = states
    return np.concatenate((beside[:-2], beside[1:-1], beside[2:]), axis=1)
