"""What the encoder holds of a text before it answers: for questions it was never taught."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.inner_states import IN_TRUNK, exposing, summary
from parlour.core.text.network import STATES, Top, Trunk
from parlour.core.triage.encoder import MOST_PIECES

IN_TOP = ("/layers.0/norm/LayerNormalization_output_0",)
"""What is read of the top besides IN_TRUNK, by the name it has there."""


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
        return summary([*inner, *self._top.run(last)], len(pieces.number))
