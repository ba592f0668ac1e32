"""Logistic regression on sparse rows by L-BFGS, in numpy."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Objective = Callable[[Floats], tuple[float, Floats]]

_MEMORY = 8
_HALVINGS = 20


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix: `column` and `value` of all entries row by row, `first` (rows + 1) where each row begins.

    Every row has at least one entry.
    """

    column: NDArray[np.int32]
    value: NDArray[np.float32]
    first: NDArray[np.int64]
    width: int

    def __len__(self) -> int:
        return len(self.first) - 1

    def times(self, weights: Floats) -> Floats:
        """Matrix by vector."""
        products = weights.astype(np.float32).take(self.column) * self.value
        return np.add.reduceat(products, self.first[:-1], dtype=np.float64)

    def transposed_times(self, residual: Floats) -> Floats:
        """Vector by matrix."""
        spread = np.repeat(residual.astype(np.float32), np.diff(self.first)) * self.value
        sums: Floats = np.bincount(self.column, weights=spread, minlength=self.width).astype(np.float64)
        return sums

    def some(self, chosen: NDArray[np.int64]) -> "Rows":
        """The chosen rows, in that order."""
        size = np.diff(self.first)[chosen]
        first = np.concatenate(([0], np.cumsum(size)))
        entry = np.repeat(self.first[chosen] - first[:-1], size) + np.arange(first[-1])
        return Rows(self.column[entry], self.value[entry], first, self.width)


def fit(rows: Rows, answers: Floats, *, importance: Floats, penalty: float, steps: int = 60) -> tuple[Floats, float]:
    """Weights and bias that make `answers` (0 or 1, one per row) likely; `penalty` is on the squared weights."""
    total = importance.sum()

    def objective(point: Floats) -> tuple[float, Floats]:
        weights, bias = point[:-1], point[-1]
        margin = rows.times(weights) + bias
        chance = 1 / (1 + np.exp(-margin))
        loss = importance @ (np.logaddexp(0, margin) - answers * margin) / total + penalty / 2 * weights @ weights
        residual = importance * (chance - answers) / total
        return float(loss), np.append(rows.transposed_times(residual) + penalty * weights, residual.sum())

    best = minimise(objective, np.zeros(rows.width + 1), steps)
    return best[:-1], float(best[-1])


def minimise(objective: Objective, point: Floats, steps: int, tolerance: float = 1e-6) -> Floats:
    """L-BFGS with backtracking; ends when the gradient or the gain is small, or after `steps`."""
    value, gradient = objective(point)
    history: deque[tuple[Floats, Floats]] = deque(maxlen=_MEMORY)
    for _ in range(steps):
        direction = -_newton_like(gradient, history)
        slope = float(gradient @ direction)
        stride = 1.0 if history else min(1.0, 1 / (np.abs(gradient).sum() + 1e-12))
        for _ in range(_HALVINGS):
            new_value, new_gradient = objective(point + stride * direction)
            if new_value <= value + 1e-4 * stride * slope:
                break
            stride /= 2
        else:
            return point  # no step down can be told from rounding any more
        moved, turned = stride * direction, new_gradient - gradient
        if turned @ moved > 1e-12:
            history.append((moved, turned))
        gain, point, value, gradient = value - new_value, point + moved, new_value, new_gradient
        if gain < tolerance * max(1.0, abs(value)) and len(history) == _MEMORY:
            break
    return point


def _newton_like(gradient: Floats, history: deque[tuple[Floats, Floats]]) -> Floats:
    direction = gradient.copy()
    weights: list[float] = []
    for moved, turned in reversed(history):
        weight = float((moved @ direction) / (turned @ moved))
        weights.append(weight)
        direction -= weight * turned
    if history:
        moved, turned = history[-1]
        direction *= (moved @ turned) / (turned @ turned)
    for (moved, turned), weight in zip(history, reversed(weights), strict=True):
        direction += moved * (weight - (turned @ direction) / (turned @ moved))
    return direction
