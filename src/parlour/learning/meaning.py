"""Training of the outputs: one penalised logistic regression each, calibrated on posts no fold of it has seen."""

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.grams import BUCKET_BITS, Lexicon
from parlour.core.triage.knowledge import SENTIMENT, Floats, exclusive
from parlour.core.triage.tokens import tokenize
from parlour.learning import own_posts, readers
from parlour.learning.calibration import platt, softmax_platt
from parlour.learning.examples import OWN, Example, part_of, without_leaks
from parlour.learning.features import GROUP_VALUE, sparse_rows
from parlour.learning.logistic import Rows, fit
from parlour.learning.representative import OWN_COUNTS

log = logging.getLogger(__name__)

OUTPUTS = (
    *SENTIMENT,
    "heat",
    "complaint",
    "urgency",
    "one_reply",
    "politeness",
    "attack.toxicity",
    "attack.threat",
    "attack.spam",
    *(f"sensitive.{name}" for name in own_posts.SENSITIVE),
    *(f"intent.{name}" for name in own_posts.INTENTS),
    *(f"topics.{name}" for name in own_posts.TOPICS),
)
RUN_LENGTHS = (2, 3, 4)
FOLD_OF = {"train": 0, "dev": 1, "test": 2}
PENALTY = 1e-5
FOLD_STEPS = 40
READ = 400
OWN_WEIGHT = 6.0
LANGUAGES = ("en", "de", "es")
_GROUP_OF = {"sensitive.health": "health", "sensitive.finance": "finance"}


@dataclass(frozen=True, slots=True)
class Column:
    """One trained output: integer weights per bucket (int8) and lexicon group, and calibrated gain and shift in
    each of LANGUAGES."""

    weights: NDArray[np.int8]
    group_weights: NDArray[np.int64]
    gain: float
    shift: Floats


def gather(data: Path, lexicon: Lexicon, yours: Sequence[Example] = ()) -> list[Example]:
    """All examples of all sets, and `yours`, that the outputs learn from or are measured on, without leaks between
    parts."""
    read: list[Example] = []
    for reader in (
        readers.goemotions,
        readers.davidson,
        readers.spam,
        readers.money,
        readers.health,
        readers.chats,
        readers.requests,
    ):
        read.extend(reader(data))
    read.extend(own_posts.care(data))
    read.extend(own_posts.written())
    read.extend(yours)
    return list(without_leaks(_presumed_harmless(read, lexicon)))


def _presumed_harmless(examples: Sequence[Example], lexicon: Lexicon) -> Iterator[Example]:
    """A third of the comments without a word of health or money also teach what is neither."""
    finds_of = {name: _texts_with(examples, lexicon, group) for name, group in _GROUP_OF.items()}
    for index, example in enumerate(examples):
        if example.source == "goemotions" and part_of("presumed" + example.text, dev=0, test=33) == "test":
            absent = {name: False for name, found in finds_of.items() if index not in found}
            yield replace(example, labels={**example.labels, **absent})
        else:
            yield example


def _texts_with(examples: Sequence[Example], lexicon: Lexicon, group: str) -> set[int]:
    found: set[int] = set()
    for at in range(0, len(examples), 2000):
        tokens = tokenize([example.text for example in examples[at : at + 2000]])
        finds = lexicon.find(tokens)
        rows = tokens.row[finds.token[finds.group == lexicon.groups.index(group)]]
        found.update((rows + at).tolist())
    return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fit on all that may be learnt from; `margins` and `answers` of our own posts `held` are out of fold.

    unseen (examples): margins by fits that had not seen the example, not a number where there is none.
    """

    weights: Floats
    bias: float
    held: NDArray[np.int64]
    margins: Floats
    answers: Floats
    unseen: Floats


def train(examples: Sequence[Example], lexicon: Lexicon) -> tuple[list[Column], Floats]:
    """One column per output, in their order; an exclusive family is calibrated together.

    Beside them the log-odds of our own posts and of the dev parts by fits that had not seen them, shape (examples,
    OUTPUTS), not a number for all others.
    """
    rows = sparse_rows([example.text[:READ] for example in examples], lexicon, RUN_LENGTHS)
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), _hold, (examples, rows)) as hands:
        fitted = dict(zip(OUTPUTS, hands.map(_fit_held, OUTPUTS), strict=True))
    calibrated: dict[str, tuple[float, Floats]] = {}
    for together in exclusive(OUTPUTS):
        calibrated |= zip(
            together, _calibrated_together([fitted[output] for output in together], examples), strict=True
        )
    for output in OUTPUTS:
        slope, shift = calibrated.setdefault(output, _calibrated(fitted[output], examples))
        log.info("%s: slope %.2f shift %s", output, slope, shift.round(2))
    unseen = [_unseen(fitted[output], *calibrated[output], examples) for output in OUTPUTS]
    return [quantised(fitted[output], *calibrated[output]) for output in OUTPUTS], np.column_stack(unseen)


_held: list[tuple[Sequence[Example], Rows]] = []
"""What a process of training works on: handed over once, not with every output."""


def _hold(examples: Sequence[Example], rows: Rows) -> None:
    _held[:] = [(examples, rows)]


def _fit_held(output: str) -> Fitted:
    return fit_output(output, *_held[0])


def _unseen(fitted: Fitted, slope: float, shift: Floats, examples: Sequence[Example]) -> Floats:
    return slope * (fitted.unseen - fitted.bias) + spoken(examples, range(len(examples))) @ shift


def fit_output(output: str, examples: Sequence[Example], rows: Rows) -> Fitted:
    """Fit on the train parts and all our own posts but the test, and on all but each fold of our own posts."""
    answer = np.array([example.labels.get(output, np.nan) for example in examples], np.float64)
    own = np.array([example.source in OWN for example in examples])
    weight = np.where(own, OWN_WEIGHT, [example.weight for example in examples])
    part = np.array([example.part for example in examples])
    learn = np.flatnonzero(~np.isnan(answer) & ((part == "train") | own) & (part != "test"))
    fold = np.array([FOLD_OF[part_of(example.key, 33, 33)] for example in examples])
    margins = np.full(len(examples), np.nan)
    for number in FOLD_OF.values():
        aside = own[learn] & (fold[learn] == number)
        kept, held = learn[~aside], learn[aside]
        weights, bias = fit(rows.some(kept), answer[kept], importance=weight[kept], penalty=PENALTY, steps=FOLD_STEPS)
        margins[held] = rows.some(held).times(weights) + bias
    held = learn[own[learn]]
    weights, bias = fit(rows.some(learn), answer[learn], importance=weight[learn], penalty=PENALTY)
    log.info("%s: %d examples, %d yes", output, len(learn), int(answer[learn].sum()))
    dev = np.flatnonzero((part == "dev") & ~own)
    unseen = margins.copy()
    unseen[dev] = rows.some(dev).times(weights) + bias
    return Fitted(weights, bias, held, margins[held], answer[held], unseen)


def _calibrated(fitted: Fitted, examples: Sequence[Example]) -> tuple[float, Floats]:
    importance = np.array([OWN_COUNTS[examples[i].source] for i in fitted.held])
    slope, shift = platt(fitted.margins, spoken(examples, fitted.held), fitted.answers, importance)
    return slope, shift + slope * fitted.bias


def _calibrated_together(fitted: Sequence[Fitted], examples: Sequence[Example]) -> list[tuple[float, Floats]]:
    margins = np.column_stack([mood.margins for mood in fitted])
    answers = np.column_stack([mood.answers for mood in fitted])
    slopes, shifts = softmax_platt(margins, spoken(examples, fitted[0].held), answers)
    return [(float(s), shift + s * mood.bias) for mood, s, shift in zip(fitted, slopes, shifts.T, strict=True)]


def spoken(examples: Sequence[Example], rows: Iterable[int]) -> Floats:
    """Which of LANGUAGES the examples in these rows are in: (rows, LANGUAGES) of 0 and 1."""
    return np.array([[examples[i].language == code for code in LANGUAGES] for i in rows], np.float64)


def quantised(fitted: Fitted, slope: float, shift: Floats) -> Column:
    """Weights as integers of at most 127; the few beyond the 99.99th percentile are cut to it."""
    buckets = fitted.weights[: 2**BUCKET_BITS]
    step = float(np.quantile(np.abs(buckets), 0.9999)) / 127
    whole = np.clip(np.round(buckets / step), -127, 127).astype(np.int8)
    whole[0] = 0
    group = np.round(fitted.weights[2**BUCKET_BITS :] * GROUP_VALUE / step).astype(np.int64)
    return Column(whole, group, slope * step, shift)
