"""Further lists of intents beside our own: which label of an operator's scheme a text carries, and how surely.

Two readings, as for everything else: a linear one over hashed features, and one by an encoder.
A scheme is closed: exactly one label is right. A text that carries none of them shows by a low probability alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.clean import clean
from parlour.core.text.layers import TwoLayers
from parlour.core.triage.grams import Grams, count_grams
from parlour.core.triage.knowledge import Floats, Weights
from parlour.core.triage.states import StateReader
from parlour.core.triage.tokens import READ_POINTS, Tokens, tokenize

_TEXTS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Told:
    """What a text was found to want: a label and its calibrated probability."""

    label: str
    p: float


@dataclass(frozen=True, slots=True)
class Linear:
    """Scores over hashed letter runs, words and pairs.

    buckets: those that weigh anything, ascending; weights (buckets, labels); the score of a label is
    gain * sum of weights / sqrt(number of features) + bias.
    """

    run_lengths: tuple[int, ...]
    buckets: NDArray[np.int64]
    weights: Weights = field(repr=False)
    gain: Floats
    bias: Floats

    def read(self, texts: Sequence[str]) -> Floats:
        """Scores, shape (texts, labels)."""
        tokens = tokenize(texts)
        grams = count_grams(tokens, self.run_lengths)
        bucket, row = entries(tokens, grams)
        place = np.searchsorted(self.buckets, bucket)
        known = np.append(self.buckets, -1)[place] == bucket
        place, first = place[known], np.searchsorted(row[known], np.arange(len(texts) + 1))
        sums = np.zeros((len(texts), len(self.bias)))
        for text in range(len(texts)):
            mine = place[first[text] : first[text + 1]]
            sums[text] = self.weights.take(mine, axis=0).sum(axis=0, dtype=np.int64)
        return sums * self.gain / np.sqrt(grams.size)[:, None] + self.bias


def entries(tokens: Tokens, grams: Grams) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The buckets all texts call and the row of the text that calls each, in order of row."""
    bucket = np.concatenate([grams.run, grams.word, grams.pair])
    row = np.concatenate([tokens.row[grams.run_token], tokens.row, tokens.row])
    called = np.flatnonzero(bucket)
    order = called[np.argsort(row[called], kind="stable")]
    return bucket[order], row[order].astype(np.int64)


@dataclass(frozen=True, slots=True)
class OverStates:
    """Scores over the states of an encoder that was never taught the scheme: one for each label."""

    states: StateReader
    scores: TwoLayers

    def read(self, text: str) -> Floats:
        """Scores, shape (labels)."""
        return self.scores.over(self.states.read(text))


@dataclass(frozen=True, slots=True)
class Closer:
    """The second reading and how both are joined: what each counts, so that the sum is calibrated."""

    reading: OverStates
    linear: float
    encoded: float


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of intents. model: names the weights. alone: what the linear scores count where they judge alone.

    `closer` is absent where the linear reading shall judge alone.
    """

    name: str
    model: str
    labels: tuple[str, ...]
    linear: Linear
    alone: float
    closer: Closer | None = None

    def tell(self, texts: Sequence[str], addressed: Sequence[bool]) -> list[Told]:
        """The likeliest label of each text; what was not said to the company gets the linear reading alone."""
        told: list[Told] = []
        for at in range(0, len(texts), _TEXTS_AT_ONCE):
            piece = slice(at, at + _TEXTS_AT_ONCE)
            chances = self.chances(texts[piece], addressed[piece])
            best = chances.argmax(axis=1)
            told += [Told(self.labels[label], float(row[label])) for row, label in zip(chances, best, strict=True)]
        return told

    def chances(self, texts: Sequence[str], addressed: Sequence[bool]) -> Floats:
        """Probabilities, shape (texts, labels); rows sum to 1."""
        read = [clean(text)[:READ_POINTS] for text in texts]
        linear = self.linear.read(read)
        logits = self.alone * linear
        if self.closer:
            for row in np.flatnonzero(np.asarray(addressed, np.bool_)).tolist():
                encoded = self.closer.reading.read(read[row])
                logits[row] = self.closer.linear * linear[row] + self.closer.encoded * encoded
        return shares(logits)


def shares(logits: Floats) -> Floats:
    """Softmax over the columns."""
    mass = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(mass / mass.sum(axis=1, keepdims=True))
