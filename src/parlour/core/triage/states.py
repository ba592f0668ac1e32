"""What the encoder holds of a text before it answers: for questions it was never taught."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from parlour.core.triage.encoder import MOST_PIECES
from parlour.core.triage.wordpiece import WordPiece

LAYERS = tuple(f"{part}/norm/LayerNormalization_output_0" for part in ("", "/layers.1", "/layers.3", "/layers.5"))
"""What is read, by the names it has in the network: the pieces before the first layer, and every second layer."""
_INPUT = "pieces"

# Numbers of fields in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: model → graph → output → name.
_GRAPH, _GRAPH_OUTPUT, _NAME = 7, 12, 1


@dataclass(frozen=True, slots=True)
class StateReader:
    """`network` (ONNX) with LAYERS in it, and its `vocabulary`; reads one text per run, for the reason Encoder does."""

    network: bytes = field(repr=False)
    vocabulary: Sequence[str] = field(repr=False)
    _session: onnxruntime.InferenceSession = field(init=False, repr=False, compare=False)
    _reader: WordPiece = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Open the network for one thread, with LAYERS among its outputs."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        network = exposing(self.network, LAYERS)
        session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_reader", WordPiece(self.vocabulary))

    def read(self, text: str) -> NDArray[np.float32]:
        """Of each layer the mean over the pieces and the largest of them, in one row."""
        pieces = self._reader.read(text, MOST_PIECES)
        states = self._session.run(list(LAYERS), {_INPUT: np.array([pieces.number], np.int64)})
        by_piece = [state.reshape(len(pieces.number), -1) for state in states]
        return np.concatenate([summary for state in by_piece for summary in (state.mean(axis=0), state.max(axis=0))])


def exposing(network: bytes, tensors: Sequence[str]) -> bytes:
    """The network (ONNX) with inner tensors as further outputs.

    A message written behind another of its type is merged into it: lists grow
    (https://protobuf.dev/programming-guides/encoding/#last-one-wins).
    """
    return network + b"".join(
        _field(_GRAPH, _field(_GRAPH_OUTPUT, _field(_NAME, tensor.encode()))) for tensor in tensors
    )


def _field(number: int, content: bytes) -> bytes:
    """A field of bytes, text or a message."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    """Seven bits to a byte, lowest first; the eighth says that more follow."""
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])
