"""What the tagger may tell: it knows words by their look alone, and the patterns know better what some figures are."""

import re
from collections.abc import Sequence
from itertools import chain

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.beside import Beside
from parlour.core.personal_data.card import is_valid
from parlour.core.personal_data.code_shapes import digits_of, is_like_a_flight, is_random, letters_of
from parlour.core.personal_data.code_words import OTHER, said_of
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.person import is_nobody
from parlour.core.personal_data.phone import firms_beside
from parlour.core.personal_data.phone_words import around, has_a_cue, is_of_things, names_another
from parlour.core.personal_data.place_figures import is_a_postcode, may_be_a_place
from parlour.core.personal_data.recogniser import is_in_a_url, speaks_of_a_parcel
from parlour.core.personal_data.reference_cues import CUES

_LETTERS = re.compile(r"[^\W\d_]{2}")
_LETTER = re.compile(r"[^\W\d_]")
_ANY_DIGIT, _FIGURES = re.compile(r"\d"), re.compile(r"\d+")
_NEEDED = {
    "person": _LETTERS,
    "email": _LETTERS,
    "handle": _LETTERS,
    "address": re.compile(r"\d|\w\W+\w"),
    "phone": re.compile(r"(?:\d\D*){6}"),
}
_OF_A_PERSON = re.compile(
    r"last (?:4|four)|digits?|\bssn|social|\bids?\b|identi|securit|tax|ausweis|passport|pasaporte|"
    r"\b(?:dni|nie|nif|nino)\b|verif|letzten? (?:4|vier)|[uú]ltim[oa]s (?:4|cuatro)|derniers chiffres",
    re.IGNORECASE,
)
_FIGURES_BEFORE = re.compile(r"\d[.,:\-/]?$")
_FIGURES_BEHIND = re.compile(r"[.,\-]?\d")
_GROUP_BEFORE = re.compile(r"\d{4} $")
_READ_BEFORE, _READ_BEHIND = 40, 16
_OF_A_ROOM = 4
"""So many figures have rooms and ports as well as people's numbers."""
_LAST_OF_A_CARD = 6
_ANSWER = re.compile(
    r"\W{0,4}(?:(?:it|is|its|s|sure|yes|yeah|ok|okay|here|you|go|my|thanks|thank|please|that|this|hi|hello|and|"
    r"ja|bitte|danke|das|ist|s[ií]|es|gracias|mi|oui|merci|c|est)\W{1,4}){1,6}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}")
_COLOURED = re.compile(r"\b(?:colou?rs?|farb\w+|couleurs?|hex|css)\b", re.IGNORECASE)
_LONGEST = 256
"""Code points of one datum."""


def plausible(
    tagged: Sequence[PersonalDatum], by_pattern: Sequence[PersonalDatum], text: str, region: str
) -> list[PersonalDatum]:
    """Those of the tagger's finds in a text that are what they look like, beside what the patterns found.

    Out fall numbers of firms, parcels and links, counts, cards that are none, and figures that could be anything.
    """
    if not tagged:
        return []
    beside = Beside(chain(tagged, by_pattern), text)
    return [
        datum
        for datum in tagged
        if datum.end - datum.start <= _LONGEST
        and is_plausible(datum, text)
        and _fits(datum, beside, text)
        and not _is_of_a_firm(datum, text, region)
    ]


def is_plausible(datum: PersonalDatum, text: str) -> bool:
    """Whether what was tagged has the least that its kind needs (letters, digits, length) and is no part of a sign."""
    if text.startswith("&#", datum.start - 2) and text.startswith(";", datum.end):
        return False
    return _NEEDED.get(datum.kind, _ANY_DIGIT).search(text, datum.start, datum.end) is not None


def _fits(datum: PersonalDatum, beside: Beside, text: str) -> bool:
    if is_in_a_url(text, datum.start):
        return False
    if datum.kind == "person":
        return not is_nobody(text, datum.start, datum.end)
    if datum.kind == "card":
        return _is_a_card(datum, text)
    if datum.kind == "phone":
        return _is_a_phone(datum, text)
    if _is_a_sum(datum, text) or (datum.kind in CUES and not _is_a_reference(datum, text)):
        return False
    if datum.kind == "address" and not may_be_a_place(datum, text):
        return False
    if datum.kind not in {"address", "national_id"} or _LETTER.search(text, datum.start, datum.end):
        return True
    if not _stands_alone(datum, text):
        return False
    if _is_an_answer(datum, text) or beside.names(datum):
        return True
    return (is_a_postcode if datum.kind == "address" else _is_of_a_person)(datum, text)


def _is_a_card(datum: PersonalDatum, text: str) -> bool:
    """Whether these are the last figures of a card, or a whole one that is part of nothing longer."""
    digits = "".join(filter(str.isdecimal, text[datum.start : datum.end]))
    if not _stands_alone(datum, text) or _GROUP_BEFORE.search(text, max(0, datum.start - 5), datum.start):
        return False
    if speaks_of_a_parcel(text, datum.start):
        return False
    return len(digits) <= _LAST_OF_A_CARD or is_valid(digits)


def _is_a_sum(datum: PersonalDatum, text: str) -> bool:
    """Whether the first figures are a sum, a share, an age or a count by what follows them: "349,99 Euro"."""
    figures = _FIGURES.search(text, datum.start, datum.end)
    return figures is not None and is_counted(text, *figures.span())


def _is_a_phone(datum: PersonalDatum, text: str) -> bool:
    if is_of_things(text, datum.start, datum.end) or not _stands_alone(datum, text):
        return False
    return not names_another(text, datum.start) or has_a_cue(around(text, datum.start, datum.end))


def _is_a_reference(datum: PersonalDatum, text: str) -> bool:
    """Whether it is long enough to name one thing, and neither a flight nor named as something else."""
    shape = text[datum.start : datum.end]
    if _COLOUR.fullmatch(shape) and _COLOURED.search(text, max(0, datum.start - _READ_BEHIND * 2), datum.start):
        return False
    if digits_of(shape) < _OF_A_ROOM - (letters_of(shape) > 1) and not is_random(shape):
        return False
    return not is_like_a_flight(shape) and said_of(text, datum.start, datum.end, behind=0) != OTHER


def _stands_alone(datum: PersonalDatum, text: str) -> bool:
    """Whether no further figures go before or behind as part of the same number."""
    before, behind = text[max(0, datum.start - 2) : datum.start], text[datum.end : datum.end + 2]
    return not _FIGURES_BEFORE.search(before) and not _FIGURES_BEHIND.match(behind)


def _is_of_a_person(datum: PersonalDatum, text: str) -> bool:
    """Whether there are many figures, or it is said what they are."""
    if sum(map(str.isdecimal, text[datum.start : datum.end])) > _OF_A_ROOM:
        return True
    return _OF_A_PERSON.search(text, max(0, datum.start - _READ_BEFORE), datum.end + _READ_BEHIND) is not None


def _is_an_answer(datum: PersonalDatum, text: str) -> bool:
    """Whether nothing else is said but what goes with an answer, as in "it's 4852"."""
    if len(text) > _READ_BEFORE + _READ_BEHIND:
        return False
    rest = f"{text[: datum.start]} {text[datum.end :]}"
    if not any(map(str.isalnum, rest)):
        return True
    return _ANSWER.fullmatch(rest) is not None and not _YEAR.fullmatch(text, datum.start, datum.end)


def _is_of_a_firm(datum: PersonalDatum, text: str, region: str) -> bool:
    """Whether all its figures are those of a number that the patterns know as a firm's."""
    if not _ANY_DIGIT.search(text, datum.start, datum.end):
        return False
    return any(
        not _ANY_DIGIT.search(text[datum.start : begin] + text[end : datum.end])
        and (datum.kind == "phone" or not text[begin:end].isdecimal() or text.startswith("0", begin))
        for begin, end in firms_beside(text, datum.start, datum.end, region)
    )
