"""What the encoder holds of a text before it answers: for questions it was never taught."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.network import STATES, Top, Trunk
from parlour.core.triage.encoder import MOST_PIECES

IN_TRUNK = ("/norm/LayerNormalization_output_0", "/layers.1/norm/LayerNormalization_output_0")
IN_TOP = ("/layers.0/norm/LayerNormalization_output_0",)
"""What is read, by the names it has in the networks: the pieces before the first layer, and every second layer."""

# Numbers of fields in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: model → graph → output → name.
_GRAPH, _GRAPH_OUTPUT, _NAME = 7, 12, 1


@dataclass(frozen=True, slots=True)
class StateReader:
    """The networks (ONNX) of the encoder with their inner layers opened; `vocabulary` of its pieces."""

    trunk: bytes = field(repr=False)
    top: bytes = field(repr=False)
    vocabulary: Sequence[str] = field(repr=False)
    _trunk: Trunk = field(init=False, repr=False, compare=False)
    _top: Top = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Open the networks with the layers among their outputs."""
        trunk = Trunk(exposing(self.trunk, IN_TRUNK), self.vocabulary, (STATES, *IN_TRUNK))
        object.__setattr__(self, "_trunk", trunk)
        object.__setattr__(self, "_top", Top(exposing(self.top, IN_TOP), IN_TOP))

    @property
    def network(self) -> bytes:
        """All of it, for telling one encoder from another."""
        return self.trunk + self.top

    def read(self, text: str) -> NDArray[np.float32]:
        """Of each layer the mean over the pieces and the largest of them, in one row."""
        pieces, (last, *inner) = self._trunk.read(text, MOST_PIECES)
        by_piece = [state.reshape(len(pieces.number), -1) for state in (*inner, *self._top.run(last))]
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
