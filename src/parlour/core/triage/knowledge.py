"""What triage has been told: weights, words, thresholds. A value; loading it is the business of `parlour.knowledge`."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.personal_data import NameTagger, People
from parlour.core.triage.encoder import Encoder
from parlour.core.triage.grams import Lexicon
from parlour.core.triage.lanes import Lanes, pack

Weights = NDArray[np.int8]
Floats = NDArray[np.float64]

SENTIMENT = ("sentiment.negative", "sentiment.neutral", "sentiment.positive")
EXCLUSIVE = ("sentiment", "intent")
"""Families of outputs of which exactly one is right."""
BRIEF = " brief"
"""What the name of a model ends with that judged in a flood."""
FAST = " fast"
"""What the name of a model ends with that judged without the encoder."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Linear scores of all outputs over hashed features.

    weights (buckets, outputs) of letter runs, words and pairs, bucket 0 all zero; group_weights (groups + 1, outputs)
    of lexicon groups, the last row for words written in capitals. The log-odds of an output are
    gain * sum of weights / sqrt(number of features) + shift of the language, already calibrated.
    language_shift (languages + 1, outputs): the last row is for all other languages.
    """

    outputs: tuple[str, ...]
    run_lengths: tuple[int, ...]
    weights: Weights
    group_weights: NDArray[np.int64]
    gain: Floats
    languages: tuple[str, ...]
    language_shift: Floats
    packed: Lanes = field(init=False)

    def __post_init__(self) -> None:
        """Pack the columns of the weights into lanes, so that one look-up serves three outputs."""
        object.__setattr__(self, "packed", pack(self.weights))

    def only(self, chosen: Sequence[str]) -> "Meaning":
        """The scores of the chosen outputs alone, in this order."""
        columns = [self.outputs.index(name) for name in chosen]
        return replace(
            self,
            outputs=tuple(chosen),
            weights=self.weights[:, columns],
            group_weights=self.group_weights[:, columns],
            gain=self.gain[columns],
            language_shift=self.language_shift[:, columns],
        )


@dataclass(frozen=True, slots=True)
class Tongues:
    """Languages told apart by script first, then by a linear score over hashed letter runs and words.

    weights (buckets, languages); script: each language's script in `scripts.SCRIPTS`; a script with one language has
    no weights to it.
    """

    codes: tuple[str, ...]
    script: NDArray[np.int64]
    weights: Weights
    gain: Floats
    bias: Floats
    weighed: NDArray[np.int64] = field(init=False)
    alone: NDArray[np.bool_] = field(init=False)
    packed: Lanes = field(init=False)

    def __post_init__(self) -> None:
        """Find the languages that have weights at all, and pack those."""
        weighed = np.flatnonzero(self.weights.any(axis=0))
        object.__setattr__(self, "weighed", weighed)
        object.__setattr__(self, "alone", ~self.weights.any(axis=0))
        object.__setattr__(self, "packed", pack(self.weights[:, weighed]))

    @property
    def bits(self) -> int:
        """Logarithm of the number of buckets."""
        return int(self.weights.shape[0]).bit_length() - 1


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities at which something follows. Between `doubtful` and the output's own bar a human decides."""

    high: Mapping[str, float]
    doubtful: Mapping[str, float]
    language: float
    topic: float
    understood: tuple[str, ...]

    def bars(self, outputs: Sequence[str]) -> tuple[Floats, Floats]:
        """From where each of these outputs counts, and from where it is doubtful; infinite where nothing follows."""
        high, doubtful = (
            np.array([of_output.get(name, np.inf) for name in outputs], np.float64)
            for of_output in (self.high, self.doubtful)
        )
        return high, doubtful


@dataclass(frozen=True, slots=True)
class Second:
    """The encoder, and how its scores and the linear ones are joined to log-odds, already calibrated.

    linear, encoded, shift (languages + 1, outputs): what each counts and what is added, for each language as in
    `Meaning.language_shift`. `people`: what hears names in the states of its trunk, where anything does.
    """

    encoder: Encoder
    linear: Floats
    encoded: Floats
    shift: Floats
    people: People | None = None


@dataclass(frozen=True, slots=True)
class ThreadPolicy:
    """What is added to log-odds where somebody writes again.

    each: output → for each earlier text, of which `most` count; again: output → where at least the share `same` of the
    longer words was said before.
    """

    each: Mapping[str, float]
    most: int
    again: Mapping[str, float]
    same: float

    def only(self, outputs: Container[str]) -> "ThreadPolicy":
        """The policy for these outputs alone."""
        return replace(self, each=_of(self.each, outputs), again=_of(self.again, outputs))


def _of(shifts: Mapping[str, float], outputs: Container[str]) -> dict[str, float]:
    return {name: shift for name, shift in shifts.items() if name in outputs}


@dataclass(frozen=True, slots=True)
class Harm:
    """How harm is said (RE2, over the text as it stands): `stated`, and `otherwise` where it only sounds like it.

    adds, takes: log-odds of the outputs it `moves` by which either of them moves each. gate: what a text must have for
    it to be worth a close look; empty where every text is.
    """

    stated: str
    otherwise: str
    adds: float
    takes: float
    moves: tuple[str, ...]
    gate: str = ""


@dataclass(frozen=True, slots=True)
class Recalibration:
    """What a brand's own labels taught, the `number`th time: output → (slope, shift) of its log-odds.

    It holds for the weights named `model` and no others.
    """

    number: int
    model: str
    shifts: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class TriageKnowledge:
    """All that `kernel.assess` needs. `sector_shift`: sector → output → what is added to its log-odds there.

    `second` is absent where the fast path alone shall judge, `tagger` where personal data
    is told by patterns alone. `escalation`: weights of `escalation.FEATURES` and a bias.
    """

    model: str
    meaning: Meaning
    tongues: Tongues
    lexicon: Lexicon
    thresholds: Thresholds
    sector_shift: Mapping[str, Mapping[str, float]]
    thread: ThreadPolicy
    escalation: Floats
    second: Second | None = None
    harms: tuple[Harm, ...] = ()
    tagger: NameTagger | None = None
    recalibration: Recalibration | None = None
    high: Floats = field(init=False, repr=False, compare=False)
    doubtful: Floats = field(init=False, repr=False, compare=False)
    _topics: tuple[tuple[int, str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the columns of the topics, and each column's bars; infinite where nothing follows."""
        for name, bars in zip(("high", "doubtful"), self.thresholds.bars(self.meaning.outputs), strict=True):
            object.__setattr__(self, name, bars)
        parts = [name.partition(".") for name in self.meaning.outputs]
        found = tuple((column, leaf) for column, (family, _, leaf) in enumerate(parts) if family == "topics")
        object.__setattr__(self, "_topics", found)

    @property
    def fast(self) -> "TriageKnowledge":
        """This knowledge without the encoder, under a name of its own."""
        return replace(self, second=None, model=f"{self.model}{FAST}") if self.second else self

    def brief(self) -> "TriageKnowledge":
        """The fast path for those outputs alone from which something follows, for a flood; under a name of its own.

        Costs a copy of the weights: made once.
        """
        decide = {*SENTIMENT, *self.thresholds.high, *self.thresholds.doubtful}
        outputs = [name for name in self.meaning.outputs if name in decide]
        return replace(
            self,
            second=None,
            model=f"{self.model}{BRIEF}",
            meaning=self.meaning.only(outputs),
            sector_shift={sector: _of(shifts, decide) for sector, shifts in self.sector_shift.items()},
            thread=self.thread.only(decide),
        )

    @property
    def weights(self) -> str:
        """The name of the weights alone, without what was left out or added."""
        return self.model.partition(" ")[0]

    def of_brand(self, recalibration: Recalibration | None) -> "TriageKnowledge":
        """This knowledge with what a brand's labels taught, and named so; unchanged where they taught other weights."""
        if recalibration is None or recalibration.model != self.weights:
            return self
        left_out = self.model.removeprefix(self.weights)
        named = f"{self.weights} own-{recalibration.number}{left_out}"
        return replace(self, recalibration=recalibration, model=named)

    def topics(self, scores: Sequence[float]) -> tuple[str, ...]:
        """The topics that count, of the scores of one post."""
        return tuple(name for column, name in self._topics if scores[column] >= self.thresholds.topic)


def exclusive(outputs: Sequence[str]) -> list[list[str]]:
    """The outputs of each family of which exactly one is right, in their order."""
    families = ([name for name in outputs if name.startswith(f"{family}.")] for family in EXCLUSIVE)
    return [family for family in families if family]
