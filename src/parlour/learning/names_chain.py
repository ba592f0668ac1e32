"""A conditional random field over sparse marks, learnt by adaptive gradient steps, in numpy."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_TOGETHER = 3000
"""Words of one step, about."""
_FORGET = 0.15
"""Share of words that are learnt without knowing which word they are, so that their setting counts too."""


@dataclass(frozen=True, slots=True)
class Sequences:
    """Sequences of words: `called` (marks, words) rows of the weights, `allowed` (words, tags) which tags a word may
    have, `first` (sequences + 1) where each begins; `of_word`: marks that name the word itself."""

    called: NDArray[np.uint16]
    allowed: NDArray[np.bool_]
    first: Ints
    of_word: tuple[int, ...]


class Chain:
    """Weights (buckets, tags), between (tags, tags), opening and bias (tags), and how far each has been moved."""

    def __init__(self, buckets: int, tags: int) -> None:
        self.weights = np.zeros((buckets + 1, tags), np.float32)  # the last row is called by forgotten marks
        self.between = np.zeros((tags, tags), np.float32)
        self.opening = np.zeros(tags, np.float32)
        self.bias = np.zeros(tags, np.float32)
        self._moved = [np.full_like(part, 1e-4) for part in (self.weights, self.between, self.opening, self.bias)]

    def step(self, called: Ints, allowed: NDArray[np.bool_], rate: float) -> float:
        """One step on sequences of one length: called (marks, sequences, words), allowed (sequences, words, tags).

        Returns the mean loss of a sequence.
        """
        scores = self.bias + sum(self.weights[row] for row in called)
        free = _expected(scores, np.ones_like(allowed), self.between, self.opening)
        told = _expected(scores, allowed, self.between, self.opening)
        off = free.tags - told.tags
        self._move(self.between, self._moved[1], free.pairs - told.pairs, rate)
        self._move(self.opening, self._moved[2], off[:, 0].sum(axis=0), rate)
        self._move(self.bias, self._moved[3], off.sum(axis=(0, 1)), rate)
        self._move_weights(called, off, rate)
        return float((free.chance - told.chance).mean())

    def _move_weights(self, called: Ints, off: Floats, rate: float) -> None:
        flat = called.ravel()
        order = np.argsort(flat, kind="stable")
        rows, begins = np.unique(flat[order], return_index=True)
        words = off.reshape(-1, off.shape[-1])
        slope = np.add.reduceat(words[order % len(words)], begins, axis=0)
        moved = self._moved[0][rows] + slope**2
        self._moved[0][rows] = moved
        self.weights[rows] -= rate * slope / np.sqrt(moved) + 2e-5 * self.weights[rows]
        self.weights[-1] = 0

    def add(self, other: "Chain", share: float) -> None:
        """Add a share of another chain's weights."""
        self.weights += share * other.weights
        self.between += share * other.between
        self.opening += share * other.opening
        self.bias += share * other.bias

    @staticmethod
    def _move(part: Floats, moved: Floats, slope: Floats, rate: float) -> None:
        moved += slope**2
        part -= rate * slope / np.sqrt(moved)


@dataclass(frozen=True, slots=True)
class _Expected:
    tags: Floats
    pairs: Floats
    chance: Floats


def _expected(scores: Floats, allowed: NDArray[np.bool_], between: Floats, opening: Floats) -> _Expected:
    """Expected tags (sequences, words, tags) and pairs (tags, tags) among what is allowed, and the log of all paths."""
    top = scores.max(axis=2, keepdims=True)
    speaks = np.exp(scores - top).astype(np.float64) * allowed
    step = np.exp(between.astype(np.float64))
    many, size, tags = scores.shape
    forward, scale = np.empty((many, size, tags)), np.empty((many, size))
    now = speaks[:, 0] * np.exp(opening)
    for place in range(size):
        if place:
            now = (forward[:, place - 1] @ step) * speaks[:, place]
        scale[:, place] = now.sum(axis=1) + 1e-300
        forward[:, place] = now / scale[:, place, None]
    backward = np.ones((many, size, tags))
    for place in range(size - 1, 0, -1):
        ahead = speaks[:, place] * backward[:, place] / scale[:, place, None]
        backward[:, place - 1] = ahead @ step.T
    ahead = (speaks * backward / scale[:, :, None])[:, 1:]
    pairs = step * np.tensordot(forward[:, :-1], ahead, ((0, 1), (0, 1)))
    chance = np.log(scale).sum(axis=1) + top[:, :, 0].sum(axis=1)
    return _Expected((forward * backward).astype(np.float32), pairs.astype(np.float32), chance.astype(np.float32))


def learn(sequences: Sequences, buckets: int, *, seed: int, rounds: int, rate: float = 0.1) -> Chain:
    """A chain that makes what is allowed likely: the mean of the last rounds' ends."""
    chain = Chain(buckets, sequences.allowed.shape[1])
    ends = Chain(buckets, sequences.allowed.shape[1])
    kept = rounds // 2
    random = np.random.default_rng(seed)
    for turn in range(rounds):
        pace = rate * (1 - 0.8 * turn / rounds)
        losses = [
            chain.step(_forgetful(sequences, words, buckets, random), sequences.allowed[words], pace)
            for words in _batches(sequences.first, random)
        ]
        log.info("names, round %d of %d: loss %.3f", turn + 1, rounds, float(np.mean(losses)))
        if turn >= rounds - kept:
            ends.add(chain, 1 / kept)
    return ends


def _batches(first: Ints, random: np.random.Generator) -> Iterator[Ints]:
    """(sequences, words) places of words, sequences of one length together, all of them in random order."""
    size = np.diff(first)
    order = random.permutation(len(size))
    order = order[np.argsort(size[order], kind="stable")]
    lengths, begins = np.unique(size[order], return_index=True)
    batches = []
    for length, alike in zip(lengths.tolist(), np.split(order, begins[1:]), strict=True):
        if length:
            some = max(1, _TOGETHER // length)
            batches += [alike[at : at + some] for at in range(0, len(alike), some)]
    for place in random.permutation(len(batches)).tolist():
        chosen = batches[place]
        yield first[chosen][:, None] + np.arange(size[chosen[0]])


def _forgetful(sequences: Sequences, words: Ints, buckets: int, random: np.random.Generator) -> Ints:
    called = sequences.called[:, words].astype(np.int64)
    forgotten = random.random(words.shape) < _FORGET
    for mark in sequences.of_word:
        called[mark][forgotten] = buckets
    return called
