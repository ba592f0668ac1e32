"""The encoder: a small transformer that reads whole posts, one text per run."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.network import Top, Trunk
from parlour.core.text.wordpiece import Pieces

MOST_PIECES = 128
"""Pieces read of a text; what stands behind them is left to the linear scores."""
PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Encoder:
    """A trunk and a top whose one output, PARTS, is what each piece says for each output (pieces, outputs).

    The score of a text is the mean over its pieces. `outputs` names the columns.
    """

    trunk: Trunk
    top: Top
    outputs: tuple[str, ...]

    def read(self, text: str) -> tuple[Pieces, NDArray[np.float32]]:
        """The pieces of the text, and what each says for each output, shape (pieces, outputs)."""
        pieces, (states,) = self.trunk.read(text, MOST_PIECES)
        (parts,) = self.top.run(states)
        return pieces, parts
