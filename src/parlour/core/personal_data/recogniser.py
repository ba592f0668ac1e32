"""What every recogniser of personal data is: where it looks, and when looking is worth while."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parlour.core.nouns.assessment import PersonalDatum

Search = Callable[[str, str], Iterator[PersonalDatum]]

_PARCEL = re.compile(
    r"track|parcel|shipment|shipping|courier|waybill|sendung|paket|seguimiento|env[ií]o|paquete|"
    r"\b(?:dhl|ups|usps|fedex|dpd|gls|hermes|evri|seur|correos|isbn|ean|sku|gtin)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Recogniser:
    """One kind of personal data, or several that share a shape.

    `search(text, region)` yields data in any order; `region` is the country (ISO 3166) local shapes are read in.
    It is called only for texts with at least `digits` digits and, where `cues` are given, one of these lower-case
    cues (divided by bars).
    """

    kinds: tuple[str, ...]
    search: Search
    digits: int = 0
    cues: str = ""


def speaks_of_a_parcel(text: str, start: int) -> bool:
    """Whether the words just before `start` say that the number there names a parcel or an article, not a person."""
    return _PARCEL.search(text, max(0, start - 32), start) is not None


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
