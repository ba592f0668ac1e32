"""What every recogniser of personal data is: patterns, and the judgement on what they match."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parlour.core.nouns.assessment import PersonalDatum

Judge = Callable[[re.Match[str], str], PersonalDatum | None]

_PARCEL = re.compile(
    r"track|parcel|shipment|shipping|courier|waybill|sendung|paket|seguimiento|env[ií]o|paquete|"
    r"\b(?:dhl|ups|usps|fedex|dpd|gls|hermes|evri|seur|correos|isbn|ean|sku|gtin)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and `judge(match, region)`: what a match of it is, or None where it only resembles personal data.

    `region` is the country (ISO 3166) local shapes are read in. The pattern keeps to what `gate.loosened` can say.
    `hint`, where given, is a shorter or stricter pattern that matches in every text with such a datum: the text is
    searched only where it could match, else where `pattern` could.
    """

    pattern: re.Pattern[str]
    judge: Judge
    hint: re.Pattern[str] | None = None

    def search(self, text: str, region: str) -> Iterator[PersonalDatum]:
        """The data in the text, from its beginning to its end."""
        for match in self.pattern.finditer(text):
            datum = self.judge(match, region)
            if datum is not None:
                yield datum


@dataclass(frozen=True, slots=True)
class Recogniser:
    """One kind of personal data, or several that share a shape; an earlier rule keeps what a later one wants too."""

    kinds: tuple[str, ...]
    rules: tuple[Rule, ...]


def named(
    kind: str, confidence: float, *, group: int | str = 0, holds: Callable[[re.Match[str]], bool] | None = None
) -> Judge:
    """The judge for whom the group of a match is a datum of this kind, where the match `holds`."""

    def judge(match: re.Match[str], _region: str) -> PersonalDatum | None:
        if holds is not None and not holds(match):
            return None
        return PersonalDatum(kind, match.start(group), match.end(group), confidence)

    return judge


def speaks_of_a_parcel(text: str, start: int) -> bool:
    """Whether the words just before `start` say that the number there names a parcel or an article, not a person."""
    return _PARCEL.search(text, max(0, start - 32), start) is not None


_LINK_BEFORE = re.compile(r"(?:://|www\.|\?)\S*$")
_LINK_READ = 200
"""Code points of a link that are read before a place in it."""


def stands_in_a_link(text: str, start: int) -> bool:
    """Whether the word at `start` is part of a link, where words like "ref" name who sent the reader."""
    return _LINK_BEFORE.search(text, max(0, start - _LINK_READ), start) is not None


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
