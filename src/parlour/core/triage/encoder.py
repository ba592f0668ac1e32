"""The encoder: a small transformer that reads whole posts, one text per run."""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.network import Network
from parlour.core.text.wordpiece import Pieces

MOST_PIECES = 128
"""Pieces read of a text; what stands behind them is left to the linear scores."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """`network` (ONNX): numbers of pieces (1, pieces) in, what each piece says for each output (pieces, outputs) out.

    The score of a text is the mean over its pieces. `outputs` names the columns.
    """

    network: InitVar[bytes]
    vocabulary: Sequence[str] = field(repr=False)
    outputs: tuple[str, ...]
    _network: Network = field(init=False, repr=False, compare=False)

    def __post_init__(self, network: bytes) -> None:
        """Open the network."""
        object.__setattr__(self, "_network", Network(network, self.vocabulary, ("parts",)))

    def read(self, text: str) -> tuple[Pieces, NDArray[np.float32]]:
        """The pieces of the text, and what each says for each output, shape (pieces, outputs)."""
        pieces, (parts,) = self._network.read(text, MOST_PIECES)
        return pieces, parts
