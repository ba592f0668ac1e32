"""Whether probabilities mean what they say, and what it is worth that a human decides where they are in doubt."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from parlour.core.nouns.assessment import Assessment
from parlour.core.triage.knowledge import Thresholds
from parlour.learning.evaluate import BOTH, ENOUGH, SOURCES, slices
from parlour.learning.examples import Example
from parlour.learning.metrics import curve

BINS = 5
"""Points of a reliability curve."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """How often what the bars say of an output is wrong, where its score is doubtful and where it is not."""

    output: str
    rows: int
    doubtful: int
    wrong_in_doubt: float
    wrong_otherwise: float

    def as_row(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def doubts(examples: Sequence[Example], found: Sequence[Assessment], thresholds: Thresholds) -> list[Doubt]:
    """What it is worth that a human decides in doubt, on posts to companies that nothing was learnt from."""
    measured = []
    for output, low in thresholds.doubtful.items():
        high = thresholds.high[output]
        asked = [i for i in slices(examples)[BOTH] if output in examples[i].labels]
        answers = np.array([examples[i].labels[output] for i in asked], np.bool_)
        scores = np.array([found[i].scores[output] for i in asked])
        wrong, doubtful = (scores >= high) != answers, (scores >= low) & (scores < high)
        if doubtful.any():
            errors = float(wrong[doubtful].mean()), float(wrong[~doubtful].mean())
            measured.append(Doubt(output, len(asked), int(doubtful.sum()), *errors))
    return measured


@dataclass(frozen=True, slots=True)
class Reliability:
    """The reliability curve of one output on one slice."""

    output: str
    slice: str
    rows: int
    curve: list[tuple[float, float]]

    def as_row(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def reliability(examples: Sequence[Example], found: Sequence[Assessment]) -> list[Reliability]:
    """The curves of all outputs on all sources, and on both that stand for posts to companies, with ENOUGH answers."""
    measured = []
    rows_of = {name: rows for name, rows in slices(examples).items() if name in (*SOURCES, BOTH)}
    for output in [name for name in found[0].scores if not name.startswith(("intent.", "topics."))]:
        for name, rows in rows_of.items():
            asked = [i for i in rows if output in examples[i].labels]
            if len(asked) >= ENOUGH:
                answers = np.array([examples[i].labels[output] for i in asked], np.bool_)
                scores = np.array([found[i].scores[output] for i in asked])
                measured.append(Reliability(output, name, len(asked), curve(answers, scores, BINS)))
    return measured
