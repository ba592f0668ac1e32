"""Figures of a place that the tagger may tell: a postcode beside words of a place, and a house that is no size."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.phone_words import has_things_behind

# "error 503, error 502", "size 146": figures that number something else than a house.
_NO_ADDRESS = re.compile(
    r"\b(?:error|err|fehler|erreur|fallo|http)\b|(?:gr[öo]e?(?:ß|ss)e|size|talla|taille|typ|type)\s?\d", re.IGNORECASE
)
_POSTCODE = re.compile(r"\d{4,6}(?:[ \-]\d{3,4})?")
_PLACE_BEFORE = re.compile(
    r"\b(?:zip|post ?code|postal|pin ?code|plz|postleitzahl|address|adresse|direcci[oó]n|suburb|neighbou?rhood|"
    r"(?:liv(?:e[sd]?|ing)|based|located|moved?|deliver(?:ed|y)?|ship(?:ped)?|reside) (?:\w{2,8} )?(?:in|at|to|near)|"
    r"wohn\w{0,4}|vivo en|habite)\b[^.!?\n]{0,16}$|(?-i:\b[A-Z]{2},? )$",
    re.IGNORECASE,
)
_PLACE_BEHIND = re.compile(
    r",? (?:is (?:my|the|our) )?(?:zip|post ?code|area\b|postal)|,? (?-i:[A-Z]{2}\b)", re.IGNORECASE
)
_WITHIN_A_NUMBER = re.compile(r"\d[.,:\-/]?$")
_READ_BEFORE = 40


def may_be_a_place(datum: PersonalDatum, text: str) -> bool:
    """Whether it does not begin within a number, and no word in it says what else its figures are."""
    within = _WITHIN_A_NUMBER.search(text, max(0, datum.start - 2), datum.start) is not None
    return not within and _NO_ADDRESS.search(text, datum.start, datum.end) is None


def is_a_postcode(datum: PersonalDatum, text: str) -> bool:
    """Whether figures alone stand for a place: a postcode, and words of a place beside it."""
    if not _POSTCODE.fullmatch(text, datum.start, datum.end):
        return False
    before = text[max(0, datum.start - _READ_BEFORE) : datum.start]
    if has_things_behind(text, datum.end):
        return False
    return _PLACE_BEFORE.search(before) is not None or _PLACE_BEHIND.match(text, datum.end) is not None
