"""Whether a reply retells a fact, heard in both as wholes: beside the network, which compares them piece by piece."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.layers import Floats, Layer

Numbers = NDArray[np.float32]

_LAYERS = ("reply", "fact", "alike", "answer")
_SCALES = ("reply_centre", "reply_spread", "fact_centre", "fact_spread")


@dataclass(frozen=True, slots=True)
class Retold:
    """Scores of replies beside facts, over the states of an encoder that was never taught them.

    Centres and spreads (states): what is taken off each state and what it is divided by. The layers `reply` and `fact`
    (states → traits + hidden) give the traits of each, bounded and multiplied with the other's, and what it says by
    itself; `alike` (traits → hidden) what the products say. What is left of their sum above zero is what `answer` adds
    up.
    """

    reply_centre: Floats
    reply_spread: Floats
    fact_centre: Floats
    fact_spread: Floats
    reply: Layer
    fact: Layer
    alike: Layer
    answer: Layer

    @classmethod
    def kept_in(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """What `arrays` gave; raises KeyError for one that is missing."""
        reply_centre, reply_spread, fact_centre, fact_spread = (arrays[name] for name in _SCALES)
        reply, fact, alike, answer = (Layer.kept_in(arrays, name) for name in _LAYERS)
        return cls(reply_centre, reply_spread, fact_centre, fact_spread, reply, fact, alike, answer)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All of it, by the names it is kept under in files."""
        held = {name: getattr(self, name) for name in _SCALES}
        for name in _LAYERS:
            held |= getattr(self, name).arrays(name)
        return held

    def of_reply(self, states: Numbers) -> Numbers:
        """What a reply says, shape (traits + hidden), by its states."""
        alike = ((states - self.reply_centre) / self.reply_spread).astype(np.float32)
        return self._bounded(self.reply.over(alike))

    def of_fact(self, states: Numbers) -> Numbers:
        """What a sentence of a fact says, shape (traits + hidden), by its states."""
        alike = ((states - self.fact_centre) / self.fact_spread).astype(np.float32)
        return self._bounded(self.fact.over(alike))

    def odds(self, reply: Numbers, fact: Numbers) -> Numbers:
        """How surely a reply (traits + hidden) retells each of the sentences (sentences, traits + hidden) of a fact."""
        traits = len(self.alike.weights)
        alike = self.alike.over(reply[:traits] * fact[:, :traits])
        return self.answer.over(np.maximum(reply[traits:] + fact[:, traits:] + alike, 0))[:, 0]

    def _bounded(self, said: Numbers) -> Numbers:
        """Numbers of sentences (traits + hidden), their traits brought between -1 and 1, in place."""
        traits = len(self.alike.weights)
        said[..., :traits] = np.tanh(said[..., :traits])
        return said
