"""Days from one to another, told by their numbers alone: "from the 7th to the 9th", "vom 7. bis 9."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.date_words import NO_DAY

_TO = r"\.?\s?(?:-|–|—|to|until|till|through|and|bis|und|a|al|hasta|y|au|et|jusqu'au)\s?(?:the |el |le |den |zum )?"
_RANGE = re.compile(_TO)
TO_A_DAY = re.compile(rf"(?:\s?[^\W\d_]{{3,10}})?{_TO}(?:[^\W\d_]{{2,10}},? )?")
_FROM = re.compile(r"\b(?:from|between|vom|von|zwischen|del?|desde|entre|du)\s(?:the |dem |el |le )?$")
_BEFORE = 14  # characters of "from the " and the like
_NOTED = re.compile(r"\b(?:noted?|notee?s?|notiert|eingetragen|apuntad\w*|anotad\w*|booked|dossier|on file)\b")
_COUNTED = re.compile(r"\.?\s?(?:%|[€$£]|\w{3,})")
_NO_COUNT = re.compile(
    r"\.?\s(?:was|were|will|went|with|for|war|waren|wird|sind|haben|keine?|mit|fue|estuvo|con|para|avec|pour|zero|sans)\b"
)


@dataclass(frozen=True, slots=True)
class Stay:
    """Two days of a fact, the second after the first, where both numbers are said one after the other."""

    first: int
    last: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        text = reading.text
        for left, right in pairwise(reading.numbers):
            same = left.value == self.first and right.value == self.last
            if not same or not _RANGE.fullmatch(text, left.end, right.start):
                continue
            said = _FROM.search(text, max(0, left.start - _BEFORE), left.start)
            other = NO_DAY.match(text, right.end) or reading.speaks_to_all(left.start)
            counted = _COUNTED.match(text, right.end) and not _NO_COUNT.match(text, right.end)
            ranks = (left.ordinal and right.ordinal) or text[left.end : left.end + 1] == "."
            if said and not other and (ranks or (not counted and _is_of_somebody(left.start, reading))):
                yield Match(left.start, right.end, firm=False)


def _is_of_somebody(place: int, reading: Reading) -> bool:
    """Whether two bare numbers are days: said to "you", beside words for visits, or as something written down."""
    first, last = reading.sentence_at(place)
    noted = _NOTED.search(reading.text, first, last) is not None
    return noted or reading.speaks_to_one(place) or reading.cue_near("day", place, place, 60)
