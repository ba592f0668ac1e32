"""A small network over numbers that another one holds of a text: one hidden layer, with weights of one byte."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_PARTS = ("weights", "gain", "bias")


@dataclass(frozen=True, slots=True)
class Layer:
    """Weighted sums: weights (in, out), int8, times `gain` (out), plus `bias` (out)."""

    weights: NDArray[np.int8] = field(repr=False)
    gain: Floats
    bias: Floats
    _dense: NDArray[np.float32] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Weights as they are multiplied, made once."""
        object.__setattr__(self, "_dense", self.weights.astype(np.float32))

    @classmethod
    def kept_in(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Self:
        """What `arrays` gave under this name; raises KeyError for a part that is missing."""
        return cls(*(arrays[f"{name}_{part}"] for part in _PARTS))

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """All of it, by the names it is kept under in files."""
        return {f"{name}_{part}": getattr(self, part) for part in _PARTS}

    def over(self, given: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (..., in) → (..., out)."""
        # One row is multiplied without BLAS, whose idle threads would take from whatever is computed next.
        sums = np.einsum("i,ij->j", given, self._dense) if given.ndim == 1 else given @ self._dense
        return np.asarray(sums * self.gain + self.bias, np.float32)


@dataclass(frozen=True, slots=True)
class TwoLayers:
    """Scores over the states of an encoder that was never taught them.

    centre, spread (states): what is taken off each and what it is divided by; what is left of the sums of the `hidden`
    layer above zero is what the `answer` layer, one sum for each score, is made of.
    """

    centre: Floats
    spread: Floats
    hidden: Layer
    answer: Layer
    _zero: NDArray[np.float32] = field(init=False, repr=False, compare=False)
    _scale: NDArray[np.float32] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Scales in the width of the states, so that these are never widened."""
        object.__setattr__(self, "_zero", self.centre.astype(np.float32))
        object.__setattr__(self, "_scale", (1 / self.spread).astype(np.float32))

    @classmethod
    def kept_in(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """What `arrays` gave; raises KeyError for one that is missing."""
        hidden, answer = (Layer.kept_in(arrays, layer) for layer in ("hidden", "answer"))
        return cls(arrays["state_centre"], arrays["state_spread"], hidden, answer)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All of it, by the names it is kept under in files."""
        scales = {"state_centre": self.centre, "state_spread": self.spread}
        return scales | self.hidden.arrays("hidden") | self.answer.arrays("answer")

    def over(self, states: NDArray[np.float32]) -> Floats:
        """Shape (..., states) → (..., scores)."""
        alike = (states - self._zero) * self._scale
        return self.answer.over(np.maximum(self.hidden.over(alike), 0)).astype(np.float64)
