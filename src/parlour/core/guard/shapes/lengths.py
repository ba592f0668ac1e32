"""How long somebody stays, in other counts than the fact's: "a week and four days with us" for eleven nights."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.lasting import Lasting, lasting

_NIGHTS = re.compile(r"\s?-?(?:nights?|nachte?n?|nacht|noches?|nuits?|nuitees?)(?![^\W_])")
_STAYS = re.compile(
    r"\b(?:with us|under our roof|at ours|you(?:'ve| have) got us|your (?:stay|visit|holiday|break|trip)|"
    r"(?:you|du|sie|ihr)(?:'re| are)? (?:stay\w*|bleib\w*)|bei uns|ihr\w* aufenthalt|dein\w* aufenthalt|"
    r"con nosotros|(?:su|tu) estancia|(?:te|se) queda[sn]?|chez nous|avec nous|(?:votre|ton) sejour|"
    r"(?:vous|tu) rest\w+|for you)\b"
)
_OTHERS = re.compile(
    r"\b(?:we|i|wir|ich|on|nous|llevamos|hemos|tenemos)(?:'ve| have| haben| avons| ai)? (?:been|had|worked|were|waren|"
    r"hatten|sommes|etions)\b|\b(?:it|that) (?:took|has taken)\b|\bweather\b|\b(?:are|were|been|is|was) "
    r"(?:full|sold out|closed|open)\b"
)


@dataclass(frozen=True, slots=True)
class Length:
    """So many nights, said as a sum of weeks and days or as time spent with the house."""

    nights: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for one in lasting(reading.text, reading.numbers):
            if one.days == self.nights and self._is_a_stay(one, reading):
                yield Match(one.start, one.end, firm=False)

    @staticmethod
    def _is_a_stay(one: Lasting, reading: Reading) -> bool:
        if reading.speaks_to_all(one.start):
            return False
        first, last = reading.sentence_at(one.start)
        stays = _STAYS.search(reading.text, first, last) is not None
        return stays and _OTHERS.search(reading.text, first, last) is None


def lengths_of(reading: Reading) -> Iterator[Length]:
    """The nights that a value counts: "11 nights", "Gold, 4 Nächte"."""
    for number in reading.numbers:
        if _NIGHTS.match(reading.text, number.end) and number.value == int(number.value) and number.value > 1:
            yield Length(int(number.value))
