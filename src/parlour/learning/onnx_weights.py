"""The weights of a network that was written out in whole numbers, as floats again."""

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import numpy_helper

Held = Mapping[str, np.ndarray]


def held_in(network: bytes) -> Held:
    """All weights of a network (ONNX) by the names they have in it."""
    return {each.name: numpy_helper.to_array(each) for each in onnx.load_from_string(network).graph.initializer}


def floats(held: Held, name: str) -> np.ndarray:
    """Weights by the name they had, out of floats or of whole numbers with their scale; matrices are held turned."""
    if name in held:
        return held[name].copy()
    # Newer versions of onnxruntime say of a matrix that it is held turned.
    kept = name if f"{name}_quantized" in held else f"{name}_Transposed"
    whole = held[f"{kept}_quantized"].astype(np.float32) - held[f"{kept}_zero_point"].astype(np.float32)
    return np.ascontiguousarray((whole * held[f"{kept}_scale"]).T)
