"""The features of a batch of texts: which weights each of its tokens calls up.

A token calls its own bucket, that of the pair it forms with the token before it, and those of the letter runs in it
(with the edge of the word as a letter). Words of a lexicon call the lexicon's own row of weights.
"""

from dataclasses import dataclass

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.letters import WORD
from parlour.core.triage.tokens import LINK, PLAIN, Hashes, Ints, Tokens, prefix_sums, spans_key

Buckets = NDArray[np.int64]

BUCKET_BITS = 16
"""Logarithm of the number of buckets features fall into."""

NOWHERE = 0
"""The bucket of absent features; its weights are zero."""

_MIX = np.uint64(0xD6E8FEB86659FD93)
_PAIR = np.uint64(0xA24BAED4963EE407)
_RUN = np.uint64(0x9FB21C651E98DF25)


@dataclass(frozen=True, slots=True)
class Grams:
    """Buckets a batch calls: one `word` and one `pair` per token (NOWHERE where there is none), and letter runs with
    the token they belong to, in order of token. `size`: features of each text, at least 1."""

    word: Buckets
    pair: Buckets
    run: Buckets
    run_token: Ints
    size: Ints


def count_grams(tokens: Tokens, lengths: tuple[int, ...]) -> Grams:
    """Find the features; `lengths` are those of the letter runs."""
    counted = _counted(tokens)
    word = np.where(counted, _bucket(tokens.key), NOWHERE)
    pair = np.where(_paired(tokens, counted), _bucket(_pair_key(tokens.key)), NOWHERE)
    run, run_token = _runs(tokens, lengths)
    rows = len(tokens.first) - 1
    size = np.bincount(tokens.row[run_token], minlength=rows)
    size += np.bincount(tokens.row, weights=(word != NOWHERE) * 1 + (pair != NOWHERE), minlength=rows).astype(np.int64)
    return Grams(word, pair, run, run_token, np.maximum(size, 1))


def _counted(tokens: Tokens) -> NDArray[np.bool_]:
    """A link is one feature, however many tokens it is made of."""
    again = np.zeros(len(tokens.role), np.bool_)
    again[1:] = (tokens.role[1:] == LINK) & (tokens.role[:-1] == LINK) & (tokens.start[1:] == tokens.end[:-1])
    return ~again


def _paired(tokens: Tokens, counted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    paired = counted.copy()
    if len(paired):
        paired[0] = False
        paired[1:] &= tokens.row[1:] == tokens.row[:-1]
    return paired


def _pair_key(key: Hashes) -> Hashes:
    pair = key * _PAIR
    pair[1:] += key[:-1]
    return pair


def _bucket(key: Hashes) -> Buckets:
    mixed = key ^ (key >> np.uint64(29))
    mixed *= _MIX
    mixed >>= np.uint64(64 - BUCKET_BITS)
    # Bucket 0 is NOWHERE.
    return np.maximum(mixed.astype(np.int64), 1)


def _runs(tokens: Tokens, lengths: tuple[int, ...]) -> tuple[Buckets, Ints]:
    token_at = tokens.token_at
    plain = (tokens.kind == WORD) & (np.append(tokens.role, 0)[token_at] == PLAIN)
    sums = prefix_sums(np.where(plain, tokens.points, 0).astype(np.uint32))
    buckets, owners = [], []
    for length in lengths:
        at = np.flatnonzero(_spans_one_word(plain, length))
        keys = spans_key(sums, at, at + length) * (_RUN + np.uint64(2 * length))
        buckets.append(_bucket(keys))
        owners.append(token_at[at + 1])
    run, owner = np.concatenate(buckets), np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return run[order], owner[order]


def _spans_one_word(plain: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Where a run may begin: all but its first and last letter lie inside a word; of two letters, the last does."""
    size = max(len(plain) - length + 1, 0)
    inside = np.ones(size, np.bool_)
    for offset in range(1, max(length - 1, 2)):
        inside &= plain[offset : offset + size]
    return inside


@dataclass(frozen=True, slots=True)
class Finds:
    """Words of the lexicon that were found: their class, the token each begins in, and the term itself."""

    group: Ints
    token: Ints
    term: Ints


class Lexicon:
    """Terms of several languages in named groups. `term*` matches words that begin so; all else is whole words."""

    def __init__(self, groups: tuple[str, ...], terms: tuple[tuple[str, int], ...]) -> None:
        self.groups = groups
        self.terms = terms
        self._open = np.array([term.endswith("*") for term, _ in terms], np.bool_)
        self._group = np.array([group for _, group in terms], np.int64)
        self._size = np.array([len(term.rstrip("*")) for term, _ in terms], np.int64)
        self._automaton = ahocorasick_rs.AhoCorasick([term.rstrip("*") for term, _ in terms])

    def find(self, tokens: Tokens) -> Finds:
        """All terms that begin where a token begins and end where one ends (or are open at the end)."""
        text = tokens.points.tobytes().decode("utf-32-le")
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        if not hits:
            nothing = np.zeros(0, np.int64)
            return Finds(nothing, nothing, nothing)
        term, start, end = np.array(hits, np.int64).T
        token = tokens.token_at[start]
        whole = (token >= 0) & (tokens.start[token] == start)
        last = np.append(tokens.token_at, -1)
        whole &= self._open[term] | (last[end - 1] != last[end]) | (last[end - 1] < 0)
        return Finds(self._group[term[whole]], token[whole], term[whole])
