"""Held-out quality of the knowledge that ships, measured through the kernel itself."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import Assessment
from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.learning.examples import Example
from parlour.learning.metrics import Metric, auc, ece, f1, false_alarms, interval, macro_f1, precision, recall
from parlour.learning.own_posts import INTENTS

SEED = 11
ROUNDS = 500
"""Drawings behind an interval."""
MOODS = ("negative", "neutral", "positive")
SOURCES = ("goemotions", "davidson", "sms", "youtube", "clinc150", "politeness", "care", "cast", "held", "yours")
LABELLED = ("care", "cast", "held")
"""Sources with our own labels."""
ENOUGH = 500
"""Fewest posts on which the honesty of probabilities is told; on fewer, chance alone makes a gap."""
BOTH = "care and held"
"""Posts to companies with our own labels that nothing was learnt from."""
DIALECT = re.compile(
    r"\b(?:finna|tryna|bouta|boutta|imma|ima|gon|aint|ain't|deadass|dat|dis|dem|dey|wit|yall|y'all|talmbout|ion)\b",
    re.IGNORECASE,
)
"""Words by which tweets in African American English can be told often, and others seldom."""
LENGTHS = (("short", 0, 80), ("middle", 80, 160), ("long", 160, 10**9))


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric of one output on one slice, with its 95 % interval. `baseline`: what a constant answer reaches."""

    output: str
    slice: str
    metric: str
    rows: int
    yes: int
    value: float
    low: float
    high: float
    baseline: float

    def as_row(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def assessments(examples: Sequence[Example], knowledge: TriageKnowledge) -> list[Assessment]:
    """The kernel's answers to the examples."""
    posts = [Post(id=str(index), text=example.text) for index, example in enumerate(examples)]
    return list(assess_posts(posts, knowledge))


def slices(examples: Sequence[Example]) -> dict[str, NDArray[np.int64]]:
    """Row numbers by name: each source, and parts and unions of them."""
    found: dict[str, list[int]] = {}
    for index, example in enumerate(examples):
        for name in _slices_of(example):
            found.setdefault(name, []).append(index)
    return {name: np.array(rows) for name, rows in found.items()}


def _slices_of(example: Example) -> Iterator[str]:
    yield example.source
    if example.source in LABELLED:
        size = len(example.text)
        yield f"our labels, {next(name for name, low, high in LENGTHS if low <= size < high)}"
    if example.source in ("care", "held"):
        yield BOTH
    if example.source in ("cast", "held"):
        yield f"{example.source} {example.language}"
    if example.sector:
        yield f"care, {example.sector}"
    if example.source == "davidson":
        yield f"davidson, {'words of' if DIALECT.search(example.text) else 'no word of'} African American English"


@dataclass(frozen=True, slots=True)
class Sample:
    """Answers and scores of one output on one slice."""

    output: str
    slice: str
    answers: NDArray[np.bool_]
    scores: NDArray[np.float64]
    bar: float = 0.5
    rounds: int = ROUNDS

    def figure(self, name: str, metric: Metric, baseline: float) -> Figure:
        """One metric with its interval."""

        def on(chosen: NDArray[np.int64]) -> float:
            return metric(self.answers[chosen], self.scores[chosen])

        rows = len(self.answers)
        low, high = interval(on, rows, seed=SEED, rounds=self.rounds)
        value = metric(self.answers, self.scores)
        return Figure(self.output, self.slice, name, rows, int(self.answers.sum()), value, low, high, baseline)

    def figures(self) -> list[Figure]:
        """All metrics that can be measured: none of ranking where one of the answers hardly occurs."""
        yes, rows = int(self.answers.sum()), len(self.answers)
        if rows < 30:
            return []
        if min(yes, rows - yes) < 5:
            return [self.figure("said yes", self._at_bar(_said_yes), yes / rows)]
        base = yes / rows
        ranking = [self.figure("auc", auc, 0.5)]
        if rows >= ENOUGH:
            ranking.append(self.figure("ece", ece, 0.0))
        if self.slice.startswith("davidson,"):
            ranking.append(self.figure("false alarms", self._at_bar(false_alarms), 1.0))
        if self.slice not in SOURCES or self.output.startswith("topics."):
            return ranking
        return [
            *ranking,
            self.figure("f1", self._at_bar(f1), 2 * base / (1 + base)),
            self.figure("precision", self._at_bar(precision), base),
            self.figure("recall", self._at_bar(recall), 1.0),
        ]

    def _at_bar(self, metric: Callable[[NDArray[np.bool_], NDArray[np.float64], float], float]) -> Metric:
        return lambda answers, scores: metric(answers, scores, self.bar)


def _said_yes(_: NDArray[np.bool_], scores: NDArray[np.float64], bar: float) -> float:
    return float((scores >= bar).mean())


def figures(
    examples: Sequence[Example], found: Sequence[Assessment], bars: Mapping[str, float], rounds: int = ROUNDS
) -> list[Figure]:
    """All figures of all outputs on all slices; `bars`: where each output begins to count, one half where absent.

    With one round the intervals mean nothing.
    """
    rows_of = slices(examples)
    measured: list[Figure] = []
    for output in [name for name in found[0].scores if not name.startswith("intent.")]:
        for name, rows in rows_of.items():
            asked = [i for i in rows if output in examples[i].labels]
            answers = np.array([examples[i].labels[output] for i in asked], np.bool_)
            scores = np.array([found[i].scores[output] for i in asked], np.float64)
            measured.extend(Sample(output, name, answers, scores, bars.get(output, 0.5), rounds).figures())
    return measured + _mood_figures(examples, found, rows_of) + _intent_figures(examples, found, rows_of)


def _intent_figures(
    examples: Sequence[Example], found: Sequence[Assessment], rows_of: dict[str, NDArray[np.int64]]
) -> list[Figure]:
    measured = []
    for name, rows in rows_of.items():
        asked = [i for i in rows if f"intent.{INTENTS[0]}" in examples[i].labels]
        if len(asked) < 30:
            continue
        truth = [next(intent for intent in INTENTS if examples[i].labels[f"intent.{intent}"]) for i in asked]
        right = np.array([t == (found[i].intent or ("",))[0] for t, i in zip(truth, asked, strict=True)], np.float64)
        low, high = share_interval(right)
        baseline = max(Counter(truth).values()) / len(truth)
        value = float(right.mean())
        measured.append(Figure("intent", name, "accuracy", len(right), int(right.sum()), value, low, high, baseline))
    return measured


def _mood_figures(
    examples: Sequence[Example], found: Sequence[Assessment], rows_of: dict[str, NDArray[np.int64]]
) -> list[Figure]:
    measured = []
    for name, rows in rows_of.items():
        asked = [i for i in rows if "sentiment.negative" in examples[i].labels]
        if len(asked) < 30:
            continue
        truth = np.array([_mood(examples[i].labels) for i in asked])
        said = np.array([_mood(found[i].scores) for i in asked])
        low, high = interval(partial(_chosen_mood_f1, truth, said), len(asked), seed=SEED)
        common = np.full(len(asked), np.bincount(truth).argmax())
        value, baseline = macro_f1(truth, said, 3), macro_f1(truth, common, 3)
        measured.append(Figure("sentiment", name, "macro f1", len(asked), len(asked), value, low, high, baseline))
    return measured


def _chosen_mood_f1(truth: NDArray[np.int64], said: NDArray[np.int64], chosen: NDArray[np.int64]) -> float:
    return macro_f1(truth[chosen], said[chosen], 3)


def _mood(scores: Mapping[str, float]) -> int:
    return max(range(3), key=lambda i: scores[f"sentiment.{MOODS[i]}"])


def language_figures(examples: Sequence[Example], found: Sequence[Assessment]) -> list[Figure]:
    """Accuracy of the language on each source, and of the understood languages on all; "und" is never right."""
    right = np.array([e.language == a.language for e, a in zip(examples, found, strict=True)], np.float64)
    groups = {name: rows for name, rows in slices(examples).items() if name != BOTH}
    for code in ("en", "de", "es"):
        groups[f"all in {code}"] = np.array([i for i, e in enumerate(examples) if e.language == code])
    measured = []
    for name, rows in groups.items():
        low, high = share_interval(right[rows])
        baseline = max(Counter(examples[i].language for i in rows).values()) / len(rows)
        value = float(right[rows].mean())
        measured.append(
            Figure("language", name, "accuracy", len(rows), int(right[rows].sum()), value, low, high, baseline)
        )
    return measured


def share_interval(right: NDArray[np.float64]) -> tuple[float, float]:
    """Bootstrap interval of the mean of zeros and ones."""
    return interval(lambda chosen: float(right[chosen].mean()), len(right), seed=SEED)
