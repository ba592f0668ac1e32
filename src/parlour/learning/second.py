"""How two readings of a post are joined: what each counts in each language, and what makes the sum a true chance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.knowledge import Floats, exclusive
from parlour.learning.logistic import minimise

ABROAD = 0.5
"""What the encoder is believed to count in a language its base was not made for, beside English, before any post tells:
chosen on the posts it is joined on, by cross-validation."""
_SLOPE_PULL, _SHIFT_PULL, _LANGUAGE_PULL, _OWN_WAY = 1.0, 0.1, 2.0, 16.0


@dataclass(frozen=True, slots=True)
class Readings:
    """Posts that taught neither reading.

    linear, encoded, answers: (posts, outputs); answers are 0 and 1, not a number where nobody asked; languages:
    (posts, languages) of 0 and 1, the first the one the encoder's base was made for; importance: (posts, outputs), the
    same for all outputs of a family.
    """

    linear: Floats
    encoded: Floats
    answers: Floats
    languages: Floats
    importance: Floats

    def asked(self, columns: Sequence[int]) -> "Readings":
        """Of some outputs the posts that answer all of them."""
        known = ~np.isnan(self.answers[:, columns]).any(axis=1)
        linear, encoded, answers, importance = (
            each[known][:, columns] for each in (self.linear, self.encoded, self.answers, self.importance)
        )
        return Readings(linear, encoded, answers, self.languages[known], importance)


def join(readings: Readings, outputs: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """The arrays `second_linear`, `second_encoded` and `second_shift`, each (languages, outputs)."""
    languages = readings.languages.shape[1]
    both, shifts = np.zeros((2, languages, len(outputs))), np.zeros((languages, len(outputs)))
    together = exclusive(outputs)
    alone = [[name] for name in outputs if not any(name in family for family in together)]
    for family in (*together, *alone):
        columns = [outputs.index(name) for name in family]
        mine = readings.asked(columns)
        weights, shift = _fit(mine, _common(mine))
        both[:, :, columns], shifts[:, columns] = weights[:, :, None], shift
    return {"second_linear": both[0], "second_encoded": both[1], "second_shift": shifts}


def _trust(languages: int) -> Floats:
    """What both readings count in each language beside the first, shape (2, languages)."""
    return np.array([np.ones(languages), np.r_[1.0, np.full(languages - 1, ABROAD)]])


def _common(readings: Readings) -> Floats:
    """What both readings count if it were the same everywhere but for trust, shape (2)."""
    trust = _trust(readings.languages.shape[1]) @ readings.languages.T
    parts = np.stack([readings.linear, readings.encoded]) * trust[:, :, None]
    rest = np.array([1.0, 1.0])

    def logits(weights: Floats) -> Floats:
        found: Floats = np.tensordot(weights, parts, 1)
        return found

    def turned(gap: Floats) -> Floats:
        found: Floats = (parts * gap).sum(axis=(1, 2))
        return found

    found, _ = _minimise(readings, rest, np.full(2, _SLOPE_PULL), logits, turned)
    return np.maximum(found, 0.0)


def _fit(readings: Readings, common: Floats) -> tuple[Floats, Floats]:
    """Weights (2, languages), drawn to what is common, and shifts (languages, classes)."""
    languages = readings.languages
    parts = np.stack([readings.linear, readings.encoded])
    rest = (common[:, None] * _trust(languages.shape[1])).ravel()

    def logits(weights: Floats) -> Floats:
        each = weights.reshape(2, -1) @ languages.T
        found: Floats = (parts * each[:, :, None]).sum(axis=0)
        return found

    def turned(gap: Floats) -> Floats:
        found: Floats = ((parts * gap).sum(axis=2) @ languages).ravel()
        return found

    found, shift = _minimise(readings, rest, np.full(len(rest), _OWN_WAY), logits, turned)
    # A reading that would count against itself is left out.
    return np.maximum(found, 0.0).reshape(2, -1), shift


def _minimise(
    readings: Readings,
    rest: Floats,
    strength: Floats,
    logits: Callable[[Floats], Floats],
    turned: Callable[[Floats], Floats],
) -> tuple[Floats, Floats]:
    """The weights that make the answers likeliest, and the shifts (languages, classes) beside them.

    logits: weights to log-odds (posts, classes); turned: the gap of the chances (posts, classes) to the slope of the
    weights. One class is answered by yes or no, of several exactly one is right.
    """
    answers, importance = readings.answers, readings.importance[:, 0]
    classes, count = answers.shape[1], len(rest)
    design = np.column_stack([np.ones(len(answers)), readings.languages])
    shifts = classes * design.shape[1]
    centre = np.concatenate([rest, np.zeros(shifts)])
    pulls = np.concatenate([strength, [_SHIFT_PULL] * classes, [_LANGUAGE_PULL] * (shifts - classes)])

    def objective(point: Floats) -> tuple[float, Floats]:
        odds = logits(point[:count]) + design @ point[count:].reshape(-1, classes)
        loss, gap = (_either if classes == 1 else _one_of)(odds, answers)
        gap *= importance[:, None]
        pull = pulls * (point - centre)
        total = float(importance @ loss + 0.5 * pull @ (point - centre))
        return total, np.concatenate([turned(gap), (design.T @ gap).ravel()]) + pull

    found = minimise(objective, centre, 300, 1e-9)
    shift = found[count:].reshape(-1, classes)
    return found[:count], shift[0] + shift[1:]


def _either(logits: Floats, answers: Floats) -> tuple[Floats, Floats]:
    gap = 1 / (1 + np.exp(-logits)) - answers
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=1), gap


def _one_of(logits: Floats, answers: Floats) -> tuple[Floats, Floats]:
    top = logits.max(axis=1, keepdims=True)
    mass = np.exp(logits - top)
    total = mass.sum(axis=1, keepdims=True)
    return (np.log(total) + top)[:, 0] - (answers * logits).sum(axis=1), mass / total - answers
