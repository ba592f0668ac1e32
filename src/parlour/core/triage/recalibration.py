"""What a brand's own labels say about the scores: small shifts of their log-odds, drawn towards none.

What makes labels worth something is told in `evidence`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.evidence import Bounds, Evidence, Floats, Ints, weigh, worst

LEAST: Final = 30
"""Labels of an output below which nothing is learnt."""
LEAST_EACH: Final = 5
"""Labels that each of two answers needs."""
LEAST_CONFIRMED: Final = 10
"""Labels that agree with triage: without them nothing is known of what was right."""
LEAST_FOR_SLOPE: Final = 300
SPREAD: Final = 0.5
"""How far brands are expected to differ, in log-odds (a standard deviation). A choice of policy."""
SLOPE_SPREAD: Final = 0.25
MOST: Final = 1.5
"""The largest shift."""
SLOPES: Final = (0.5, 2.0)
PARTS: Final = (0.25, 0.5, 0.75, 1.0)
FOLDS: Final = 5
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Shift:
    """Log-odds become slope * log-odds + shift, one shift to a column."""

    slope: float
    shift: tuple[float, ...]

    def part(self, share: float) -> "Shift":
        """So much of it."""
        return Shift(1 + share * (self.slope - 1), tuple(share * one for one in self.shift))


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the labels of an output gave. `why` is empty where it is kept.

    Log loss and calibration error (ECE), before and after, are of labels the fit had not seen, weighted to the handled
    posts at the rates at which it helps least.
    """

    labels: int
    agreed: int
    why: str
    shift: Shift | None = None
    loss: tuple[float, float] | None = None
    ece: tuple[float, float] | None = None

    @property
    def kept(self) -> bool:
        return not self.why


def learn(evidence: Evidence) -> Learnt:
    """Fit, and keep what lowers the log loss of unseen labels by more than its standard error, at the worst rates."""
    evidence = evidence.representative()
    n, agreed = len(evidence.answer), int(evidence.agreed.sum())
    if why := _too_little(evidence, agreed):
        return Learnt(n, agreed, why)
    bounds, folds = evidence.bounds(), evidence.group % FOLDS
    unseen = np.empty_like(evidence.logits)
    for fold in range(FOLDS):
        held = folds == fold
        unseen[held] = apply(evidence.logits[held], fit(evidence.of(~held), bounds))
    losses = _losses(evidence.logits, evidence), _losses(unseen, evidence)
    weights = worst(evidence, bounds, losses[1] - losses[0])
    gain = weights * (losses[0] - losses[1])
    helps = gain.mean() > gain.std() / np.sqrt(n)
    return Learnt(
        n,
        agreed,
        "" if helps else "It does not surely predict labels it has not seen any better.",
        fit(evidence, bounds),
        (_mean(losses[0], weights), _mean(losses[1], weights)),
        (_ece(evidence.logits, evidence, weights), _ece(unseen, evidence, weights)),
    )


def _too_little(evidence: Evidence, agreed: int) -> str:
    n = len(evidence.answer)
    counts = np.bincount(evidence.answer, minlength=2)
    if n < LEAST:
        return f"Not enough data: {n} of {LEAST} labels."
    if (counts >= LEAST_EACH).sum() < 2:
        return f"Not enough data: fewer than {LEAST_EACH} labels of a second answer."
    if agreed < LEAST_CONFIRMED:
        return f"Not enough data: {agreed} of {LEAST_CONFIRMED} labels that say triage was right."
    return ""


def fit(evidence: Evidence, bounds: Bounds) -> Shift:
    """The shift that helps most at the worst rates within the bounds, with a slope where labels are many.

    Tried are the likeliest shifts at the bounds and between, drawn towards no change, and parts of them; no change is
    one of them.
    """
    best, least = Shift(1.0, (0.0,) * evidence.logits.shape[1]), 0.0
    now = _losses(evidence.logits, evidence)
    for share in (0.0, 0.5, 1.0):
        wrong = {verdict: (1 - share) * bound.wrong[0] + share * bound.wrong[1] for verdict, bound in bounds.items()}
        likeliest = _fit(evidence, weigh(evidence, bounds, wrong))
        for part in PARTS:
            tried = likeliest.part(part)
            lost = _losses(apply(evidence.logits, tried), evidence) - now
            if (loss := float(worst(evidence, bounds, lost) @ lost)) < least:
                best, least = tried, loss
    return best


def _fit(evidence: Evidence, weight: Floats) -> Shift:
    if evidence.yes_no:
        many = len(weight) >= LEAST_FOR_SLOPE
        return _fit_yes_no(evidence.logits[:, 0], evidence.answer, weight, with_slope=many)
    counts = np.bincount(evidence.answer, minlength=evidence.logits.shape[1])
    return _fit_family(evidence.logits, evidence.answer, weight, counts >= LEAST_EACH)


def _fit_yes_no(logits: Floats, answer: Ints, weight: Floats, *, with_slope: bool) -> Shift:
    design = np.column_stack([logits, np.ones(len(logits))])
    rest = np.array([1.0, 0.0])
    pull = np.array([1 / SLOPE_SPREAD**2, 1 / SPREAD**2])
    free = [0, 1] if with_slope else [1]
    point = rest.copy()
    for _ in range(_STEPS):
        chance = _sigmoid(design @ point)
        slope = design.T @ (weight * (chance - answer)) + pull * (point - rest)
        bend = (design * (weight * chance * (1 - chance))[:, None]).T @ design + np.diag(pull)
        step = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        point[free] -= np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:  # as exact as it gets
            break
    return Shift(float(np.clip(point[0], *SLOPES)), (float(np.clip(point[1], -MOST, MOST)),))


def _fit_family(logits: Floats, answer: Ints, weight: Floats, free: NDArray[np.bool_]) -> Shift:
    """Shifts of the columns that are `free`; of the others there is too little to say."""
    right = np.eye(logits.shape[1])[answer]
    shift = np.zeros(logits.shape[1])
    columns = np.flatnonzero(free)
    for _ in range(_STEPS):
        chance = _softmax(logits + shift)
        slope = weight @ (chance - right) + shift / SPREAD**2
        bend = np.diag(weight @ chance) - (chance * weight[:, None]).T @ chance + np.eye(len(shift)) / SPREAD**2
        step = np.linalg.solve(bend[np.ix_(columns, columns)], slope[columns])
        shift[columns] -= np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:  # as exact as it gets
            break
    return Shift(1.0, tuple(float(one) for one in np.clip(shift, -MOST, MOST)))


def apply(logits: Floats, shift: Shift) -> Floats:
    """Log-odds (labels, outputs) as they are after the shift."""
    shifted: Floats = logits * shift.slope + np.array(shift.shift)
    return shifted


def _chances(logits: Floats) -> Floats:
    """The chance of each answer, shape (labels, answers)."""
    if logits.shape[1] > 1:
        return _softmax(logits)
    yes = _sigmoid(logits[:, 0])
    return np.column_stack([1 - yes, yes])


def _losses(logits: Floats, evidence: Evidence) -> Floats:
    chances = _chances(logits)
    losses: Floats = -np.log(np.clip(chances[np.arange(len(chances)), evidence.answer], 1e-6, 1))
    return losses


def _ece(logits: Floats, evidence: Evidence, weights: Floats) -> float:
    """Expected calibration error over bins of equal size: of yes, or of the likeliest of a family."""
    chances = _chances(logits)
    told = chances[:, 1] if evidence.yes_no else chances.max(axis=1)
    hit = evidence.answer == 1 if evidence.yes_no else chances.argmax(axis=1) == evidence.answer
    bins = [piece for piece in np.array_split(np.argsort(told, kind="stable"), 10) if len(piece)]
    return float(sum(abs(weights[b] @ (told[b] - hit[b])) for b in bins) / weights.sum())


def _mean(values: Floats, weights: Floats) -> float:
    return float(weights @ values / weights.sum())


def _sigmoid(logits: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return chance


def _softmax(logits: Floats) -> Floats:
    mass = np.exp(logits - logits.max(axis=1, keepdims=True))
    share: Floats = mass / mass.sum(axis=1, keepdims=True)
    return share


def named(outputs: Sequence[str], shift: Shift) -> dict[str, tuple[float, float]]:
    """Output → (slope, shift), of the columns that change at all."""
    pairs = zip(outputs, shift.shift, strict=True)
    return {name: (shift.slope, moved) for name, moved in pairs if (shift.slope, moved) != (1.0, 0.0)}
