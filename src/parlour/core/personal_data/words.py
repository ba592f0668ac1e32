"""A batch of texts cut into words and signs on one array of code points, for the tagger."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

SPACE, SIGN, LETTER, CAPITAL, DIGIT = range(5)
# Alphabets lie below; the scripts from here to the end of Hangul know no capitals; what follows is signs.
_TABLE = 0x3040
_HANGUL_ENDS = 0xD7FF
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a batch of n texts, T in all, in order of text and place: runs of letters and digits, runs of one sign.

    start, end: half-open places in the points of the batch; text_start: the same of `start` in code points of its own
    text; row: its text; first: index of each text's first word (n + 1 long). sums: running sums of the points in lower
    case with digits as 0 (see `spans_key`), written: the same with digits as they are; kind: of the first point;
    letters, capitals, digits: how many of its points are such.
    """

    start: Ints
    end: Ints
    text_start: Ints
    row: Ints
    first: Ints
    sums: Hashes
    written: Hashes
    kind: NDArray[np.uint8]
    letters: Ints
    capitals: Ints
    digits: Ints


def cut(texts: Sequence[str]) -> Words:
    """Cut texts; any string at all is fine, lone surrogates included."""
    raw = np.frombuffer("".join(["\n", "\n".join(texts), "\n"]).encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    origin = 1 + np.concatenate(([0], np.cumsum(sizes + 1)[:-1])) if texts else np.zeros(0, np.int64)
    lower, kinds = _tables()
    near = np.minimum(raw, _TABLE - 1)
    kind, folded = kinds.take(near), lower.take(near)
    far = np.flatnonzero(raw >= _TABLE)
    kind[far], folded[far] = np.where(raw[far] <= _HANGUL_ENDS, LETTER, SIGN), raw[far]
    start, end = _bounds(raw, kind)
    first = np.append(np.searchsorted(start, origin), len(start))
    row = np.repeat(np.arange(len(texts)), np.diff(first))
    return Words(
        start=start,
        end=end,
        text_start=start - origin[row],
        row=row,
        first=first,
        sums=_running(folded),
        written=_running(np.where(kind == DIGIT, raw, folded)),
        kind=kind[start],
        letters=_inside(kind >= LETTER, start, end),
        capitals=_inside(kind == CAPITAL, start, end),
        digits=_inside(kind == DIGIT, start, end),
    )


def spans_key(sums: Hashes, start: Ints, end: Ints) -> Hashes:
    """Keys of half-open spans: equal for equal content wherever it stands."""
    keys: Hashes = (sums[end] - sums[start]) * _powers(len(sums))[1][start]
    return keys


def key_of(word: str) -> int:
    """The key of a word in lower case, digits written 0."""
    return sum((ord(c) + 7) * pow(_BASE, i, 2**64) for i, c in enumerate(word)) % 2**64


def _running(points: NDArray[np.uint32]) -> Hashes:
    sums = np.zeros(len(points) + 1, np.uint64)
    np.cumsum((points.astype(np.uint64) + np.uint64(7)) * _powers(len(points))[0], out=sums[1:])
    return sums


def _powers(size: int) -> tuple[Hashes, Hashes]:
    up, down = _power_table(max(16, int(size).bit_length()))
    return up[:size], down[:size]


@cache
def _power_table(bits: int) -> tuple[Hashes, Hashes]:
    up, down = np.full(2**bits, _BASE, np.uint64), np.full(2**bits, _INVERSE, np.uint64)
    up[0] = down[0] = 1
    return np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64)


def _bounds(raw: NDArray[np.uint32], kind: NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Half-open spans; the buffer begins and ends with a space."""
    group = np.minimum(kind, LETTER)
    change = np.empty(len(raw), np.bool_)
    change[0] = True
    np.not_equal(group[1:], group[:-1], out=change[1:])
    change[1:] |= (group[1:] == SIGN) & (raw[1:] != raw[:-1])
    start = np.flatnonzero(change)
    end = np.append(start[1:], len(raw))
    solid = kind[start] != SPACE
    return start[solid], end[solid]


def _inside(wanted: NDArray[np.bool_], start: Ints, end: Ints) -> Ints:
    counts = np.zeros(len(wanted) + 1, np.int64)
    np.cumsum(wanted, out=counts[1:])
    return counts[end] - counts[start]


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Lower-case form (digits as 0) and kind of every code point."""
    lower = np.fromiter(map(_lower, range(_TABLE)), np.uint32, _TABLE)
    return lower, np.fromiter(map(_kind, range(_TABLE)), np.uint8, _TABLE)


def _lower(point: int) -> int:
    low = chr(point).lower()
    return point if len(low) != 1 else ord("0") if low.isdecimal() else ord(low)


def _kind(point: int) -> int:
    character = chr(point)
    if character.isdecimal():
        return DIGIT
    if character.isalpha():
        return CAPITAL if character.isupper() else LETTER
    if character == "_":
        return LETTER
    return SPACE if character.isspace() or not character.isprintable() else SIGN
