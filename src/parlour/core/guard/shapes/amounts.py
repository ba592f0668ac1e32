"""Amounts of money, exact and rounded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_ABOUT = re.compile(
    r"\b(?:about|around|approx\w*|roughly|nearly|almost|over|under|some|more than|less than|close to|"
    r"just (?:over|under)|"
    r"rund|etwa|ca|circa|ungefahr|knapp|fast|uber|gut|unos|unas|casi|mas de|menos de|alrededor de|"
    r"cerca de|aproximadamente)"
    r"\W{1,3}(?:(?:\$|€|£|eur|usd|gbp|the|de|los)\s?)?$"
)
_STEPS = (1, 5, 10, 50, 100, 500, 1000, 5000, 10000, 50000, 100000)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money. Three figures or more are telling by themselves; fewer, and rounded ones, need money words."""

    value: Decimal
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for number in reading.numbers:
            if number.ordinal:
                continue
            money = reading.cue_near("amount", number.start, number.end, 24)
            if number.value == self.value:
                yield from self._exact(number.start, number.end, money=money)
            elif money and number.value in self._rounded():
                about = _ABOUT.search(reading.text, max(0, number.start - 24), number.start)
                near = abs(number.value - self.value) < 1
                yield Match(number.start, number.end, firm=near or about is not None)

    def _exact(self, start: int, end: int, *, money: bool) -> Iterator[Match]:
        if self._figures() >= 3:
            yield Match(start, end, firm=money or self._figures() >= 4)
        elif money:
            yield Match(start, end, firm=False)

    def _figures(self) -> int:
        return len(str(self.value).replace(".", "").strip("0"))

    def _rounded(self) -> frozenset[Decimal]:
        """What somebody says who rounds: to a step of at most a quarter of the sum, down, up or to the nearest."""
        rounded = set()
        for step in _STEPS:
            if self.value >= 20 and Decimal(step) * 4 <= self.value:
                low = self.value // step * step
                rounded |= {low, low + step}
        return frozenset(rounded)
