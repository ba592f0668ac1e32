"""What a reply means: a network reads it and what is known, and tells where a fact shows in other words, and its tone.

A reply is read once, in stretches of whole sentences; every piece of it is compared with every sentence of a fact (late
interaction, as in Khattab and Zaharia 2020, https://arxiv.org/abs/2004.12832). Facts are read once and remembered.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parlour.core.guard.retold import Retold
from parlour.core.text.fold import fold
from parlour.core.text.inner_states import summary
from parlour.core.text.layers import TwoLayers
from parlour.core.text.network import Top, Trunk
from parlour.core.text.tokens import sentences

Numbers = NDArray[np.float32]

OUTPUTS = ("say", "seek", "held")
MANNER = "manner"
PIECES_OF_A_REPLY, PIECES_OF_A_FACT = 128, 64
STRETCHES = 8
"""Stretches of a reply that are read; what stands behind them is judged by its words alone."""
SENTENCES_OF_A_FACT = 8
LONG_VALUE = 90
"""Code points from which a value is read sentence by sentence."""
_STRETCH = 360
"""Code points of a stretch: they seldom make more pieces than are read."""
_REMEMBERED, _REPLIES_REMEMBERED = 8192, 16
_NEAR = 1.5
"""How much less than the strongest piece others may say to be shown with it, in log-odds."""
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_BY_PIECES, _BY_MANNER, _AS_A_WHOLE = 0.2, 0.5, 0.3
"""What counts of the tones of a stretch: what the top and the network of manners say of its pieces, and the whole."""
_RETOLD = 0.4
"""What a fact as a whole counts beside what the pieces say of it."""
_FEW_PIECES = 8
"""Of fewer, the whole is heard at most as unsure: so few say too little."""
_TELLS = 0
"""The first column of `say`: how much a piece tells of a person, whatever the fact; the others are tones."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a text shows something: log-odds, and the half-open span in the text that speaks most for it."""

    odds: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some sentences of a text, read: of each of n pieces where it stands, what it says, and what it seeks; `whole` is
    what they say together, to be laid beside facts."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    say: Numbers
    seek: Numbers
    whole: Numbers


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as the network reads it; `whole` is False where its end was left unread."""

    stretches: tuple[_Stretch, ...]
    sentences: tuple[tuple[int, int], ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class HeldFact:
    """A fact as the network holds it, a row for each sentence: for its pieces, and to be laid beside a whole reply."""

    pieces: Numbers
    whole: Numbers

    def only(self, sentences: Sequence[int]) -> "HeldFact":
        """Some of its sentences."""
        return HeldFact(self.pieces[list(sentences)], self.whole[list(sentences)])


@dataclass(frozen=True, eq=False)
class Meaning:
    """The trunk that triage reads with too, a top of its own, and the names of its tones.

    OUTPUTS of the top: `say` (pieces, 1 + tones) and `seek` (pieces, width) of a reply, `held` (pieces, width) of a
    fact, whose mean over the pieces is the fact. By pieces, the log-odds that one tells it are say + seek · held /
    √width.
    `whole` hears the tones of a stretch once more, and `retold` its facts, in all layers that the trunk gives out, of
    which the first is what the top reads and the second what the trunk begins with. `manner`, a network of its own over
    the latter, says of each piece (pieces, tones) how it sounds. None of them was taught by way of the trunk's upper
    layers or the top, so they err elsewhere. What is heard by each is added, each counting its share. Texts are read
    as the guard folds them.
    """

    trunk: Trunk
    top: Top
    tones: tuple[str, ...]
    manner: Top
    whole: TwoLayers
    retold: Retold
    read: Callable[[str], ReadText] = field(init=False, repr=False)
    """Read a folded reply, at most STRETCHES of it; the last ones are remembered, as more than one check asks."""
    _held: Callable[[str], tuple[Numbers, Numbers]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Remember the facts and replies that were read last."""
        object.__setattr__(self, "read", lru_cache(maxsize=_REPLIES_REMEMBERED)(self._read_reply))
        object.__setattr__(self, "_held", lru_cache(maxsize=_REMEMBERED)(self._read_sentence))

    def _read_reply(self, text: str) -> ReadText:
        bounds = sentences(text)
        parts = list(_stretches(bounds))
        found = tuple(stretch for start, end in parts[:STRETCHES] if (stretch := self._stretch(text, start, end)))
        cut = any(len(stretch.start) >= PIECES_OF_A_REPLY - 2 for stretch in found)
        return ReadText(found, bounds, len(parts) <= STRETCHES and not cut)

    def fact(self, kind: str, value: str) -> HeldFact:
        """A fact as it is laid beside replies."""
        pieces, whole = zip(*map(self._held, sentences_of(kind, value)), strict=True)
        return HeldFact(np.stack(pieces), np.stack(whole))

    def tells(self, read: ReadText, fact: HeldFact) -> Shown:
        """How surely the text tells the fact, and where."""
        return _strongest(read, [self._told(stretch, fact) for stretch in read.stretches])

    def _told(self, stretch: _Stretch, fact: HeldFact) -> Numbers:
        """How surely each piece of a stretch tells each sentence of a fact, log-odds (pieces, sentences)."""
        scale = np.float32(1 / np.sqrt(fact.pieces.shape[1]))
        by_piece = stretch.say[:, _TELLS, None] + stretch.seek @ fact.pieces.T * scale
        whole = _no_surer(self.retold.odds(stretch.whole, fact.whole), len(stretch.start))
        told: Numbers = (1 - _RETOLD) * by_piece + np.float32(_RETOLD) * whole
        return told

    def tone(self, read: ReadText, name: str) -> Shown:
        """How surely the text has the tone, and where."""
        column = 1 + self.tones.index(name)
        return _strongest(read, [stretch.say[:, column, None] for stretch in read.stretches])

    def _stretch(self, text: str, start: int, end: int) -> _Stretch | None:
        pieces, layers = self.trunk.read(text[start:end], PIECES_OF_A_REPLY)
        inner = slice(1, len(pieces.number) - 1)
        if len(pieces.number) <= 2:
            return None
        say, seek, _ = (found[inner] for found in self.top.run(layers[0]))
        states = summary(layers, len(pieces.number))
        (manner,) = self.manner.run(layers[1].reshape(len(pieces.number), -1))
        whole = _no_surer(self.whole.over(states).astype(np.float32), len(say))
        tones = _BY_PIECES * say[:, 1:] + np.float32(_BY_MANNER) * manner[inner] + np.float32(_AS_A_WHOLE) * whole
        begins, ends = (np.array(edges[inner], np.int64) + start for edges in (pieces.start, pieces.end))
        says = np.concatenate([say[:, :1], tones], axis=1)
        return _Stretch(begins, ends, says, seek, self.retold.of_reply(states))

    def _read_sentence(self, sentence: str) -> tuple[Numbers, Numbers]:
        pieces, layers = self.trunk.read(fold(sentence).text, PIECES_OF_A_FACT)
        _, _, held = self.top.run(layers[0])
        mean: Numbers = held.mean(axis=0)
        return mean, self.retold.of_fact(summary(layers, len(pieces.number)))


@dataclass(frozen=True, eq=False)
class MeaningKnowledge:
    """The network, and what follows from what it reads.

    `kinds` of facts that can be told in other words; `relationships`: regulated sector → what must be neither
    confirmed nor denied there, as a sentence about the person. `bars`: log-odds from which a second person has to look,
    of "fact", "other", both in an "offer" to talk, "relationship", "public" (the person's own post tells the
    fact), and of every tone by its name. A rule of whose `heard` nothing reaches "doubt" asks for a second person at
    most.
    `messages`: what to say of each tone and of "relationship".
    """

    meaning: Meaning
    kinds: frozenset[str]
    relationships: Mapping[str, str]
    bars: Mapping[str, float]
    messages: Mapping[str, str]


def sentences_of(kind: str, value: str) -> Sequence[str]:
    """A fact as it is read: a short value under the name of its kind, a long one sentence by sentence."""
    if kind not in ("text", "note") and len(value) <= LONG_VALUE:
        return (f"{kind.replace('_', ' ')}: {value}",)
    parts = [part for part in _SENTENCE_END.split(value) if len(part.split()) >= 2] or [value]
    return parts[:SENTENCES_OF_A_FACT]


def _stretches(bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences in a row of at most so many code points together; a longer one is cut."""
    begin = last = -1
    for start, end in bounds:
        if begin >= 0 and end - begin > _STRETCH:
            yield begin, last
            begin = -1
        begin = start if begin < 0 else begin
        while end - begin > _STRETCH:
            yield begin, begin + _STRETCH
            begin += _STRETCH
        last = end
    if begin >= 0 and last > begin:
        yield begin, last


def _no_surer(odds: Numbers, pieces: int) -> Numbers:
    """What is heard of a whole of so many pieces: of few, nothing for sure."""
    return np.minimum(odds, 0) if pieces < _FEW_PIECES else odds


def _strongest(read: ReadText, odds: Sequence[Numbers]) -> Shown:
    """The stretch and the column that say it most; a column says the mean of its pieces, each counting as it says."""
    best = Shown(-np.inf, 0, 0)
    for stretch, of_pieces in zip(read.stretches, odds, strict=True):
        mass = np.exp(of_pieces - of_pieces.max(axis=0))
        pooled = (mass * of_pieces).sum(axis=0) / mass.sum(axis=0)
        column = int(pooled.argmax())
        if pooled[column] > best.odds:
            best = Shown(float(pooled[column]), *_span(stretch, of_pieces[:, column], read.sentences))
    return best


def _span(stretch: _Stretch, odds: Numbers, bounds: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """From the first to the last piece of the strongest one's sentence that says nearly as much."""
    top = int(odds.argmax())
    place = int(stretch.start[top])
    left, right = next(((a, b) for a, b in bounds if a <= place < b), (place, int(stretch.end[top])))
    near = (odds >= odds[top] - _NEAR) & (stretch.start >= left) & (stretch.end <= right)
    near[top] = True
    return int(stretch.start[near].min()), int(stretch.end[near].max())
