"""A span of hours that somebody is to be at home, or to come: "seven till nine", "von zwei bis vier"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_TO = re.compile(
    r"(?:\s?(?:uhr|h|am|pm|o'clock|heures?|horas))?\s?(?:-|–|—|/|to|till?|until|through|and|bis|und|y|a|hasta|et|"
    r"jusqu'a)\s?(?:las? |the )?"
)
_AN_HOUR = re.compile(r"\s?(?:uhr|h\b|[ap]\.?m\b|o'clock|heures?|hrs?\b|sharp|in the|de la|del|du (?:matin|soir))")
_COUNTED_TIME = re.compile(
    r"\s(?:working |business |full |ganzen? )?(?:days?|weeks?|months?|years?|minut\w+|hours?|tagen?|tage|werktag\w*|"
    r"wochen|monaten?|stunden|jahren?|dias|semanas|meses|anos|horas de|jours|semaines|mois|ans|per ?cent|prozent)\b|"
    r"\s?[%€$£]"
)
# When somebody in the house is there for all, also where it is told to "you".
_AT_HAND = re.compile(
    r"\b(?:answers?|repl(?:y|ies)|reach(?:able)?|available|call us|ring us|erreich\w*|antwort\w*|ruf\w* uns|respond\w*|"
    r"atend\w*|atiend\w*|contest\w*|llam\w+nos|joignables?|repond\w*|disponibles?|appel\w+[- ]nous)\b"
)
_HOURS, _NOON = 24, 720


@dataclass(frozen=True, slots=True)
class Window:
    """From which minute after midnight to which; said of the person, or in a sentence that tells the day."""

    first: int
    last: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for left, right in pairwise(_hours(reading)):
            same = self.first in left[2] and self.last in right[2]
            if not same or not _TO.fullmatch(reading.text, left[1], right[0]):
                continue
            other = not _AN_HOUR.match(reading.text, right[1]) and (
                reading.is_count(right[1]) or _COUNTED_TIME.match(reading.text, right[1])
            )
            if not other and not reading.speaks_to_all(left[0]) and _is_somebodys(left[0], right[1], reading):
                yield Match(left[0], right[1], firm=False)


def windows_of(reading: Reading) -> Iterator[Window]:
    """The spans of hours of a value: "2026-03-05 14:00-16:00"."""
    for one, other in pairwise(reading.times):
        if _TO.fullmatch(reading.text, one.end, other.start) and one.minutes < other.minutes:
            yield Window(one.minutes, other.minutes)


def _hours(reading: Reading) -> list[tuple[int, int, frozenset[int]]]:
    """Start, end and meaning of every time of day, and of every number that may be one."""
    hours = [(one.start, one.end, frozenset(one.may_be)) for one in reading.times]
    taken = {place for start, end, _ in hours for place in range(start, end)}
    for number in reading.numbers:
        whole = number.value == int(number.value) and 0 <= number.value <= _HOURS and not number.ordinal
        if whole and number.start not in taken:
            minutes = int(number.value) % _HOURS * 60
            hours.append((number.start, number.end, frozenset((minutes, (minutes + _NOON) % (2 * _NOON)))))
    return sorted(hours, key=lambda hour: hour[:2])


def _is_somebodys(start: int, end: int, reading: Reading) -> bool:
    """Whether hours are told to "you", beside words for appointments, or with a day said in the same sentence."""
    if _AT_HAND.search(reading.text, *reading.sentence_at(start)):
        return False
    if reading.speaks_to_one(start) or reading.cue_near("day", start, end):
        return True
    first, last = reading.sentence_at(start)
    told = any(day.days and not day.recurring and first <= day.start < last for day in reading.dates)
    return told and not reading.is_our_doing(start)
