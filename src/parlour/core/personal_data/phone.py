"""Telephone numbers, judged by the numbering plans of phonenumbers."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache

import phonenumbers

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.phone_words import around, has_a_cue, has_things_behind, is_of_things, names_another
from parlour.core.personal_data.recogniser import Recogniser, Rule
from parlour.core.personal_data.service_number import is_a_service, is_of_a_german_town

_CANDIDATE = re.compile(
    r"(?<![\w./\-#$€£])(?<!\d[,:])(?:\+|\(\+?|00)?\d(?:[ .\-/()]{0,2}\d){6,14}"
    r"(?:\s?(?:x|ext\.?\s?)\d{1,6})?(?![\w%€$£]|[.,:]\d)"
)
_EXTENSION = re.compile(r"\s?[xe].*", re.DOTALL)
_A_DATE = re.compile(
    r"(?:19|20)\d\d[-./ ]?\d\d[-./ ]?\d\d(?:\D?\d\d){0,3}$|"
    r"\d\d?[-./]\d\d?[-./](?:19|20)\d\d(?!\d)|[0-3]\d[0-3]\d(?:19|20)\d\d$"
)
# Digit by digit a number is only told where it is announced.
_SPELT = re.compile(r"(?:\b\d\b\D*){4}")
_HOURS = re.compile(r"\d{1,2}[ .]?-[ .]?\d{1,2}$")
_ABROAD = re.compile(r"^\(?00")
_DECIMAL = re.compile(r"\d{1,2}\.\d{5,}")
# "9172345678 2 times", "917-234-5678 20 times"; not the last of "612 345 678".
_LAST_GROUP = re.compile(r"(?: \d|(?:(?<=\d{6})|(?<=[\-.]\d{4})) \d{2,3})$")
_DIALLED_ABROAD = ("011", "00")
_JOINED = re.compile(r"[ .\-/()]")
# Written so, a number is a telephone's even where its area code is not given out.
_NORTH_AMERICAN = re.compile(r"(?:\+?(?:00)?1[ .\-])?(?:\(\d{3}\) ?|\d{3}[.\-])\d{3}[.\-]\d{4}")

_BRACKETED = re.compile(r"\([2-79]\d\d\) ?\d{3}[.\-]\d{4}")

# Kept free in Britain for films and examples; people post them all the same.
_OF_A_STORY = re.compile(r"(?:\+44 ?(?:\(0\) ?)?|0)7700 ?900 ?\d{3}")


class _Kind(Enum):
    PERSON, FIRM = auto(), auto()


# Calls to these are free, dear or shared: whoever answers them is no private person.
_OF_FIRMS = frozenset(
    {
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.UAN,
    }
)
_LONGEST = 40
"""Code points of a number, more or less."""
_LOCAL_REGIONS = ("US", "GB", "DE", "ES", "FR", "IT", "IN", "NL")


def _judge(match: re.Match[str], region: str) -> PersonalDatum | None:
    text, start, end = match.string, match.start(), match.end()
    if has_things_behind(text, end) and (count := _LAST_GROUP.search(match.group())):
        end = start + count.start()
    candidate = text[start:end]
    if _A_DATE.match(candidate) or _HOURS.match(candidate) or _DECIMAL.fullmatch(candidate):
        return None
    words = around(text, start, end)
    cued = has_a_cue(words)
    if not cued and (_SPELT.search(candidate) or names_another(text, start)):
        return None
    confidence = _confidence(_without_extension(candidate), region, words, cued=cued)
    if not confidence or is_of_things(text, start, end):
        return None
    return PersonalDatum("phone", start, end, confidence)


def firms_beside(text: str, start: int, end: int, region: str) -> Iterator[tuple[int, int]]:
    """Numbers that can be called but are no person's, and share a place with the span."""
    for match in _CANDIDATE.finditer(text, max(0, start - _LONGEST), end + _LONGEST):
        if match.start() < end and start < match.end():
            number = _without_extension(match.group())
            if _whose(number, region, around(text, *match.span()), wide=True)[1] is _Kind.FIRM:
                yield match.span()


def _without_extension(candidate: str) -> str:
    return _ABROAD.sub("+", _EXTENSION.sub("", candidate))


def _confidence(number: str, region: str, words: str, *, cued: bool) -> float:
    """How sure we are that this is a person's telephone number; 0 when it is none."""
    abroad = _is_abroad(number)
    home, kind = _whose(number, region, words, wide=cued)
    if kind is _Kind.FIRM and not _is_american(number, home):
        return 0.0
    if kind is _Kind.PERSON:
        return 0.99 if abroad else 0.97 if cued and home == region else 0.85
    if _NORTH_AMERICAN.fullmatch(number) or _OF_A_STORY.fullmatch(number):
        return 0.75
    return 0.6 if cued and (number[0] == "+" if abroad else _JOINED.search(number)) else 0.0


def _is_american(number: str, home: str) -> bool:
    """Whether a number that is a firm's in another country is written as in America, where the plan knows it not."""
    return home not in {"", "US"} and _BRACKETED.fullmatch(number) is not None and _kind_of(number, "US") is None


def _is_abroad(number: str) -> bool:
    return number.lstrip("(").startswith("+")


def _whose(number: str, region: str, words: str, *, wide: bool) -> tuple[str, _Kind | None]:
    """By the plan of which country this is whose number; read by the plans of others where `wide`, or if written so."""
    if _is_abroad(number):
        return "", _kind_of(number, None)
    if is_a_service(number, words, region):
        return region, _Kind.FIRM
    wide = wide or (number.startswith("0") and _JOINED.search(number) is not None)
    regions = dict.fromkeys((region, *_LOCAL_REGIONS)) if wide else {region: None}
    if region != "GB" and is_of_a_german_town(number, words):
        regions.pop("GB", None)
    return next(((place, kind) for place in regions if (kind := _kind_of(number, place))), ("", None))


def _kind_of(number: str, region: str | None) -> _Kind | None:
    """Whose number it is by the plan of a country; None where it is none there."""
    if region is not None and not _may_be_of(number, region):
        return None
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    kind = phonenumbers.number_type(parsed)
    if kind == phonenumbers.PhoneNumberType.UNKNOWN:
        return None
    return _Kind.FIRM if kind in _OF_FIRMS else _Kind.PERSON


def _may_be_of(number: str, region: str) -> bool:
    """Whether the plan knows numbers of so many figures; asking it for more costs much more."""
    lengths = _lengths(region)
    figures = "".join(filter(str.isdecimal, number))
    return lengths is None or len(figures) in lengths or figures.startswith(_DIALLED_ABROAD)


@cache
def _lengths(region: str) -> frozenset[int] | None:
    """How many figures numbers of a country have, with or without what is dialled before; None where that varies."""
    plan = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    if plan is None or plan.general_desc is None or region not in _LOCAL_REGIONS:
        return None
    trunk, country = len(plan.national_prefix or ""), len(str(plan.country_code))
    before = (0, trunk, country, country + trunk)
    return frozenset(length + more for length in plan.general_desc.possible_length for more in before)


PHONE = Recogniser(("phone",), (Rule(_CANDIDATE, _judge),))
