"""The month a card expires in, told by its name: "good until August", "you need another one before June"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.date_span import DateSpan

_EXPIRY = re.compile(r"(?<![\d/])(0?[1-9]|1[0-2])/(?:20)?(\d\d)(?![\d/])")
_BEFORE = re.compile(r"\b(?:before|vor|antes de|avant)\s(?:the start of |anfang |dem |le |el |la )?$")
# What else may be valid until a month, and no card is meant.
_OTHER_THINGS = re.compile(
    r"\b(?:vouchers?|coupons?|tickets?|season pass|pass(?:es)?|offers?|(?:our|the) sale|discounts?|designs?|menus?|"
    r"subscriptions?|\w*gutschein\w*|fahrkarte\w*|eintrittskarte\w*|jahreskarte\w*|angebot\w*|aktion\w*|rabatt\w*|abo|abos|"
    r"cupon\w*|vales|entradas?|billetes?|ofertas?|bono|bonos|bons? (?:d'achat|cadeau)|billets?|offres?|"
    r"remise\w*|abonnements?)\b"
)
_YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Expiry:
    """A month in a sentence that speaks of something that ends, and not to everybody."""

    month: int
    year: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.dates:
            others = reading.speaks_to_all(span.start) or reading.is_of_us(span.start)
            others = others or _OTHER_THINGS.search(reading.text, *reading.sentence_at(span.start)) is not None
            if self._is_it(span, reading) and reading.cued("expiry", span.start) and not others:
                yield Match(span.start, span.end, firm=False)

    def _is_it(self, span: DateSpan, reading: Reading) -> bool:
        """Whether a month is this one, or the next one where the card ends before it."""
        if span.month is None or span.recurring or span.day is not None:
            return False
        before = _BEFORE.search(reading.text, max(0, span.start - 24), span.start) is not None
        month = self.month % _YEAR + 1 if before else self.month
        year = self.year + (before and self.month == _YEAR)
        return span.month == month and span.year in (None, year)


def expiry_shapes(reading: Reading) -> Iterator[Expiry]:
    """Months a card expires in, as they stand on it: "05/26"."""
    yield from (Expiry(int(found[1]), 2000 + int(found[2])) for found in _EXPIRY.finditer(reading.text))
