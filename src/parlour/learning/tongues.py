"""Training of the languages: one against the rest within each script that several languages share."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.grams import BUCKET_BITS, Lexicon
from parlour.core.triage.scripts import SCRIPTS
from parlour.learning import readers
from parlour.learning.calibration import temperature
from parlour.learning.examples import Example
from parlour.learning.features import sparse_rows
from parlour.learning.logistic import Rows, fit
from parlour.learning.meaning import READ, RUN_LENGTHS

log = logging.getLogger(__name__)

TONGUE_BITS = 15
PENALTY = 3e-6
SHARED = {
    "latin": "az ca cs da de en es et eu fi fr hr hu id is it ku lt lv ms nl no pl pt ro sk sl sq sv tl tr vi yo",
    "cyrillic": "be bg ru sr uk",
    "arabic": "ar fa ur",
    "devanagari": "hi mr",
}
ALONE = {
    "han": "zh",
    "kana": "ja",
    "hangul": "ko",
    "thai": "th",
    "greek": "el",
    "hebrew": "he",
    "georgian": "ka",
    "armenian": "hy",
    "ethiopic": "am",
    "gujarati": "gu",
    "kannada": "kn",
    "malayalam": "ml",
    "odia": "or",
    "gurmukhi": "pa",
    "tamil": "ta",
    "telugu": "te",
    "bengali": "bn",
    "lao": "lo",
}


@dataclass(frozen=True, slots=True)
class Trained:
    """The arrays of core Tongues; weights int8 (buckets, languages)."""

    codes: tuple[str, ...]
    script: NDArray[np.int64]
    weights: NDArray[np.int8]
    gain: NDArray[np.float64]
    bias: NDArray[np.float64]


def gather(data: Path, seed: int) -> list[Example]:
    """Sentences, pieces of them as short as posts are, and posts of known language."""
    random = np.random.default_rng(seed)
    read: list[Example] = []
    for example in readers.tongues(data):
        read.append(example)
        read.extend(_pieces(example, random))
    posts = [e for e in readers.goemotions(data) if e.part != "test"][:2500]
    read.extend(replace(example, language="en") for example in posts)
    read.extend(replace(example, part="train") for example in readers.written())
    return read


def _pieces(example: Example, random: np.random.Generator) -> Iterator[Example]:
    words = example.text.split()
    if len(words) > 4:
        size = int(random.integers(2, 7))
        at = int(random.integers(0, max(len(words) - size, 1)))
        yield replace(example, text=" ".join(words[at : at + size]), source=example.source + ".piece")


def train(examples: Sequence[Example], lexicon: Lexicon) -> Trained:
    """Fit every shared script; a language alone in its script needs no weights."""
    codes = [code for listed in SHARED.values() for code in listed.split()] + list(ALONE.values())
    names = [script.name for script in SCRIPTS]
    scripts = [names.index(name) for name, listed in SHARED.items() for _ in listed.split()]
    scripts += [names.index(name) for name in ALONE]
    weights = np.zeros((2**TONGUE_BITS, len(codes)), np.int8)
    gain, bias = np.zeros(len(codes)), np.zeros(len(codes))
    for name, listed in SHARED.items():
        members = listed.split()
        columns = [codes.index(code) for code in members]
        weights[:, columns], gain[columns], bias[columns] = _train_script(name, members, examples, lexicon)
    return Trained(tuple(codes), np.array(scripts), weights, gain, bias)


def _train_script(
    name: str, members: list[str], examples: Sequence[Example], lexicon: Lexicon
) -> tuple[NDArray[np.int8], NDArray[np.float64], NDArray[np.float64]]:
    learn = [example for example in examples if example.language in members and example.part == "train"]
    check = [example for example in examples if example.language in members and example.part == "dev"]
    rows, checked = (_coarse(_rows(some, lexicon)) for some in (learn, check))
    margins = np.empty((len(check), len(members)))
    weights, steps, biases = (
        np.empty((2**TONGUE_BITS, len(members)), np.int8),
        np.empty(len(members)),
        np.empty(len(members)),
    )
    for column, code in enumerate(members):
        answer = np.array([example.language == code for example in learn], np.float64)
        found, biases[column] = fit(rows, answer, importance=np.ones(len(learn)), penalty=PENALTY, steps=40)
        steps[column] = np.quantile(np.abs(found), 0.9999) / 127
        weights[:, column] = np.clip(np.round(found / steps[column]), -127, 127)
        weights[0] = 0  # where absent features look
        margins[:, column] = checked.times(found) + biases[column]
    factor = temperature(margins, np.array([members.index(example.language) for example in check]))
    log.info("%s: %d languages, %d examples, temperature %.2f", name, len(members), len(learn), factor)
    return weights, steps * factor, biases * factor


def _rows(examples: Sequence[Example], lexicon: Lexicon) -> Rows:
    return sparse_rows([example.text[:READ] for example in examples], lexicon, RUN_LENGTHS)


def _coarse(rows: Rows) -> Rows:
    """The same without the lexicon, in half as many buckets."""
    inside = rows.column < 2**BUCKET_BITS
    value = np.where(inside, rows.value, 0).astype(np.float32)
    column = np.where(inside, rows.column >> (BUCKET_BITS - TONGUE_BITS), 0).astype(np.int32)
    return Rows(column, value, rows.first, 2**TONGUE_BITS)
