"""How long something of somebody's lasts: "five hours forty", "2 Std. 15", "siete horitas"."""

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
_WHOLE = re.compile(r"(?<![\d:.,/\-])([1-9]\d?)\s?(?:h|hrs?|hours?|std\.?|stunden?|horas?|heures?)(?![\w:]|\s?\d)")
_SPAN = re.compile(
    r"\s?-?(?:(?:h|hrs?|hours?|hourer|std|stunden?|stundchen|stundli|stunderl|horas?|horitas?|heures?)\b|"
    r"(?:petites?|long(?:ue)?s?|lange?|ganze|good|whole|full|bonnes?) (?:hours?|stunden?|horas?|heures?)\b)"
)
_WAITING = re.compile(
    r"\b(?:layovers?|stop-?overs?|connection|stuck|strand\w*|wait\w*|hanging|killing|delay\w*|late|between|"
    r"aufenthalt|umstieg|warte\w*|gewartet|festsitz\w*|festgesessen|rumsitz\w*|verspatung|"
    r"escala|espera\w*|botad[oa]s?|tirad[oa]s?|colgad[oa]s?|varad[oa]s?|atrapad[oa]s?|retraso|demora|"
    r"escale|correspondance|attente|attendre|attendu|coinces?|bloques?|poireaut\w*|retard|patienter)\b"
)
_NO_SPAN = re.compile(
    r"\b(?:within|in|at|binnen|innerhalb|um|gegen|alle|dentro de|en|a las?|cada|menos de|dans|sous|toutes les|a|vers|"
    r"vor|hace|il y a|nach|despues de|apres|after|bis zu|up to|hasta|jusqu'a)\s$"
)
_REACH = 80  # characters between some hours and a word of waiting
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


@dataclass(frozen=True, slots=True)
class Hours:
    """Whole hours that something lasts, where somebody waits or is told so: "seven hours stuck in Accra"."""

    hours: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for number in reading.numbers:
            unit = _SPAN.match(reading.text, number.end) if number.value == self.hours else None
            if unit is None or _NO_SPAN.search(reading.text, max(0, number.start - 12), number.start):
                continue
            first, last = reading.sentence_at(number.start)
            first, last = max(first, number.start - _REACH), min(last, unit.end() + _REACH)
            waits = _WAITING.search(reading.text, first, last) and not reading.is_of_us(number.start)
            if waits and reading.speaks_to_one(number.start) and not reading.speaks_to_all(number.start):
                yield Match(number.start, unit.end(), firm=False)


def durations_of(reading: Reading) -> Iterator[Duration | Hours]:
    """The times that a value says something lasts: "5h40 Addis Ababa", "layover 7 hours"."""
    yield from (Hours(int(said[1])) for said in _WHOLE.finditer(reading.text))
    for said in _WRITTEN.finditer(reading.text):
        yield Duration(int(said[1]) * _HOUR + int(said[2]))
