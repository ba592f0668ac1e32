"""One of several labels, in numpy: by a regression over hashed features, by a small network over states."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parlour.core.text.layers import Layer
from parlour.core.triage.grams import BUCKET_BITS, count_grams
from parlour.core.triage.schemes import Linear, entries
from parlour.core.triage.tokens import tokenize
from parlour.learning.two_layers import TEXTS_AT_ONCE, Singles, Whole, fit_layers, whole_numbers

RUN_LENGTHS = (2, 3, 4)
EPOCHS, RATE, PULL = 12, 4.0, 1e-5
"""Of the descent over hashed features: a weight's stride shrinks with the slopes it has seen (Duchi et al. 2011)."""
_BIAS_RATE, _FIRST_SQUARE = 0.1, 1e-3
STATE_EPOCHS = 30
HIDDEN_EACH, HIDDEN_LEAST, HIDDEN_MOST = 8, 16, 512
"""Hidden sums for each label, and of how many at least and at most a layer is."""
UNSURE = 0.1
"""What all labels share of every answer (Szegedy et al. 2016)."""
_TEXTS_OF_FEATURES = 2000


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


def fit_states(states: Singles, answers: Whole, labels: int, seed: int) -> tuple[Layer, Layer]:
    """The hidden layer and the one that answers, over states whose means are 0 and spreads 1."""
    width = min(max(HIDDEN_EACH * labels, HIDDEN_LEAST), HIDDEN_MOST)
    return fit_layers(
        states, lambda scores, rows: _gap(scores, answers[rows], UNSURE), (width, labels), STATE_EPOCHS, seed
    )
