"""The encoder: a small transformer that reads whole posts, one text per run.

One text at a time, because the scales of its whole numbers are set by the numbers of a run: beside other texts the same
text would be scored differently.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from parlour.core.triage.wordpiece import Pieces, WordPiece

MOST_PIECES = 128
"""Pieces read of a text; what stands behind them is left to the linear scores."""
_INPUT, _OUTPUT = "pieces", "parts"


@dataclass(frozen=True, slots=True)
class Encoder:
    """`network` (ONNX): numbers of pieces (1, pieces) in, what each piece says for each output (pieces, outputs) out.

    The score of a text is the mean over its pieces. `outputs` names the columns.
    """

    network: bytes = field(repr=False)
    vocabulary: Sequence[str] = field(repr=False)
    outputs: tuple[str, ...]
    _session: onnxruntime.InferenceSession = field(init=False, repr=False, compare=False)
    _reader: WordPiece = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Open the network for one thread: texts, not parts of one text, are what there are many of."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(self.network, options, providers=["CPUExecutionProvider"])
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_reader", WordPiece(self.vocabulary))

    def read(self, text: str) -> tuple[Pieces, NDArray[np.float32]]:
        """The pieces of the text, and what each says for each output, shape (pieces, outputs)."""
        pieces = self._reader.read(text, MOST_PIECES)
        (parts,) = self._session.run([_OUTPUT], {_INPUT: np.array([pieces.number], np.int64)})
        return pieces, parts
