"""Letters as numbers: what each code point counts as, and its lower-case form."""

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SPACE, WORD, MARK, PICTURE, NOTHING = range(5)
_TABLE = 0x20000  # emoji and every living script lie below; what lies above counts as a word
_REPLACEMENT = 0xFFFD


class Letters(NamedTuple):
    """Two tables over code points: `lower` (uint32) and `kind` (uint8: SPACE, WORD, MARK, PICTURE, NOTHING)."""

    lower: NDArray[np.uint32]
    kind: NDArray[np.uint8]


@cache
def letters() -> Letters:
    """The tables, computed once from the character data of the language runtime."""
    lower = np.fromiter(map(_lower, range(_TABLE)), np.uint32, _TABLE)
    kind = np.fromiter(map(_kind, range(_TABLE)), np.uint8, _TABLE)
    return Letters(lower, kind)


def look_up(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Lower-case form and kind of every code point."""
    table = letters()
    near = np.minimum(points, _TABLE - 1)
    lower, kind = table.lower.take(near), table.kind.take(near)
    far = points >= _TABLE
    if far.any():
        lower[far], kind[far] = points[far], WORD
    return lower, kind


def _lower(point: int) -> int:
    if 0xD800 <= point <= 0xDFFF:
        return _REPLACEMENT
    if point == 0x2019:
        return ord("'")
    low = chr(point).lower()
    if len(low) != 1:
        return point
    return ord("0") if low.isdecimal() else ord(low)


def _kind(point: int) -> int:
    if point == 0 or 0xD800 <= point <= 0xDFFF:
        return MARK
    category = unicodedata.category(chr(point))
    if category == "Cf" or 0xFE00 <= point <= 0xFE0F:
        return NOTHING
    if category[0] in "LMN":
        return WORD
    if category in ("So", "Sk"):
        return PICTURE
    return MARK if category[0] in "PS" or category == "Co" else SPACE
