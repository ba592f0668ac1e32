"""A network that reads one text per run, for one thread, in two steps: a trunk that several share, and a top of each.

One text at a time, because the scales of its whole numbers are set by the numbers of a run: beside other texts the same
text would be read differently.
"""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from parlour.core.text.wordpiece import Pieces, WordPiece

Numbers = NDArray[np.float32]

STATES = "states"
"""What a trunk gives and a top takes: (pieces, width)."""
_PIECES = "pieces"


@dataclass(frozen=True, slots=True)
class Trunk:
    """`content` (ONNX): numbers of pieces (1, pieces) in, `outputs` out; `vocabulary`: its pieces by their numbers."""

    content: InitVar[bytes]
    vocabulary: Sequence[str] = field(repr=False)
    outputs: Sequence[str] = (STATES,)
    _session: onnxruntime.InferenceSession = field(init=False, repr=False, compare=False)
    _reader: WordPiece = field(init=False, repr=False, compare=False)

    def __post_init__(self, content: bytes) -> None:
        """Open it."""
        object.__setattr__(self, "_session", _opened(content))
        object.__setattr__(self, "_reader", WordPiece(self.vocabulary))

    def read(self, text: str, most: int) -> tuple[Pieces, list[Numbers]]:
        """The pieces of the text, at most so many, and what the outputs hold of them."""
        pieces = self._reader.read(text, most)
        return pieces, self._session.run(list(self.outputs), {_PIECES: np.array([pieces.number], np.int64)})


@dataclass(frozen=True, slots=True)
class Top:
    """`content` (ONNX): the states of a trunk in, `outputs` out."""

    content: InitVar[bytes]
    outputs: Sequence[str]
    _session: onnxruntime.InferenceSession = field(init=False, repr=False, compare=False)

    def __post_init__(self, content: bytes) -> None:
        """Open it."""
        object.__setattr__(self, "_session", _opened(content))

    def run(self, states: Numbers) -> list[Numbers]:
        """What the outputs say of each piece."""
        found: list[Numbers] = self._session.run(list(self.outputs), {STATES: states})
        return found


def _opened(content: bytes) -> onnxruntime.InferenceSession:
    """A session for one thread: texts, not parts of one text, are what there are many of."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    # Kept by the session for a fallback to other providers, of which there are none here: megabytes in each process.
    session._model_bytes = None  # noqa: SLF001 - there is no public way
    return session
