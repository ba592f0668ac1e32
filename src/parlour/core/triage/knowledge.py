"""What triage has been told: weights, words, thresholds. A value; loading it is the business of `parlour.knowledge`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.grams import Lexicon

Weights = NDArray[np.int8]
Floats = NDArray[np.float64]

SENTIMENT = ("sentiment.negative", "sentiment.neutral", "sentiment.positive")
LANES = 3
"""Weights packed into one 64-bit number; 21 bits hold the sum of 8,256: three run lengths on all letters read."""
_LANE_BITS = 21


@dataclass(frozen=True, slots=True)
class Meaning:
    """Linear scores of all outputs over hashed features.

    weights (buckets, outputs) of letter runs, words and pairs, bucket 0 all zero; group_weights (groups + 1, outputs)
    of lexicon groups, the last row for words written in capitals. The log-odds of an output are
    gain * sum of weights / sqrt(number of features) + shift of the language, already calibrated.
    language_shift (languages + 1, outputs): the last row is for all other languages.
    """

    outputs: tuple[str, ...]
    run_lengths: tuple[int, ...]
    weights: Weights
    group_weights: NDArray[np.int64]
    gain: Floats
    languages: tuple[str, ...]
    language_shift: Floats
    packed: tuple[NDArray[np.int64], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Pack the columns of the weights into lanes, so that one look-up serves three outputs."""
        object.__setattr__(self, "packed", pack_all(self.weights))

    @property
    def lanes(self) -> tuple[int, ...]:
        """Outputs in each element of `packed`."""
        return lanes_of(len(self.outputs))


@dataclass(frozen=True, slots=True)
class Tongues:
    """Languages told apart by script first, then by a linear score over hashed letter runs and words.

    weights (buckets, languages); script: each language's script in `scripts.SCRIPTS`; a script with one language has
    no weights to it.
    """

    codes: tuple[str, ...]
    script: NDArray[np.int64]
    weights: Weights
    gain: Floats
    bias: Floats
    weighed: NDArray[np.int64] = field(init=False)
    packed: tuple[NDArray[np.int64], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find the languages that have weights at all, and pack those."""
        weighed = np.flatnonzero(self.weights.any(axis=0))
        object.__setattr__(self, "weighed", weighed)
        object.__setattr__(self, "packed", pack_all(self.weights[:, weighed]))

    @property
    def bits(self) -> int:
        """Logarithm of the number of buckets."""
        return int(self.weights.shape[0]).bit_length() - 1


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities at which something follows. Between `doubtful` and the output's own bar a human decides."""

    high: Mapping[str, float]
    doubtful: Mapping[str, float]
    language: float
    understood: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriageKnowledge:
    """All that `kernel.assess` needs. `sector_shift`: sector → output → what is added to its log-odds there."""

    model: str
    meaning: Meaning
    tongues: Tongues
    lexicon: Lexicon
    thresholds: Thresholds
    sector_shift: Mapping[str, Mapping[str, float]]


def lanes_of(columns: int) -> tuple[int, ...]:
    """How many columns each element of `pack_all` holds."""
    return tuple(min(LANES, columns - at) for at in range(0, columns, LANES))


def pack_all(weights: Weights) -> tuple[NDArray[np.int64], ...]:
    """All columns, `LANES` to an array."""
    return tuple(pack(weights[:, at : at + LANES]) for at in range(0, weights.shape[1], LANES))


def pack(columns: Weights) -> NDArray[np.int64]:
    """Up to `LANES` columns of small integers in one column of large ones; sums of packed are packed sums."""
    packed = np.zeros(len(columns), np.int64)
    for lane in range(columns.shape[1]):
        packed += columns[:, lane].astype(np.int64) << (lane * _LANE_BITS)
    return packed


def unpack(packed: NDArray[np.int64], lanes: int) -> NDArray[np.int64]:
    """The columns of sums that `pack`ed weights gave, shape (len, lanes)."""
    columns = np.empty((len(packed), lanes), np.int64)
    rest, half = packed, 1 << (_LANE_BITS - 1)
    for lane in range(lanes):
        columns[:, lane] = ((rest + half) & ((1 << _LANE_BITS) - 1)) - half
        rest = (rest - columns[:, lane]) >> _LANE_BITS
    return columns
