"""What a network holds of a text before it answers: for questions it was never taught."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BEGUN = "/norm/LayerNormalization_output_0"
"""Of the trunk, by the name it has there: the pieces before the first layer."""
IN_TRUNK = (BEGUN, "/layers.1/norm/LayerNormalization_output_0")
"""That, and the second layer."""

# Numbers of fields in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: model → graph → output → name.
_GRAPH, _GRAPH_OUTPUT, _NAME = 7, 12, 1


def summary(layers: Sequence[NDArray[np.float32]], pieces: int) -> NDArray[np.float32]:
    """Of each layer (pieces, width) the mean over the pieces and the largest of them, in one row."""
    by_piece = [layer.reshape(pieces, -1) for layer in layers]
    return np.concatenate([told for layer in by_piece for told in (layer.mean(axis=0), layer.max(axis=0))])


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
