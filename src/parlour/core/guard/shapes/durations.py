"""How long something of somebody's lasts: "five hours forty", "2 Std. 15"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_WRITTEN = re.compile(
    r"(?<![\d:.,])(\d{1,2})\s?(?:h|hrs?|hours?|std\.?|stunden?|horas?|heures?)\s?(?:and |y |et |und )?"
    r"([0-5]?\d)(?!\d)"
)
_HOURS = re.compile(r"\s?(?:(?:h|hrs?|hours?|std|stunden?|horas?|heures?)\b|h(?=\d))\.?(?: (?:and|y|et|und|con))?\s?")
_HOUR = 60  # minutes
_OF_DAY = re.compile(r"\b(?:at|um|gegen|a las?|a|vers|des|ab)\s$")


@dataclass(frozen=True, slots=True)
class Duration:
    """Hours and minutes, said as a time that lasts and not as one of the day."""

    minutes: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        following = {number.start: number for number in reading.numbers}
        for hours in reading.numbers:
            unit = _HOURS.match(reading.text, hours.end)
            rest = following.get(unit.end()) if unit else None
            if rest is None or hours.value * _HOUR + rest.value != self.minutes:
                continue
            of_day = _OF_DAY.search(reading.text, max(0, hours.start - 8), hours.start)
            if not of_day and not reading.speaks_to_all(hours.start) and not reading.is_of_us(hours.start):
                yield Match(hours.start, rest.end, firm=False)


def durations_of(reading: Reading) -> Iterator[Duration]:
    """The times that a value says something lasts: "5h40 Addis Ababa"."""
    for said in _WRITTEN.finditer(reading.text):
        yield Duration(int(said[1]) * _HOUR + int(said[2]))
