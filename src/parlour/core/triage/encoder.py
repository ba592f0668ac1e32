"""The encoder: a small transformer that reads whole posts, one text per run."""

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.handles import HANDLE
from parlour.core.text.network import Top, Trunk
from parlour.core.text.wordpiece import Pieces

MOST_PIECES = 128
"""Pieces read of a text; what stands behind them is left to the linear scores."""
PARTS = "parts"
_ADDRESSED = re.compile(rf"(?:\s*{HANDLE})+\s*")
_LEAST = 4
"""Letters behind the handles a post begins with, without which it is read with them."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """A trunk and a top whose one output, PARTS, is what each piece says for each output (pieces, outputs).

    The score of a text is the mean over its pieces. `outputs` names the columns.
    """

    trunk: Trunk
    top: Top
    outputs: tuple[str, ...]

    def read(self, text: str) -> "ReadPost":
        """The text behind the handles it begins with."""
        begin = said_from(text)
        pieces, (states,) = self.trunk.read(text[begin:], MOST_PIECES)
        (parts,) = self.top.run(states)
        return ReadPost(pieces.moved(begin), parts, states)


class ReadPost(NamedTuple):
    """The pieces of a post, what each says for each output (pieces, outputs), and what the trunk holds of each (pieces,
    width)."""

    pieces: Pieces
    parts: NDArray[np.float32]
    states: NDArray[np.float32]


def said_from(text: str) -> int:
    """Where a post begins to say something: whom it is addressed to is no part of it. 0 where it says nothing else."""
    handles = _ADDRESSED.match(text)
    return handles.end() if handles and len(text) - handles.end() >= _LEAST else 0
