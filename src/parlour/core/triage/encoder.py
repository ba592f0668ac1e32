"""The encoder: a small transformer that reads whole posts, one text per run.

One text at a time, because the scales of its whole numbers are set by the numbers of a run: beside other texts the same
text would be scored differently.
"""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field

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

    network: InitVar[bytes]
    vocabulary: Sequence[str] = field(repr=False)
    outputs: tuple[str, ...]
    _session: onnxruntime.InferenceSession = field(init=False, repr=False, compare=False)
    _reader: WordPiece = field(init=False, repr=False, compare=False)

    def __post_init__(self, network: bytes) -> None:
        """Open the network for one thread: texts, not parts of one text, are what there are many of."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        # Kept by the session for a fallback to other providers, of which there are none here: 23 MB of each process.
        session._model_bytes = None  # noqa: SLF001 - there is no public way
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_reader", WordPiece(self.vocabulary))

    def read(self, text: str) -> tuple[Pieces, NDArray[np.float32]]:
        """The pieces of the text, and what each says for each output, shape (pieces, outputs)."""
        pieces = self._reader.read(text, MOST_PIECES)
        (parts,) = self._session.run([_OUTPUT], {_INPUT: np.array([pieces.number], np.int64)})
        return pieces, parts
