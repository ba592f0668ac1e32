"""Training of the languages: naive Bayes over letter runs and words, within each script that several languages share.

Of most languages little text is at hand, and counting learns more from little than a discriminating fit does.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.grams import BUCKET_BITS, count_grams
from parlour.core.triage.language import Called, counted
from parlour.core.triage.scripts import SCRIPTS
from parlour.core.triage.tokens import tokenize
from parlour.learning import own_posts, readers
from parlour.learning.calibration import temperature
from parlour.learning.examples import Example
from parlour.learning.meaning import READ, RUN_LENGTHS

log = logging.getLogger(__name__)

SMOOTH = 0.1
"""Times every feature counts as seen in every language beforehand."""
PRIOR = 0.5
"""How much a language of which more is known is believed sooner, in its logarithm."""
POST = 0.3
"""What a post of the other data sets counts for beside a sentence of a known language."""
_PIECE = 2000
SHARED = {
    "latin": "az ca cs da de en es et eu fi fr hr hu id is it lt lv ms nl no pl pt ro sk sl sq sv tl tr vi yo",
    "cyrillic": "be bg ru sr uk",
    "arabic": "ar fa ku ur",
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
    """Sentences and posts of known language; and of those that are not learnt from, pieces as short as posts are."""
    random = np.random.default_rng(seed)
    read: list[Example] = []
    for example in readers.tongues(data):
        read.append(example)
        if example.part != "train":
            read.extend(_pieces(example, random))
    posts = [e for e in readers.goemotions(data) if e.part != "test"][:2500]
    read.extend(replace(example, language="en", part="train", weight=POST) for example in posts)
    read.extend(replace(example, part="train", weight=POST) for example in own_posts.written())
    return read


def _pieces(example: Example, random: np.random.Generator) -> Iterator[Example]:
    words = example.text.split()
    if len(words) > 4:
        size = int(random.integers(2, 7))
        at = int(random.integers(0, max(len(words) - size, 1)))
        yield replace(example, text=" ".join(words[at : at + size]), source=example.source + ".piece")


def train(examples: Sequence[Example]) -> Trained:
    """Count in every shared script; a language alone in its script needs no weights."""
    codes = [code for listed in SHARED.values() for code in listed.split()] + list(ALONE.values())
    names = [script.name for script in SCRIPTS]
    scripts = [names.index(name) for name, listed in SHARED.items() for _ in listed.split()]
    scripts += [names.index(name) for name in ALONE]
    weights = np.zeros((2**BUCKET_BITS, len(codes)), np.int8)
    gain, bias = np.zeros(len(codes)), np.zeros(len(codes))
    for name, listed in SHARED.items():
        members = listed.split()
        columns = [codes.index(code) for code in members]
        weights[:, columns], gain[columns], bias[columns] = _train_script(name, members, examples)
    return Trained(tuple(codes), np.array(scripts), weights, gain, bias)


def _train_script(
    name: str, members: list[str], examples: Sequence[Example]
) -> tuple[NDArray[np.int8], NDArray[np.float64], NDArray[np.float64]]:
    learn, check = (
        [example for example in examples if example.language in members and example.part == part]
        for part in ("train", "dev")
    )
    importance = np.array([example.weight for example in learn])
    owner = np.array([members.index(example.language) for example in learn], np.int64)
    counts = np.zeros((len(members), 2**BUCKET_BITS))
    for bucket, row in _called(learn):
        np.add.at(counts, (owner[row], bucket), importance[row])
    found = _log_shares(counts)
    step = float(np.quantile(np.abs(found), 0.9999)) / 127 or 1.0
    weights = np.clip(np.round(found / step), -127, 127).astype(np.int8)
    weights[:, 0] = 0  # where absent features look
    margins = _margins(check, weights) * step
    factor = temperature(margins, np.array([members.index(example.language) for example in check], np.int64))
    log.info("%s: %d languages, %d examples, temperature %.2f", name, len(members), len(learn), factor)
    known = np.log(np.bincount(owner, weights=importance, minlength=len(members)) + 1)
    return weights.T, np.full(len(members), step * factor), PRIOR * (known - known.mean())


def _log_shares(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much likelier each feature is in each language than in the mean of all, as a logarithm.

    counts: (languages, features). Languages of which more is known do not count for more; what was never seen anywhere
    speaks for none.
    """
    total = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    even = counts * (total.mean() / total)
    seen = counts.any(axis=0)
    logs = np.log((even + SMOOTH) / (total.mean() + SMOOTH * seen.sum()))
    return np.where(seen, logs - logs.mean(axis=0), 0.0)


def _margins(examples: Sequence[Example], weights: NDArray[np.int8]) -> NDArray[np.float64]:
    """Sums of weights (languages, buckets) over the root of their number, shape (texts, languages)."""
    sums, size = np.zeros((len(examples), len(weights))), np.zeros(len(examples))
    for bucket, row in _called(examples):
        np.add.at(sums, row, weights.T[bucket])
        size += np.bincount(row, minlength=len(examples))
    margins: NDArray[np.float64] = sums / np.sqrt(np.maximum(size, 1))[:, None]
    return margins


def _called(examples: Sequence[Example]) -> list[Called]:
    """Features of the texts, as the kernel counts them."""
    found: list[Called] = []
    for at in range(0, len(examples), _PIECE):
        tokens = tokenize([example.text[:READ] for example in examples[at : at + _PIECE]])
        found.extend((bucket, row + at) for bucket, row in counted(tokens, count_grams(tokens, RUN_LENGTHS)))
    return found
