"""Drift: whether posts, or what triage says of them, have become other than they were. Figures of weeks; pure."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST: Final = 100
"""Posts of a week, or labels, below which no figure is given."""
BINS: Final = 10
ALARM: Final = 0.2
"""Population stability index from which a week counts as moved, where chance alone would not give as much."""
# The quantiles of chi-square at 0.999 for 1 to 9 degrees of freedom: what chance exceeds in one week of a thousand.
_CHANCE: Final = (10.83, 13.82, 16.27, 18.47, 20.52, 22.46, 24.32, 26.12, 27.88)
_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class Span:
    """A value with its 95 % interval, and how many it was found from."""

    value: float
    low: float
    high: float
    n: int


@dataclass(slots=True)
class Judged:
    """What triage said in a stretch of time. scores: output → probabilities; yes: output → how often it counted.

    labels and agreed: output → labels that people gave, and how many of them say triage was right.
    """

    posts: int = 0
    unsure: int = 0
    scores: dict[str, list[float]] = field(default_factory=dict)
    yes: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Judged") -> None:
        """Count another stretch with this one."""
        self.posts += other.posts
        self.unsure += other.unsure
        for name, scores in other.scores.items():
            self.scores.setdefault(name, []).extend(scores)
        for mine, theirs in (
            (self.yes, other.yes),
            (self.languages, other.languages),
            (self.models, other.models),
            (self.labels, other.labels),
            (self.agreed, other.agreed),
        ):
            mine.update(theirs)


@dataclass(frozen=True, slots=True)
class Moved:
    """How far the scores of a week are from those before: PSI, what it must exceed, and whether it does."""

    psi: float
    alarm_at: float

    @property
    def alarm(self) -> bool:
        return self.psi >= self.alarm_at


def share(yes: int, n: int) -> Span | None:
    """A share with Wilson's interval; None below LEAST."""
    if n < LEAST:
        return None
    centre = (yes + _Z**2 / 2) / (n + _Z**2)
    half = _Z / (n + _Z**2) * math.sqrt(yes * (n - yes) / n + _Z**2 / 4)
    return Span(yes / n, max(0.0, centre - half), min(1.0, centre + half), n)


def mean(scores: Sequence[float]) -> Span | None:
    """A mean with its normal interval; None below LEAST."""
    if len(scores) < LEAST:
        return None
    middle, half = float(np.mean(scores)), _Z * float(np.std(scores, ddof=1)) / math.sqrt(len(scores))
    return Span(middle, middle - half, middle + half, len(scores))


def moved(before: Sequence[float], now: Sequence[float]) -> Moved | None:
    """The population stability index over tenths of the scores before; None where either side is below LEAST.

    Half a post is added to each tenth, so that an empty one does not count for infinitely much.
    """
    if len(before) < LEAST or len(now) < LEAST:
        return None
    edges = np.unique(np.quantile(before, np.linspace(0, 1, BINS + 1)[1:-1]))
    then, lately = _shares(before, edges), _shares(now, edges)
    psi = float(((lately - then) * np.log(lately / then)).sum())
    chance = _CHANCE[len(edges) - 1] * (1 / len(before) + 1 / len(now))
    return Moved(psi, max(ALARM, chance))


def _shares(scores: Sequence[float], edges: Floats) -> Floats:
    counts = np.bincount(np.searchsorted(edges, scores, "left"), minlength=len(edges) + 1) + 0.5
    shares: Floats = counts / counts.sum()
    return shares


def shares_of(counts: Mapping[str, int], n: int, *, most: int) -> dict[str, float]:
    """The `most` frequent of these with their shares, the most frequent first."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return {name: count / n for name, count in ranked[:most]}
