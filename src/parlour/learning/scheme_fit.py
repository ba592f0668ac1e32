"""One of several labels, in numpy: by a regression over hashed features, by a small network over states."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.grams import BUCKET_BITS, count_grams
from parlour.core.triage.knowledge import Floats, Weights
from parlour.core.triage.schemes import Layer, Linear, entries
from parlour.core.triage.tokens import tokenize

RUN_LENGTHS = (2, 3, 4)
EPOCHS, TEXTS_AT_ONCE, RATE, PULL = 12, 128, 4.0, 1e-5
"""Of the descent over hashed features: a weight's stride shrinks with the slopes it has seen (Duchi et al. 2011)."""
_BIAS_RATE, _FIRST_SQUARE = 0.1, 1e-3
STATE_EPOCHS, STATE_RATE, STATE_DECAY = 30, 1e-3, 0.05
HIDDEN_EACH, HIDDEN_LEAST, HIDDEN_MOST = 8, 16, 512
"""Hidden sums for each label, and of how many at least and at most a layer is."""
STATES_LEFT_OUT, HIDDEN_LEFT_OUT = 0.2, 0.5
"""Shares of what comes in and is hidden that a text goes without while it teaches (Srivastava et al. 2014)."""
UNSURE = 0.1
"""What all labels share of every answer (Szegedy et al. 2016)."""
_KEPT_SLOPE, _KEPT_SQUARE = 0.9, 0.999
_TEXTS_OF_FEATURES = 2000
_LARGEST = 127

Singles = NDArray[np.float32]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Calls:
    """What texts call up: `bucket` of all of them, row by row, `first` (texts + 1) where each begins, and `size`, the
    number of features of each."""

    bucket: Whole
    first: Whole
    size: Whole


def calls(texts: Sequence[str]) -> Calls:
    """The features of clean texts, by the very code of the kernel."""
    pieces = [_calls(texts[at : at + _TEXTS_OF_FEATURES]) for at in range(0, len(texts), _TEXTS_OF_FEATURES)]
    counts = np.concatenate([np.diff(piece.first) for piece in pieces])
    return Calls(
        np.concatenate([piece.bucket for piece in pieces]),
        np.concatenate([[0], np.cumsum(counts)]),
        np.concatenate([piece.size for piece in pieces]),
    )


def _calls(texts: Sequence[str]) -> Calls:
    tokens = tokenize(texts)
    grams = count_grams(tokens, RUN_LENGTHS)
    bucket, row = entries(tokens, grams)
    return Calls(bucket, np.searchsorted(row, np.arange(len(texts) + 1)), grams.size)


def fit_linear(given: Calls, answers: Whole, rows: Whole, labels: int, seed: int) -> Linear:
    """Learn from the chosen rows; `answers` holds the label of every row as a number."""
    chance = np.random.default_rng(seed)
    weights = np.zeros((2**BUCKET_BITS, labels), np.float32)
    squares, bias = np.full_like(weights, _FIRST_SQUARE), np.zeros(labels, np.float32)
    for epoch in range(EPOCHS):
        order, rate = chance.permutation(rows), RATE * (1 - epoch / EPOCHS)
        for at in range(0, len(order), TEXTS_AT_ONCE):
            batch = order[at : at + TEXTS_AT_ONCE]
            used, values = _dense(given, batch)
            gap = _gap(values @ weights[used] + bias, answers[batch])
            slope = values.T @ gap / len(batch) + PULL * weights[used]
            squares[used] += slope * slope
            weights[used] -= rate * slope / np.sqrt(squares[used])
            bias -= rate * _BIAS_RATE * gap.mean(axis=0)
    return _as_linear(weights, bias)


def _dense(given: Calls, batch: Whole) -> tuple[Whole, Singles]:
    """The buckets that some text of the batch calls, and how much each text calls each."""
    count = given.first[batch + 1] - given.first[batch]
    before = np.cumsum(count) - count
    entry = np.repeat(given.first[batch] - before, count) + np.arange(count.sum())
    used, column = np.unique(given.bucket[entry], return_inverse=True)
    values = np.zeros((len(batch), len(used)), np.float32)
    np.add.at(values, (np.repeat(np.arange(len(batch)), count), column), 1)
    return used, values / np.sqrt(given.size[batch]).astype(np.float32)[:, None]


def _gap(logits: Singles, answers: Whole, unsure: float = 0.0) -> Singles:
    """Softmax less the right answer; of the answer, `unsure` belongs to all labels alike."""
    mass: Singles = np.exp(logits - logits.max(axis=1, keepdims=True))
    mass /= mass.sum(axis=1, keepdims=True)
    mass -= unsure / mass.shape[1]
    mass[np.arange(len(answers)), answers] -= 1 - unsure
    return mass


def _as_linear(weights: Singles, bias: Singles) -> Linear:
    whole, gain = whole_numbers(weights)
    buckets = np.flatnonzero(whole.any(axis=1))
    return Linear(RUN_LENGTHS, buckets, whole[buckets], gain, bias.astype(np.float64))


def whole_numbers(weights: NDArray[np.floating]) -> tuple[Weights, Floats]:
    """Weights (inputs, labels) as integers of at most 127, and what one is worth for each label."""
    gain = np.maximum(np.abs(weights).max(axis=0), 1e-9).astype(np.float64) / _LARGEST
    return np.round(weights / gain).astype(np.int8), gain


def fit_states(states: Singles, answers: Whole, labels: int, seed: int) -> tuple[Layer, Layer]:
    """The hidden layer and the one that answers, over states whose means are 0 and spreads 1."""
    chance = np.random.default_rng(seed)
    width = min(max(HIDDEN_EACH * labels, HIDDEN_LEAST), HIDDEN_MOST)
    sizes = ((states.shape[1], width), (width, labels))
    weights = [chance.uniform(-1, 1, size).astype(np.float32) / np.float32(size[0] ** 0.5) for size in sizes]
    biases = [np.zeros(size[1], np.float32) for size in sizes]
    descent = _Descent([*weights, *biases], decayed=len(weights))
    steps = STATE_EPOCHS * -(-len(states) // TEXTS_AT_ONCE)
    for _ in range(STATE_EPOCHS):
        order = chance.permutation(len(states))
        for at in range(0, len(order), TEXTS_AT_ONCE):
            batch = order[at : at + TEXTS_AT_ONCE]
            slopes = _slopes(states[batch], answers[batch], weights, biases, chance)
            descent.step(slopes, STATE_RATE * (1 - descent.steps / steps))
    hidden, answer = (_layer(weight, bias) for weight, bias in zip(weights, biases, strict=True))
    return hidden, answer


def _slopes(
    states: Singles, answers: Whole, weights: list[Singles], biases: list[Singles], chance: np.random.Generator
) -> list[Singles]:
    """How the mean loss of a batch rises with both weights and both biases."""
    given: Singles = states * _kept(states.shape, STATES_LEFT_OUT, chance)
    sums: Singles = given @ weights[0] + biases[0]
    passed = _kept(sums.shape, HIDDEN_LEFT_OUT, chance) * (sums > 0)
    hidden: Singles = sums * passed
    gap: Singles = _gap(hidden @ weights[1] + biases[1], answers, UNSURE) / np.float32(len(answers))
    below = gap @ weights[1].T * passed
    return [given.T @ below, hidden.T @ gap, below.sum(axis=0), gap.sum(axis=0)]


def _kept(shape: tuple[int, ...], left_out: float, chance: np.random.Generator) -> Singles:
    """0 where something is left out; elsewhere what makes up for it."""
    kept = chance.random(shape, dtype=np.float32) >= left_out
    return kept.astype(np.float32) / np.float32(1 - left_out)


def _layer(weights: Singles, bias: Singles) -> Layer:
    whole, gain = whole_numbers(weights)
    return Layer(whole, gain, bias.astype(np.float64))


class _Descent:
    """Adam with decay that does not pass through the slopes (Loshchilov and Hutter 2019), in place; the first
    `decayed` arrays decay."""

    def __init__(self, arrays: Sequence[Singles], decayed: int) -> None:
        self._arrays, self._decayed, self.steps = arrays, decayed, 0
        self._slope, self._square = ([np.zeros_like(array) for array in arrays] for _ in range(2))

    def step(self, slopes: Sequence[Singles], rate: float) -> None:
        self.steps += 1
        for place, slope in enumerate(slopes):
            array = self._arrays[place]
            self._slope[place] += (1 - _KEPT_SLOPE) * (slope - self._slope[place])
            self._square[place] += (1 - _KEPT_SQUARE) * (slope * slope - self._square[place])
            mean = self._slope[place] / np.float32(1 - _KEPT_SLOPE**self.steps)
            size = np.sqrt(self._square[place] / np.float32(1 - _KEPT_SQUARE**self.steps)) + np.float32(1e-8)
            decay = np.float32(STATE_DECAY if place < self._decayed else 0) * array
            np.subtract(array, np.float32(rate) * (mean / size + decay), out=array)
