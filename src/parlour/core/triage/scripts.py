"""Writing systems by code point."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Script(NamedTuple):
    """A writing system and the half-open code point ranges of its letters."""

    name: str
    ranges: tuple[tuple[int, int], ...]


SCRIPTS = (
    Script("none", ()),
    Script("latin", ((0x41, 0x5B), (0x61, 0x7B), (0xAA, 0xAB), (0xBA, 0xBB), (0xC0, 0x250), (0x1E00, 0x1F00))),
    Script("cyrillic", ((0x400, 0x530),)),
    Script("arabic", ((0x600, 0x700), (0x750, 0x780), (0xFB50, 0xFE00), (0xFE70, 0xFEFD))),
    Script("devanagari", ((0x900, 0x980),)),
    Script("han", ((0x3400, 0x4DC0), (0x4E00, 0xA000))),
    Script("kana", ((0x3040, 0x3100), (0x31F0, 0x3200), (0xFF66, 0xFF9E))),
    Script("hangul", ((0x1100, 0x1200), (0x3130, 0x3190), (0xAC00, 0xD7B0))),
    Script("thai", ((0xE00, 0xE80),)),
    Script("greek", ((0x370, 0x400), (0x1F00, 0x2000))),
    Script("hebrew", ((0x590, 0x600),)),
    Script("georgian", ((0x10A0, 0x1100), (0x1C90, 0x1CC0))),
    Script("armenian", ((0x530, 0x590),)),
    Script("ethiopic", ((0x1200, 0x1380),)),
    Script("gujarati", ((0xA80, 0xB00),)),
    Script("kannada", ((0xC80, 0xD00),)),
    Script("malayalam", ((0xD00, 0xD80),)),
    Script("odia", ((0xB00, 0xB80),)),
    Script("gurmukhi", ((0xA00, 0xA80),)),
    Script("tamil", ((0xB80, 0xC00),)),
    Script("telugu", ((0xC00, 0xC80),)),
    Script("bengali", ((0x980, 0xA00),)),
    Script("lao", ((0xE80, 0xF00),)),
)

NONE, LATIN, CYRILLIC, ARABIC, DEVANAGARI, HAN, KANA = range(7)
_TABLE = 0x10000


def scripts_of(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Index into SCRIPTS of every code point."""
    found: NDArray[np.uint8] = _table().take(np.minimum(points, _TABLE - 1))
    return found


@cache
def _table() -> NDArray[np.uint8]:
    table = np.zeros(_TABLE, np.uint8)
    for index, script in enumerate(SCRIPTS):
        for low, high in script.ranges:
            table[low:high] = index
    return table
