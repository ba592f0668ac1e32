"""A network that reads one text per run, for one thread.

One text at a time, because the scales of its whole numbers are set by the numbers of a run: beside other texts the same
text would be read differently.
"""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from parlour.core.text.wordpiece import Pieces, WordPiece

_INPUT = "pieces"


@dataclass(frozen=True, slots=True)
class Network:
    """`content` (ONNX): numbers of pieces (1, pieces) in, the tensors named `outputs` out.

    `vocabulary`: its pieces in the order of their numbers.
    """

    content: InitVar[bytes]
    vocabulary: Sequence[str] = field(repr=False)
    outputs: Sequence[str]
    _session: onnxruntime.InferenceSession = field(init=False, repr=False, compare=False)
    _reader: WordPiece = field(init=False, repr=False, compare=False)

    def __post_init__(self, content: bytes) -> None:
        """Open it for one thread: texts, not parts of one text, are what there are many of."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        # Kept by the session for a fallback to other providers, of which there are none here: 23 MB of each process.
        session._model_bytes = None  # noqa: SLF001 - there is no public way
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_reader", WordPiece(self.vocabulary))

    def read(self, text: str, most: int) -> tuple[Pieces, list[NDArray[np.float32]]]:
        """The pieces of the text, at most so many, and what the outputs say of them."""
        pieces = self._reader.read(text, most)
        return pieces, self._session.run(list(self.outputs), {_INPUT: np.array([pieces.number], np.int64)})
