"""What the encoder holds of a text before it answers: for questions it was never taught."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.network import Network
from parlour.core.triage.encoder import MOST_PIECES

LAYERS = tuple(f"{part}/norm/LayerNormalization_output_0" for part in ("", "/layers.1", "/layers.3", "/layers.5"))
"""What is read, by the names it has in the network: the pieces before the first layer, and every second layer."""

# Numbers of fields in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: model → graph → output → name.
_GRAPH, _GRAPH_OUTPUT, _NAME = 7, 12, 1


@dataclass(frozen=True, slots=True)
class StateReader:
    """`network` (ONNX) with LAYERS in it, and its `vocabulary`."""

    network: bytes = field(repr=False)
    vocabulary: Sequence[str] = field(repr=False)
    _exposed: Network = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Open the network with LAYERS among its outputs."""
        object.__setattr__(self, "_exposed", Network(exposing(self.network, LAYERS), self.vocabulary, LAYERS))

    def read(self, text: str) -> NDArray[np.float32]:
        """Of each layer the mean over the pieces and the largest of them, in one row."""
        pieces, states = self._exposed.read(text, MOST_PIECES)
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
