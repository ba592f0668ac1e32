"""Telephone numbers, judged by the numbering plans of phonenumbers."""

import re
from enum import Enum, auto

import phonenumbers

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser, Rule, speaks_of_a_parcel

_CANDIDATE = re.compile(
    r"(?<![\w./\-#$€£])(?<!\d[,:])(?:\+|\(\+?|00)?\d(?:[ .\-/()]{0,2}\d){6,14}"
    r"(?:\s?(?:x|ext\.?\s?)\d{1,6})?(?![\w%€$£]|[.,:]\d)"
)
_CUE = re.compile(
    r"phone|\bcall|\bring\b|\btext\b|\btel\b|\btel[.:]|mobile|\bcell\b|whatsapp|\breach|\bnumber is\b|\bhandy|telefon|"
    r"\bfax\b|\boffice\b|\bdesk:|answer(?:ing|s)? (?:at|on)|\bsms\b|\bcontact no|\bdial|t[eé]l[eé]phone|num[eé]ro|"
    r"\bnum\b|appel|cellulare|telefonn?o|chiam|"
    r"\bruf|\banruf|\bmobil|erreichbar|tel[eé]fono|m[oó]vil|\bll[aá]m|\bcontact|\bn[uú]mero es|\bnummer ist",
    re.IGNORECASE,
)
_NOT_A_PHONE = re.compile(
    r"\b(?:order|bestell\w*|pedido|invoice|rechnung\w*|factura|ticket|case|ref(?:erence)?|account|version|article|"
    r"followers|views|meter|z[aä]hler\w*|contador)\b[^.!?\n]{0,16}$",
    re.IGNORECASE,
)
_A_DATE = re.compile(
    r"(?:19|20)\d\d[-./ ]?\d\d[-./ ]?\d\d(?:\D?\d\d){0,3}$|"
    r"\d\d?[-./]\d\d?[-./](?:19|20)\d\d(?!\d)|[0-3]\d[0-3]\d(?:19|20)\d\d$"
)
# Digit by digit a number is only told where it is announced.
_SPELT = re.compile(r"(?:\b\d\b\D*){4}")
_LETTER = re.compile(r"[^\W\d_]")
_HOURS = re.compile(r"\d{1,2}[ .]?-[ .]?\d{1,2}$")
# Written so, a number is a telephone's even where its area code is not given out.
_NORTH_AMERICAN = re.compile(r"(?:\+?(?:00)?1[ .\-])?(?:\(\d{3}\) ?|\d{3}[.\-])\d{3}[.\-]\d{4}")


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
_LOCAL_REGIONS = ("US", "GB", "DE", "ES", "FR", "IT", "IN", "NL")
_REACH = 48


def _judge(match: re.Match[str], region: str) -> PersonalDatum | None:
    start, end = match.span()
    text, candidate = match.string, match.group()
    if speaks_of_a_parcel(text, start) or _A_DATE.match(candidate) or _HOURS.match(candidate):
        return None
    around = text[max(0, start - _REACH) : end + 12]
    cued = _LETTER.search(around) is not None and _CUE.search(around) is not None
    if not cued and _SPELT.search(candidate):
        return None
    if not cued and _NOT_A_PHONE.search(text[max(0, start - _REACH) : start]):
        return None
    confidence = _confidence(re.split(r"\s?[xe]", candidate)[0], region, cued=cued)
    return PersonalDatum("phone", start, end, confidence) if confidence else None


def _confidence(candidate: str, region: str, *, cued: bool) -> float:
    """How sure we are that this is a person's telephone number; 0 when it is none."""
    candidate = re.sub(r"^\(?00", "+", candidate)
    if candidate.lstrip("(").startswith("+"):
        if kind := _kind_of(candidate, None):
            return 0.0 if kind is _Kind.FIRM else 0.99
        return 0.75 if _NORTH_AMERICAN.fullmatch(candidate) else 0.6 if cued and candidate[0] == "+" else 0.0
    perhaps_foreign = cued or (candidate.startswith("0") and re.search(r"\D", candidate))
    regions = dict.fromkeys((region, *_LOCAL_REGIONS)) if perhaps_foreign else (region,)
    home, kind = next(((place, kind) for place in regions if (kind := _kind_of(candidate, place))), ("", None))
    if kind is _Kind.FIRM:
        return 0.0
    if home:
        return 0.97 if cued and home == region else 0.85
    if _NORTH_AMERICAN.fullmatch(candidate):
        return 0.75
    return 0.6 if cued and re.search(r"[ .\-/()]", candidate) else 0.0


def _kind_of(candidate: str, region: str | None) -> _Kind | None:
    """Whose number it is by the plan of a country; None where it is none there."""
    try:
        number = phonenumbers.parse(candidate, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return _Kind.FIRM if phonenumbers.number_type(number) in _OF_FIRMS else _Kind.PERSON


PHONE = Recogniser(("phone",), (Rule(_CANDIDATE, _judge),))
