"""How good scores are: ranking, decisions, honesty of the probabilities; each with a bootstrap interval."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Answers = NDArray[np.bool_]
Metric = Callable[[Answers, Floats], float]


def auc(answers: Answers, scores: Floats) -> float:
    """Chance that a yes scores above a no, ties half; nan without both."""
    yes = int(answers.sum())
    no = len(answers) - yes
    if not yes or not no:
        return float("nan")
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    return float((rank[answers].sum() - yes * (yes + 1) / 2) / (yes * no))


def f1(answers: Answers, scores: Floats, bar: float = 0.5) -> float:
    """F1 of yes at `bar`; 0 where nothing is right."""
    said = scores >= bar
    right = int((said & answers).sum())
    return 2 * right / max(int(said.sum()) + int(answers.sum()), 1)


def precision(answers: Answers, scores: Floats, bar: float = 0.5) -> float:
    """Share of said yes that is right; nan where none was said."""
    said = scores >= bar
    return float(answers[said].mean()) if said.any() else float("nan")


def recall(answers: Answers, scores: Floats, bar: float = 0.5) -> float:
    """Share of yes that was said; nan where there is none."""
    return float((scores >= bar)[answers].mean()) if answers.any() else float("nan")


def false_alarms(answers: Answers, scores: Floats, bar: float = 0.5) -> float:
    """Share of no that was said to be yes; nan where there is none."""
    return float((scores >= bar)[~answers].mean()) if not answers.all() else float("nan")


def curve(answers: Answers, scores: Floats, bins: int = 10) -> list[tuple[float, float]]:
    """The reliability curve: mean probability and share of yes of each of `bins` bins of equal size, lowest first."""
    order = np.argsort(scores, kind="stable")
    return [(float(scores[p].mean()), float(answers[p].mean())) for p in np.array_split(order, bins) if len(p)]


def ece(answers: Answers, scores: Floats, bins: int = 10) -> float:
    """Expected calibration error over bins of equal size."""
    size = [len(piece) for piece in np.array_split(scores, bins) if len(piece)]
    gaps = [abs(share - chance) for chance, share in curve(answers, scores, bins)]
    return float(np.dot(gaps, size) / len(scores))


def macro_f1(answers: NDArray[np.int64], said: NDArray[np.int64], classes: int) -> float:
    """Mean F1 over the classes that occur."""
    values = [
        2 * int(((said == c) & (answers == c)).sum()) / max(int((said == c).sum()) + int((answers == c).sum()), 1)
        for c in range(classes)
        if (answers == c).any()
    ]
    return float(np.mean(values))


def kappa(one: Answers, other: Answers) -> float:
    """Cohen's kappa: agreement beyond what chance alone would give; 1 where both always say the same one thing."""
    same = float((one == other).mean())
    chance = float(one.mean() * other.mean() + (1 - one.mean()) * (1 - other.mean()))
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


def interval(
    metric: Callable[[NDArray[np.int64]], float], size: int, *, seed: int, rounds: int = 500
) -> tuple[float, float]:
    """95 % percentile bootstrap interval of a metric of chosen row numbers; rounds without a value are left out."""
    random = np.random.default_rng(seed)
    values = np.array([metric(random.integers(0, size, size)) for _ in range(rounds)])
    values = values[~np.isnan(values)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
