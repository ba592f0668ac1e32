"""Days that are counted from another: "two days after Christmas"."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from parlour.core.text.date_span import DateSpan
from parlour.core.text.numbers import Number

_COUNTED_FROM = re.compile(
    r"\s(?:days?|tage?|dias?|jours?)\s(?:(before|vor|antes del?|avant)|after|nach|despues del?|tras|apres)\s"
    r"(?:the |dem |el |la |las |los |les? |l')?$"
)
_COUNTED_DAYS = 30  # days that people count from a feast


def counted_from(text: str, spans: Sequence[DateSpan], found: Sequence[Number]) -> Iterator[DateSpan]:
    """ "Two days after Christmas", "zwei Tage vor Ostern": as many days from a day that is named."""
    ends = {number.end: number for number in found if 1 <= number.value <= _COUNTED_DAYS}
    for span in spans:
        joint = _COUNTED_FROM.search(text, max(0, span.start - 32), span.start) if span.days else None
        number = ends.get(joint.start()) if joint else None
        if joint and number and span.weekday is None:
            off = timedelta(days=int(number.value) * (-1 if joint[1] else 1))
            yield DateSpan(number.start, span.end, days=tuple(day + off for day in span.days))
