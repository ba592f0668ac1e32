"""A gate, a bay or a room whose wing is told apart from its number."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_APART = 40  # characters between a letter and its number
_REACH = 16  # characters between a letter and its word
_begin = attrgetter("start")
_WING_BEFORE = re.compile(
    r"\b(?:the|la|le|el|zone|zona|wing|halle?|terminal|sector|section|trakt|block|bloque?|pasillo|gate|puerta|porte|"
    r"sala|salle|aile|ala|bereich|pier|level|aula)\s$"
)
_WING_AFTER = re.compile(
    r"(?:-|\s)?(?:bereich|wing|gates?|side|zone|seite|trakt|block|halle|bit|concourse|section|pier|flugel|gang)\b"
)


@dataclass(frozen=True, slots=True)
class InWing:
    """A gate or a bay told apart from the letter of its wing: "the D gates, number 17", "am 42er im B-Bereich"."""

    letter: str
    number: Decimal
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        letters = [reading.tokens[place] for place in reading.word_places.get(self.letter, ())]
        letters = [token for token in letters if _is_wing(token.start, token.end, reading)]
        for number in reading.numbers if letters else ():
            if number.value != self.number or reading.is_count(number.end) or reading.speaks_to_all(number.start):
                continue
            first, last = reading.sentence_at(number.start)
            at = bisect_right(letters, number.start, key=_begin)
            for token in letters[max(0, at - 1) : at + 1]:
                near = -_APART <= token.start - number.end <= _APART and first <= token.start < last
                if near and not number.start <= token.start < number.end:
                    yield Match(min(token.start, number.start), max(token.end, number.end), firm=False)
                    break


def _is_wing(start: int, end: int, reading: Reading) -> bool:
    """Whether a letter names a part of a building."""
    before = _WING_BEFORE.search(reading.text, max(0, start - _REACH), start)
    return bool(before or _WING_AFTER.match(reading.text, end)) and reading.is_capital(start)
