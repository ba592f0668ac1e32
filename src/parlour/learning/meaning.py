"""Training of the outputs: one penalised logistic regression each, calibrated on posts no fold of it has seen."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.grams import BUCKET_BITS, Lexicon
from parlour.core.triage.tokens import tokenize
from parlour.learning import readers
from parlour.learning.calibration import platt
from parlour.learning.examples import Example, part_of, without_leaks
from parlour.learning.features import GROUP_VALUE, sparse_rows
from parlour.learning.logistic import Rows, fit

log = logging.getLogger(__name__)

OUTPUTS = (
    "sentiment.negative",
    "sentiment.neutral",
    "sentiment.positive",
    "heat",
    "complaint",
    "attack.toxicity",
    "attack.spam",
    "sensitive.health",
    "sensitive.finance",
)
RUN_LENGTHS = (2, 3, 4)
FOLD_OF = {"train": 0, "dev": 1, "test": 2}
PENALTY = 1e-5
READ = 400
OWN = ("care", "written")
OWN_WEIGHT = 25.0
LANGUAGES = ("en", "de", "es")
_GROUP_OF = {"sensitive.health": "health", "sensitive.finance": "finance"}


@dataclass(frozen=True, slots=True)
class Column:
    """One trained output: integer weights per bucket (int8) and lexicon group, and calibrated gain and bias,
    with what is added in each of LANGUAGES."""

    weights: NDArray[np.int8]
    group_weights: NDArray[np.int64]
    gain: float
    bias: float
    shift: NDArray[np.float64]


def gather(data: Path, lexicon: Lexicon) -> list[Example]:
    """All examples of all sets that the outputs learn from or are measured on, without leaks between parts."""
    read: list[Example] = []
    for reader in (readers.goemotions, readers.davidson, readers.spam, readers.money, readers.health, readers.chats):
        read.extend(reader(data))
    read.extend(readers.care(data))
    read.extend(readers.written())
    return list(without_leaks(_presumed_harmless(read, lexicon)))


def _presumed_harmless(examples: Sequence[Example], lexicon: Lexicon) -> Iterator[Example]:
    """A third of the comments without a word of health or money also teach what is neither."""
    finds_of = {name: _texts_with(examples, lexicon, group) for name, group in _GROUP_OF.items()}
    for index, example in enumerate(examples):
        if example.source == "goemotions" and part_of("presumed" + example.text, dev=0, test=33) == "test":
            absent = {name: False for name, found in finds_of.items() if index not in found}
            yield replace(example, labels=example.labels | absent)
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


def train(examples: Sequence[Example], lexicon: Lexicon) -> list[Column]:
    """One column per output, in their order."""
    rows = sparse_rows([example.text[:READ] for example in examples], lexicon, RUN_LENGTHS)
    return [train_output(output, examples, rows) for output in OUTPUTS]


def train_output(output: str, examples: Sequence[Example], rows: Rows) -> Column:
    """Fit on the train parts and all our own posts but the test; calibrate on our own posts out of fold."""
    answer = np.array([example.labels.get(output, np.nan) for example in examples], np.float64)
    own = np.array([example.source in OWN for example in examples])
    weight = np.where(own, OWN_WEIGHT, [example.weight for example in examples])
    part = np.array([example.part for example in examples])
    open_ = ~np.isnan(answer)
    learn = np.flatnonzero(open_ & ((part == "train") | own) & (part != "test"))
    fold = np.array([FOLD_OF[part_of(example.key, 33, 33)] for example in examples])
    margins = np.full(len(examples), np.nan)
    for number in FOLD_OF.values():
        kept, held = learn[~own[learn] | (fold[learn] != number)], learn[own[learn] & (fold[learn] == number)]
        weights, bias = fit(rows.some(kept), answer[kept], importance=weight[kept], penalty=PENALTY)
        margins[held] = rows.some(held).times(weights) + bias
    held = learn[own[learn]]
    # The written posts show rare things often; real posts set the base rate where they show any.
    importance = np.where(np.array([examples[i].source == "care" for i in held]), 1.0, 0.5)
    speaks = np.array([[examples[i].language == code for code in LANGUAGES] for i in held], np.float64)
    slope, shift = platt(margins[held], speaks, answer[held], importance)
    weights, bias = fit(rows.some(learn), answer[learn], importance=weight[learn], penalty=PENALTY)
    log.info("%s: %d examples, %d yes, slope %.2f shift %s", output, len(learn), int(answer[learn].sum()), slope, shift)
    return quantised(weights, slope, slope * bias, shift)


def quantised(weights: NDArray[np.float64], slope: float, bias: float, shift: NDArray[np.float64]) -> Column:
    """Weights as integers of at most 127; the few beyond the 99.99th percentile are cut to it."""
    buckets = weights[: 2**BUCKET_BITS]
    step = float(np.quantile(np.abs(buckets), 0.9999)) / 127
    whole = np.clip(np.round(buckets / step), -127, 127).astype(np.int8)
    whole[0] = 0
    group = np.round(weights[2**BUCKET_BITS :] * GROUP_VALUE / step).astype(np.int64)
    return Column(whole, group, slope * step, bias, shift)
