"""A batch of texts cut into tokens, all at once, on one array of code points.

Case is folded, digits become 0, runs of more than two equal letters are shortened, invisible characters vanish; links
and handles stand for themselves as one token each. Every token knows where it stands in the text as it was given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.letters import MARK, NOTHING, PICTURE, SPACE, WORD, look_up

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

READ_POINTS = 2700
"""Code points of a text that scores are computed from; personal data is sought in all of it."""

PLAIN, HANDLE, LINK = range(3)
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_APOSTROPHE, _AT, _COLON, _SLASH, _UNDERSCORE, _ZERO = (ord(c) for c in "'@:/_0")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a batch of n texts, T in all, in order of text and place.

    points (uint32) and kind (uint8): the shortened, folded text of the whole batch, handles and links still in it;
    token_at: token of each point, -1 between tokens. start, end: half-open offsets of each token in the points;
    text_start, text_end: the same in code points of its own text; row: its text; role: PLAIN, HANDLE or LINK;
    key: hash of the token; shouted: written in capitals; first: index of each text's first token, n + 1 long.
    """

    points: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    token_at: Ints
    start: Ints
    end: Ints
    text_start: Ints
    text_end: Ints
    row: Ints
    role: NDArray[np.uint8]
    key: Hashes
    shouted: NDArray[np.bool_]
    first: Ints


def tokenize(texts: Sequence[str]) -> Tokens:
    """Cut texts; any string at all is fine, lone surrogates included."""
    clipped = [text[:READ_POINTS] for text in texts]
    raw = np.frombuffer("".join(["\n", "\n".join(clipped), "\n"]).encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = np.fromiter(map(len, clipped), np.int64, len(clipped))
    origin = 1 + np.concatenate(([0], np.cumsum(sizes + 1)[:-1])) if clipped else np.zeros(0, np.int64)
    lower, kind = look_up(raw)
    kind = _joined_handles(lower, _joined_apostrophes(lower, kind))
    place = np.flatnonzero(_kept(lower, kind))
    points, kind, capital = lower[place], kind[place], raw[place] != lower[place]
    start, end = _bounds(kind)
    text_place = place[start]
    row = np.searchsorted(origin, text_place, "right") - 1
    role = _roles(points, kind, start)
    return Tokens(
        points=points,
        kind=kind,
        token_at=_owner(len(points), start, end),
        start=start,
        end=end,
        text_start=text_place - origin[row],
        text_end=place[end - 1] + 1 - origin[row],
        row=row,
        role=role,
        key=np.where(role == PLAIN, spans_key(prefix_sums(points), start, end), role.astype(np.uint64)),
        shouted=_shouted(points, kind, capital, start, end),
        first=np.searchsorted(row, np.arange(len(clipped) + 1)),
    )


def prefix_sums(points: NDArray[np.uint32]) -> Hashes:
    """Running polynomial sums, from which the key of any span follows in two look-ups."""
    sums = np.zeros(len(points) + 1, np.uint64)
    # The constant keeps a run of zero code points from vanishing.
    np.cumsum((points.astype(np.uint64) + np.uint64(7)) * _powers(len(points))[0], out=sums[1:])
    return sums


def spans_key(sums: Hashes, start: Ints, end: Ints) -> Hashes:
    """Keys of half-open spans: equal for equal content wherever it stands."""
    keys: Hashes = (sums[end] - sums[start]) * _powers(len(sums))[1][start]
    return keys


def key_of(word: str) -> int:
    """The key `tokenize` gives a folded word."""
    return sum((ord(c) + 7) * pow(_BASE, i, 2**64) for i, c in enumerate(word)) % 2**64


def group_begins(sorted_keys: Ints) -> Ints:
    """Where each run of equal keys begins."""
    new = np.ones(len(sorted_keys), np.bool_)
    np.not_equal(sorted_keys[1:], sorted_keys[:-1], out=new[1:])
    return np.flatnonzero(new)


def _powers(size: int) -> tuple[Hashes, Hashes]:
    up, down = _power_table(max(16, int(size).bit_length()))
    return up[:size], down[:size]


@cache
def _power_table(bits: int) -> tuple[Hashes, Hashes]:
    up = np.full(2**bits, _BASE, np.uint64)
    down = np.full(2**bits, _INVERSE, np.uint64)
    up[0] = down[0] = 1
    return np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64)


def _joined_apostrophes(lower: NDArray[np.uint32], kind: NDArray[np.uint8]) -> NDArray[np.uint8]:
    inner = np.flatnonzero(lower[1:-1] == _APOSTROPHE) + 1
    inner = inner[(kind[inner - 1] == WORD) & (kind[inner + 1] == WORD)]
    kind[inner] = WORD
    return kind


def _joined_handles(lower: NDArray[np.uint32], kind: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Underscores of a handle are letters of it; elsewhere they are marks."""
    under = np.flatnonzero(lower == _UNDERSCORE)
    if len(under):
        outside = (kind != WORD) & (lower != _UNDERSCORE)
        before = np.maximum.accumulate(np.where(outside, np.arange(len(lower)), 0))
        kind[under[lower[before[under]] == _AT]] = WORD
    return kind


def _kept(lower: NDArray[np.uint32], kind: NDArray[np.uint8]) -> NDArray[np.bool_]:
    kept: NDArray[np.bool_] = kind != NOTHING
    same = lower[1:] == lower[:-1]
    same &= lower[1:] != _ZERO
    same &= kind[1:] != SPACE
    kept[2:] &= ~(same[1:] & same[:-1])
    return kept


def _bounds(kind: NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Half-open token spans: runs of one kind, each picture alone. The buffer begins and ends with a space."""
    if not len(kind):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    change = np.empty(len(kind), np.bool_)
    change[0] = True
    np.not_equal(kind[1:], kind[:-1], out=change[1:])
    change |= kind == PICTURE
    start = np.flatnonzero(change)
    end = np.append(start[1:], len(kind))
    solid = kind[start] != SPACE
    return start[solid], end[solid]


def _owner(size: int, start: Ints, end: Ints) -> Ints:
    step = np.zeros(size + 1, np.int64)
    step[start] = 1
    index = np.cumsum(step[:-1]) - 1
    open_ = np.zeros(size + 1, np.int64)
    open_[start] += 1
    open_[end] -= 1
    return np.where(np.cumsum(open_[:-1]) > 0, index, -1)


def _roles(points: NDArray[np.uint32], kind: NDArray[np.uint8], start: Ints) -> NDArray[np.uint8]:
    role = np.zeros(len(start), np.uint8)
    role[(kind[start] == WORD) & (points[start - 1] == _AT) & (kind[start - 1] == MARK)] = HANDLE
    if not len(start):
        return role
    colon = np.flatnonzero(points[:-2] == _COLON)
    colon = colon[(points[colon + 1] == _SLASH) & (points[colon + 2] == _SLASH)]
    if len(colon):
        chunk = np.cumsum(kind == SPACE)
        role[np.isin(chunk[start], chunk[colon])] = LINK
    return role


def _shouted(
    points: NDArray[np.uint32], kind: NDArray[np.uint8], capital: NDArray[np.bool_], start: Ints, end: Ints
) -> NDArray[np.bool_]:
    counts = np.concatenate(([0], np.cumsum(capital & (points != _ZERO))))
    size = end - start
    loud: NDArray[np.bool_] = (counts[end] - counts[start] == size) & (size >= 3) & (kind[start] == WORD)
    return loud
