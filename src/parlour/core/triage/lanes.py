"""Tables of small weights packed three columns to a 64-bit number, so that one look-up and one sum serve three outputs.

Sums of packed numbers are packed sums.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Packed = NDArray[np.int64]

LANES = 3
"""Weights packed into one 64-bit number; 21 bits hold the sum of 8,256: three run lengths on all letters read."""
_LANE_BITS = 21
_MASK, _HALF = (1 << _LANE_BITS) - 1, 1 << (_LANE_BITS - 1)
_AT_ONCE = 1 << 15
"""Numbers looked up together: few calls for a single text, and for many what fits the processor's cache."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """numbers (columns / LANES, rows) of a table of weights with so many `columns`."""

    numbers: Packed
    columns: int

    def groups(self, looked_up: int) -> Iterator[Packed]:
        """The numbers in groups of rows that are worked on together, where each is looked up so many times."""
        size = max(1, _AT_ONCE // max(looked_up, 1))
        return (self.numbers[at : at + size] for at in range(0, len(self.numbers), size))


def pack(weights: NDArray[np.int8]) -> Lanes:
    """(rows, columns) of small whole numbers, packed."""
    rows, columns = weights.shape
    numbers = np.zeros((-(-columns // LANES), rows), np.int64)
    for column in range(columns):
        numbers[column // LANES] += weights[:, column].astype(np.int64) << (column % LANES * _LANE_BITS)
    return Lanes(numbers, columns)


def unpack(sums: Packed) -> NDArray[np.int64]:
    """Packed sums (numbers, n) as (n, numbers * LANES)."""
    columns = np.empty((sums.shape[1], len(sums), LANES), np.int64)
    rest = sums.T
    for lane in range(LANES):
        columns[:, :, lane] = ((rest + _HALF) & _MASK) - _HALF
        rest = (rest - columns[:, :, lane]) >> _LANE_BITS
    return columns.reshape(sums.shape[1], len(sums) * LANES)
