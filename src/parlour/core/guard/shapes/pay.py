"""Pay by another time than a fact tells it by: a year's by the month, a month's by the year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.amounts import Amount
from parlour.core.guard.shapes.shape import Match

BY_THE_YEAR = re.compile(r"\b(?:year\w*|annum|annual\w*|pa|p\.a|jahr\w*|anual\w*|anos?|an|annuels?)\b")
BY_THE_MONTH = re.compile(r"\b(?:month\w*|monat\w*|mes|mensual\w*|mois|mensuels?)\b")
"""Words that say for which time a sum is paid."""


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay by another time than the fact tells it by ("month", "year"): only where that time is said with it."""

    amount: Amount
    time: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        word = BY_THE_MONTH if self.time == "month" else BY_THE_YEAR
        for match in self.amount.matches(reading):
            first, last = reading.sentence_at(match.start)
            if word.search(reading.text, first, last):
                yield match
