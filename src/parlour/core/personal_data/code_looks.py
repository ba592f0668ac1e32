"""How much a code looks like one, whatever is said of it."""

import re
from enum import IntEnum

from parlour.core.personal_data.code_shapes import (
    digits_of,
    is_a_word_with_figures,
    is_known,
    is_random,
    is_to_call,
    is_unspeakable,
    letters_of,
)
from parlour.core.personal_data.locator import is_a_word

_LIKE_A_CARD = re.compile(r"[3-6]\d{3}(?:[ .\-]\d{4}){3}")
_LOCATOR, _TWO = 6, 2
_FEW_IN_PARTS = 7
"""Figures in parts that are ranges as often as numbers."""
_VERSION = re.compile(r"v?\d+\.\d", re.IGNORECASE)


class Look(IntEnum):
    """How much a code looks like one."""

    NONE, LOOSE, LIKELY, SURE = range(4)


def locator(shape: str) -> Look:
    """Six capitals and figures."""
    if not digits_of(shape):
        return Look.NONE
    if is_random(shape):
        return Look.SURE
    return Look.NONE if letters_of(shape) < 2 or is_a_word_with_figures(shape) else Look.LOOSE


def lower(shape: str) -> Look:
    """Six small letters and figures, mixed as nobody writes words."""
    capitals = shape.upper()
    return Look.LIKELY if digits_of(shape) > 1 and is_random(capitals) and not is_known(capitals) else Look.NONE


def letters(shape: str) -> Look:
    """Six capitals."""
    return Look.LIKELY if is_unspeakable(shape) and not is_a_word(shape) else Look.NONE


def mixed(shape: str) -> Look:
    """Seven capitals and figures or more."""
    if digits_of(shape) < 3 or letters_of(shape) < 1 or is_a_word_with_figures(shape):
        return Look.NONE
    return Look.LIKELY


def joined(shape: str) -> Look:
    """ "VMCE/0093/K" of three parts, "TPX-2290481" of two; small letters only behind a word for it."""
    digits, letters = digits_of(shape), letters_of(shape)
    parts = re.split(r"[\-/._]", shape)
    if len(parts) == _TWO and any(len(part) == _LOCATOR and is_random(part) for part in parts):
        return Look.SURE
    if not letters:
        return Look.LIKELY if digits >= _FEW_IN_PARTS and "-" in shape else Look.NONE
    if (
        _VERSION.match(shape)
        or any(len(part) > 4 and part.isalpha() for part in parts)
        or digits < 2
        or re.search(r"[a-z]{2}$", shape)
    ):
        return Look.NONE
    if re.search(r"[a-z]{2}|[a-z]\d|\d[a-z]", shape):
        return Look.LOOSE
    if len(parts) > 2 and digits >= 4:
        return Look.SURE
    return Look.SURE if digits >= 5 and re.search(r"\d{5}", shape) else Look.LIKELY if digits >= 5 else Look.LOOSE


def run(shape: str) -> Look:
    """Figures without a gap."""
    digits = digits_of(shape)
    if is_to_call(shape) or digits < 7:
        return Look.LOOSE
    return Look.SURE


def groups(shape: str) -> Look:
    """Figures in groups, and letters before or behind them."""
    digits = digits_of(shape)
    parts = re.split(r"[ .\-]", shape)
    if len(parts) < 2 or digits < 6 or max(map(digits_of, parts)) < 2:
        return Look.NONE
    if digits >= 12 and len(parts) >= 3:
        return Look.LIKELY if _LIKE_A_CARD.fullmatch(shape) else Look.SURE
    if parts[0].isdecimal() and parts[-1].isalpha():
        return (
            Look.SURE if len(parts) > 2 and parts[-1] not in {"A", "H", "K", "L", "M", "V", "W", "C"} else Look.LIKELY
        )
    return Look.LIKELY if digits >= 7 or letters_of(shape) else Look.NONE


def split(shape: str) -> Look:
    """A locator told in parts: "HK4 T9M", "H-K-4-T-9-M"."""
    joined = re.sub(r"[ \-.]", "", shape)
    return Look.LOOSE if is_random(joined) and not is_known(joined) else Look.NONE
