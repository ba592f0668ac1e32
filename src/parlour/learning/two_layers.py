"""Training of a small network with one hidden layer, in numpy."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.layers import Floats, Layer

TEXTS_AT_ONCE = 128
RATE, DECAY = 1e-3, 0.05
STATES_LEFT_OUT, HIDDEN_LEFT_OUT = 0.2, 0.5
"""Shares of what comes in and is hidden that a text goes without while it teaches (Srivastava et al. 2014)."""
LEAST_SPREAD = 1e-3
_KEPT_SLOPE, _KEPT_SQUARE = 0.9, 0.999
_LARGEST = 127

Singles = NDArray[np.float32]
Whole = NDArray[np.int64]


class Gap(Protocol):
    """How the loss of each text of a batch rises with each of its scores."""

    def __call__(self, scores: Singles, rows: Whole) -> Singles:
        """Shape (batch, outputs), as `scores`; `rows` are the numbers of the texts in the batch."""


def standardised(states: Singles) -> tuple[Singles, Floats, Floats]:
    """States (texts, states) with means 0 and spreads 1, and what their means and spreads were.

    A state that is (nearly) the same in all texts says nothing and stays so, or the last bits of it would.
    """
    centre = states.mean(axis=0, dtype=np.float64)
    spread = np.maximum(states.std(axis=0, dtype=np.float64), LEAST_SPREAD)
    return ((states - centre) / spread).astype(np.float32), centre, spread


def fit_layers(states: Singles, gap: Gap, sizes: tuple[int, int], epochs: int, seed: int) -> tuple[Layer, Layer]:
    """The hidden layer and the one that answers, of these sizes, over states whose means are 0 and spreads 1."""
    chance = np.random.default_rng(seed)
    shapes = ((states.shape[1], sizes[0]), sizes)
    weights = [chance.uniform(-1, 1, shape).astype(np.float32) / np.float32(shape[0] ** 0.5) for shape in shapes]
    biases = [np.zeros(shape[1], np.float32) for shape in shapes]
    descent = _Descent([*weights, *biases], decayed=len(weights))
    steps = epochs * -(-len(states) // TEXTS_AT_ONCE)
    for _ in range(epochs):
        order = chance.permutation(len(states))
        for at in range(0, len(order), TEXTS_AT_ONCE):
            batch = order[at : at + TEXTS_AT_ONCE]
            slopes = _slopes(states[batch], partial(gap, rows=batch), weights, biases, chance)
            descent.step(slopes, RATE * (1 - descent.steps / steps))
    hidden, answer = (layer_of(weight, bias) for weight, bias in zip(weights, biases, strict=True))
    return hidden, answer


def whole_numbers(weights: NDArray[np.floating]) -> tuple[NDArray[np.int8], Floats]:
    """Weights (inputs, outputs) as integers of at most 127, and what one is worth for each output."""
    gain = np.maximum(np.abs(weights).max(axis=0), 1e-9).astype(np.float64) / _LARGEST
    return np.round(weights / gain).astype(np.int8), gain


def _slopes(
    states: Singles,
    gap: Callable[[Singles], Singles],
    weights: Sequence[Singles],
    biases: Sequence[Singles],
    chance: np.random.Generator,
) -> list[Singles]:
    """How the mean loss of a batch rises with both weights and both biases."""
    given: Singles = states * _kept(states.shape, STATES_LEFT_OUT, chance)
    sums: Singles = given @ weights[0] + biases[0]
    passed = _kept(sums.shape, HIDDEN_LEFT_OUT, chance) * (sums > 0)
    hidden: Singles = sums * passed
    above: Singles = gap(hidden @ weights[1] + biases[1]) / np.float32(len(states))
    below = above @ weights[1].T * passed
    return [given.T @ below, hidden.T @ above, below.sum(axis=0), above.sum(axis=0)]


def _kept(shape: tuple[int, ...], left_out: float, chance: np.random.Generator) -> Singles:
    """0 where something is left out; elsewhere what makes up for it."""
    kept = chance.random(shape, dtype=np.float32) >= left_out
    return kept.astype(np.float32) / np.float32(1 - left_out)


def layer_of(weights: Singles, bias: Singles) -> Layer:
    """The layer of these weights (inputs, outputs), in whole numbers, and biases (outputs)."""
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
            decay = np.float32(DECAY if place < self._decayed else 0) * array
            np.subtract(array, np.float32(rate) * (mean / size + decay), out=array)
