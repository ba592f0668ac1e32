"""What is left to use of something that is no money: units of current, data, minutes: "142 units on the meter"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_SORTS = (
    "kwh|kilowatt\\w*|kws?|units?|unidades|einheiten|unites",
    "gb|gigs?|gigabytes?|gigas|gigotte|go|mb|megas?|megabytes?|data|datos|datenvolumen",
    "min(?:ute)?s?|minuten|minutos?|mins",
    "texts?|sms|messages|mensajes|nachrichten",
    "lit(?:re|er)s?|liter|litros?|m3|m³|cubic met(?:re|er)s?|kubikmeter|metros cubicos|metres cubes",
)
_BEHIND = tuple(re.compile(rf"\s?(?:(?:prepaid|free|more|of) )?(?:{sort})(?![^\W_])") for sort in _SORTS)
_LEFT = re.compile(
    r"\b(?:left|remain\w*|sitting|to (?:burn|use|spare|go)|meter|bundle|key|top-?up|runs? out|showing|"
    r"ubrig|ubrige[nrs]?|drauf|noch|zahler|guthaben|quedan?|restantes?|medidor|contador|saldo|le sobran|"
    r"rest(?:e|ent|ant\w*)|compteur|solde|forfait)\b"
)

_THEY_HAVE = re.compile(
    r"\b(?:you(?:'ve| have|'re| are| still have| got)|your|du hast|hast du|haben sie|sie haben|ihr|dein|tienes|tiene|"
    r"tenes|su|tu|te|le|vous avez|tu as|t'as|votre|ton)\b"
)


@dataclass(frozen=True, slots=True)
class Left:
    """A count with its unit behind, told to "you" or as what is left of it."""

    value: Decimal
    sort: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        unit = _BEHIND[self.sort]
        for start, end in dict.fromkeys(self._places(reading)):
            behind = unit.match(reading.text, end)
            if behind and _is_somebodys(start, reading):
                yield Match(start, behind.end(), firm=False)

    def _places(self, reading: Reading) -> Iterator[tuple[int, int]]:
        yield from ((said.start, said.end) for said in reading.sums if said.value == self.value)
        if self.value == int(self.value):
            for place in reading.runs_by_figures.get(str(int(self.value)), ()):
                places = reading.runs[place][1]
                yield places[0][0], places[-1][1]


def _is_somebodys(start: int, reading: Reading) -> bool:
    if reading.trusting:
        return True
    if reading.speaks_to_all(start) or reading.is_our_doing(start) or reading.cued("offer", start):
        return False
    first, last = reading.sentence_at(start)
    return (
        _THEY_HAVE.search(reading.text, first, start) is not None or _LEFT.search(reading.text, first, last) is not None
    )


def what_is_left(reading: Reading) -> Iterator[Left]:
    """The counts that a value tells with their units: "142 kWh prepaid units"."""
    for said in reading.sums:
        for sort, unit in enumerate(_BEHIND):
            if not said.currency and unit.match(reading.text, said.end):
                yield Left(said.value, sort)
