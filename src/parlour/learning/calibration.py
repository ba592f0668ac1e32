"""From margins to probabilities that mean what they say."""

import numpy as np
from numpy.typing import NDArray

from parlour.learning.logistic import minimise

Floats = NDArray[np.float64]


def platt(margins: Floats, groups: Floats, answers: Floats, importance: Floats) -> tuple[float, Floats]:
    """Slope (never below a tenth) and a shift per group that make the answers likeliest, with Platt's smoothed targets.

    groups: (rows, groups) of 0 and 1. Groups are drawn to each other's shift where they say little themselves.
    """
    yes, no = importance @ answers, importance @ (1 - answers)
    target = np.where(answers > 0, (yes + 1) / (yes + 2), 1 / (no + 2))
    design = np.column_stack([margins, np.ones(len(margins)), groups])
    rest = np.zeros(design.shape[1])
    rest[0] = 1.0
    strength = np.array([1.0, 0.1, *[2.0] * groups.shape[1]])

    def objective(point: Floats) -> tuple[float, Floats]:
        margin = design @ point
        gap = importance * (1 / (1 + np.exp(-margin)) - target)
        loss = importance @ (np.logaddexp(0, margin) - target * margin)
        # Nearer to no correction at all where there is little to learn from.
        pull = strength * (point - rest)
        return float(loss + 0.5 * pull @ (point - rest)), design.T @ gap + pull

    found = minimise(objective, rest, 200, 1e-9)
    return max(float(found[0]), 0.1), found[1] + found[2:]


def softmax_platt(margins: Floats, groups: Floats, answers: Floats) -> tuple[Floats, Floats]:
    """Calibrate classes of which exactly one is right: slope per class, shift (groups, classes).

    margins, answers: (rows, classes); groups: (rows, groups).
    """
    classes, count = margins.shape[1], groups.shape[1]
    rest = np.concatenate([np.ones(classes), np.zeros(classes * (1 + count))])
    strength = np.concatenate([np.full(classes, 1.0), np.full(classes, 0.1), np.full(classes * count, 2.0)])
    design = np.column_stack([np.ones(len(margins)), groups])

    def objective(point: Floats) -> tuple[float, Floats]:
        slope, shift = point[:classes], point[classes:].reshape(1 + count, classes)
        logits = margins * slope + design @ shift
        top = logits.max(axis=1, keepdims=True)
        mass = np.exp(logits - top)
        total = mass.sum(axis=1, keepdims=True)
        gap = mass / total - answers
        pull = strength * (point - rest)
        loss = float((np.log(total) + top).sum() - (answers * logits).sum() + 0.5 * pull @ (point - rest))
        return loss, np.concatenate([(gap * margins).sum(axis=0), (design.T @ gap).ravel()]) + pull

    found = minimise(objective, rest, 300, 1e-9)
    shift = found[classes:].reshape(1 + count, classes)
    return np.maximum(found[:classes], 0.1), shift[0] + shift[1:]


def temperature(margins: Floats, answers: NDArray[np.int64]) -> float:
    """Factor on the margins (rows, classes) that makes the right class likeliest under softmax."""

    def loss(factor: float) -> float:
        scaled = margins * factor
        top = scaled.max(axis=1)
        total = np.log(np.exp(scaled - top[:, None]).sum(axis=1)) + top
        return float((total - scaled[np.arange(len(answers)), answers]).mean())

    factors: list[float] = np.geomspace(0.1, 10, 81).tolist()
    return min(factors, key=loss)
