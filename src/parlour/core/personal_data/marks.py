"""What the tagger sees of a word: the rows of its table that the word calls."""

import numpy as np
from numpy.typing import NDArray

from parlour.core.personal_data.words import DIGIT, LETTER, Hashes, Ints, Words, spans_key

MARKS = 25
"""Rows every word calls."""

_MIX = np.uint64(0xD6E8FEB86659FD93)
_ODD = np.uint64(0xA24BAED4963EE407)
_AFTER = np.uint64(0x9FB21C651E98DF25)
_SALT = (np.arange(1, MARKS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))[:, None]
_LOUD = (0.01, 0.25, 0.6)


def marks(words: Words, names: NDArray[np.uint8], buckets: int) -> Ints:
    """(MARKS, words) rows; `buckets` (a power of two) is how many rows there are; `names`: see `name_places`."""
    key = spans_key(words.sums, words.start, words.end)
    shape = _shapes(words, key)
    known = _known(key, names)
    around = _Around(words)
    before, after = around(key, -1), around(key, 1)
    shape_before, shape_after = around(shape, -1), around(shape, 1)
    setting = _settings(words)
    looks = known + np.uint64(4) * around(known, -1) + np.uint64(16) * around(known, 1)
    rows = [
        key,
        before,
        after,
        around(key, -2),
        around(key, 2),
        _pair(before, shape),
        _pair(shape, after),
        _pair(before, key),
        _pair(key, after),
        _pair(around(key, -2), _pair(before, shape)),
        _pair(shape, _pair(after, around(key, 2))),
        shape,
        _pair(shape_before, shape),
        _pair(shape, shape_after),
        _pair(shape_before, _pair(shape, shape_after)),
        _pair(looks, shape),
        _pair(known, before),
        _pair(setting, shape),
        _pair(setting, key),
        *_edges(words),
    ]
    return _buckets(np.stack(rows), buckets)


class _Around:
    """Values of the words some places before or after, 1 where the text has none."""

    def __init__(self, words: Words) -> None:
        size = np.diff(words.first)
        edges = words.first[:-1][size > 0], words.first[1:][size > 0] - 1
        # Texts of one word end where they begin; a step of two leaves them just the same.
        self._outside = {
            -1: edges[0],
            1: edges[1],
            -2: np.concatenate((edges[0], np.minimum(edges[0] + 1, edges[1]))),
            2: np.concatenate((edges[1], np.maximum(edges[1] - 1, edges[0]))),
        }

    def __call__(self, values: Hashes, step: int) -> Hashes:
        moved = np.empty_like(values)
        if step > 0:
            moved[:-step] = values[step:]
        else:
            moved[-step:] = values[:step]
        moved[self._outside[step]] = 1
        return moved


def _shapes(words: Words, key: Hashes) -> Hashes:
    """How a word is written: its case, how long it is, what it is made of; for signs, the sign."""
    size = words.end - words.start
    case = np.minimum(words.capitals, 2) + 3 * (words.capitals == words.letters - words.digits)
    case += 6 * (words.kind == LETTER)
    lengths = np.where(words.digits == size, np.minimum(size, 20) + 20, np.minimum((size + 1) // 2, 6))
    shape = (case * 64 + lengths) * 32 + np.minimum(words.digits, 9) * 2 + (words.kind == DIGIT)
    hashed = (shape.astype(np.uint64) + np.uint64(3)) * _AFTER
    return np.where(words.letters > 0, hashed, key)


def _known(key: Hashes, names: NDArray[np.uint8]) -> Hashes:
    return names.take(name_places(key, len(names))).astype(np.uint64)


def name_places(keys: Hashes, size: int) -> Ints:
    """Where a table of names of this size (a power of two) keeps each word; few words share a place by chance."""
    places: Hashes = (keys * _AFTER) >> np.uint64(64 - (size.bit_length() - 1))
    return places.astype(np.int64)


def _settings(words: Words) -> Hashes:
    """How many words the text has, how many of them are capitalised, and whether the word is its first or last."""
    count = np.diff(words.first)
    total = np.zeros(len(words.row) + 1, np.int64)
    np.cumsum(words.capitals > 0, out=total[1:])
    share = (total[words.first[1:]] - total[words.first[:-1]]) / np.maximum(count, 1)
    length, loud = np.searchsorted([2, 3, 4, 6, 9, 14], count, "right"), np.searchsorted(_LOUD, share, "right")
    setting = ((length * 4 + loud) * 3).astype(np.uint64)[words.row]
    setting[words.first[:-1][count > 0]] += np.uint64(1)
    setting[words.first[1:][count > 1] - 1] += np.uint64(2)
    return setting


def _edges(words: Words) -> list[Hashes]:
    """The first and last letters and digits of a word; for shorter words, all of it."""
    heads = [spans_key(words.written, words.start, np.minimum(words.start + n, words.end)) for n in (2, 3, 4)]
    tails = [spans_key(words.written, np.maximum(words.end - n, words.start), words.end) for n in (2, 3, 4)]
    return heads + tails


def _pair(one: Hashes, other: Hashes) -> Hashes:
    pair = one * _ODD
    pair += other
    return pair


def _buckets(keys: Hashes, buckets: int) -> Ints:
    """(MARKS, words) keys as rows of the table; the same key is another row for each mark."""
    keys += _SALT
    keys ^= keys >> np.uint64(32)
    keys *= _MIX
    keys >>= np.uint64(64 - (buckets.bit_length() - 1))
    return keys.view(np.int64)
