"""What every recogniser of personal data is: patterns, and the judgement on what they match."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat

from parlour.core.nouns.assessment import PersonalDatum

Judge = Callable[[re.Match[str], str], PersonalDatum | None]
_NO_END = repeat(None)

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
    searched only where it could match, else where `pattern` could. A match of a rule that `resumes` may hold more
    than the datum it is judged to be: the search goes on right behind that.
    """

    pattern: re.Pattern[str]
    judge: Judge
    hint: re.Pattern[str] | None = None
    resumes: bool = False

    def search(self, text: str, region: str, tries: Iterable[object] = _NO_END) -> Iterator[PersonalDatum]:
        """The data in the text, from its beginning to its end; `tries` run out after the last match to be judged."""
        if self.resumes:
            yield from self._resuming(text, region, tries)
            return
        for match, _ in zip(self.pattern.finditer(text), tries, strict=False):
            datum = self.judge(match, region)
            if datum is not None:
                yield datum

    def _resuming(self, text: str, region: str, tries: Iterable[object]) -> Iterator[PersonalDatum]:
        begin = 0
        for _ in tries:
            match = self.pattern.search(text, begin)
            if match is None:
                return
            datum = self.judge(match, region)
            begin = datum.end if datum is not None else match.end()
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


def speaks_of_a_parcel(text: str, start: int, *, nearer: re.Pattern[str] | None = None) -> bool:
    """Whether the words just before `start` say that the number there names a parcel or an article, not a person.

    They do not where a word that `nearer` finds stands between them and the number.
    """
    words = list(_PARCEL.finditer(text, max(0, start - 32), start))
    return bool(words) and (nearer is None or nearer.search(text, words[-1].end(), start) is None)


_LINK_BEFORE = re.compile(r"(?:://|www\.|\?)\S*$")
_LINK_READ = 200
"""Code points of a link that are read before a place in it."""


def stands_in_a_link(text: str, start: int) -> bool:
    """Whether the word at `start` is part of a link, where words like "ref" name who sent the reader."""
    return _LINK_BEFORE.search(text, max(0, start - _LINK_READ), start) is not None


_URL_BEFORE = re.compile(r"(?:://|www\.|\w\.[a-z]{2,10}/)\S{0,200}$")


def is_in_a_url(text: str, start: int) -> bool:
    """Whether the place is inside an address of the web."""
    word = text[max(0, start - _LINK_READ) : start].rsplit(None, 1)[-1:]
    return bool(word) and not text[start - 1].isspace() and _URL_BEFORE.search(word[0]) is not None


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
