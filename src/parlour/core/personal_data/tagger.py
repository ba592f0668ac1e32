"""A linear tagger for what patterns cannot reach: names of persons, and details given without saying what they are.

Every word calls some rows of one table of weights: of itself, its neighbours, its beginning and end, its shape. Their
sum and the weights between the tags of neighbours rate every sequence of tags; the best one is told (Viterbi).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.marks import marks
from parlour.core.personal_data.namesakes import Namesakes
from parlour.core.personal_data.words import Ints, Words, cut

Scores = NDArray[np.float32]
Arrays = Mapping[str, NDArray[Any]]

NOTHING, PERSON, PERSON_GOES_ON = range(3)
WIDTH = 16
"""Columns of the weights: a row is copied faster when it is a power of two."""
_TOGETHER = 1 << 16
"""Code points of texts that are tagged at once."""
_BLOCK = 256
"""Words whose rows are summed at once: they fit the processor's cache."""
_LONGEST = 64
"""Words of one sequence; longer ones are cut."""
_BESIDE = 2
"""Words on each side of what may be told of that are tagged with it."""


@dataclass(frozen=True, slots=True)
class NameTagger:
    """What was learnt.

    kinds: kind of personal data of each tag, "" for what is none (the first tag) or only learnt beside it (the last
    ones); a person has a first tag and one for what goes on. weights: (buckets, WIDTH) int16 of which each tag has a
    column; times `scale` they are log odds, as are `between` (tag by following tag), `opening` and `bias` (tags).
    names: the table of words known as names (see `marks.name_places`): 1 given, 2 family, 3 both, 0 not known.
    namesakes: what is called as people are, and no person.
    """

    kinds: tuple[str, ...]
    weights: NDArray[np.int16]
    scale: float
    bias: Scores
    between: Scores
    opening: Scores
    names: NDArray[np.uint8]
    namesakes: Namesakes = field(default_factory=Namesakes)
    told: NDArray[np.bool_] = field(init=False)
    reach: float = field(init=False)

    def __post_init__(self) -> None:
        """Find the tags that are `told`, and how far their neighbours can lift them."""
        told = np.array([bool(kind) for kind in self.kinds])
        object.__setattr__(self, "told", told)
        object.__setattr__(self, "reach", _reach(self.between, told))

    def tag(self, texts: Sequence[str]) -> list[tuple[PersonalDatum, ...]]:
        """What each text holds, by place, none overlapping; offsets are code points."""
        found = (data for batch in _batches(texts) for data in self._tag(batch))
        return [self.namesakes.people(data, text) for data, text in zip(found, texts, strict=True)]

    def _tag(self, texts: Sequence[str]) -> list[tuple[PersonalDatum, ...]]:
        words = cut(texts)
        found: list[list[PersonalDatum]] = [[] for _ in texts]
        if not len(words.start):
            return [()] * len(texts)
        scores = self.scores(words)
        tags = self.best_tags(scores, words)
        for row, datum in self._spans(tags, scores, words):
            found[row].append(datum)
        return [tuple(data) for data in found]

    def scores(self, words: Words) -> Scores:
        """(words, tags): how much speaks for each tag of each word, without its neighbours' tags."""
        called = marks(words, self.names, len(self.weights))
        sums = np.empty((len(words.start), WIDTH), np.int16)
        for begin in range(0, len(sums), _BLOCK):
            rows = called[:, begin : begin + _BLOCK]
            np.add.reduce(self.weights.take(rows, axis=0), axis=0, out=sums[begin : begin + _BLOCK])
        return sums[:, : len(self.kinds)].astype(np.float32) * np.float32(self.scale) + self.bias

    def best_tags(self, scores: Scores, words: Words) -> NDArray[np.int8]:
        """The best tag of every word within its text, 0 for tags that are not told.

        Only words that may be told of are looked at, and what stands next to them.
        """
        tags = np.zeros(len(scores), np.int8)
        hopeful = scores[:, self.told].max(axis=1) + self.reach > scores[:, NOTHING]
        for begin, size in _windows(hopeful, words):
            places = begin[:, None] + np.arange(size)
            first = np.isin(begin, words.first)[:, None]
            came = np.where(first, self.opening, self.between[NOTHING])
            tags[places] = _viterbi(scores[places], self.between, came)
        return np.where(self.told[tags], tags, np.int8(NOTHING))

    def _spans(self, tags: NDArray[np.int8], scores: Scores, words: Words) -> Iterator[tuple[int, PersonalDatum]]:
        """Runs of tags of one kind, each with its text; a person's first tag begins a new run."""
        at = np.flatnonzero(tags != NOTHING)
        if not len(at):
            return
        kind = np.where(tags[at] == PERSON_GOES_ON, PERSON, tags[at])
        goes_on = np.zeros(len(at), np.bool_)
        goes_on[1:] = (at[1:] == at[:-1] + 1) & (kind[1:] == kind[:-1]) & (words.row[at[1:]] == words.row[at[:-1]])
        goes_on &= tags[at] != PERSON
        begins = np.flatnonzero(~goes_on)
        chance = _chances(scores[at], tags[at])
        sure = np.add.reduceat(chance, begins) / np.diff(np.append(begins, len(at)))
        last = at[np.append(begins[1:], len(at)) - 1]
        for begin, end, sureness in zip(at[begins].tolist(), last.tolist(), sure.tolist(), strict=True):
            start = int(words.text_start[begin])
            size = int(words.end[end] - words.start[begin])
            yield int(words.row[begin]), PersonalDatum(self.kinds[tags[begin]], start, start + size, round(sureness, 3))


def _reach(between: Scores, told: NDArray[np.bool_]) -> float:
    """The most that the tags beside it can add to one word's being told of, against its being nothing."""
    inner = float((between[np.ix_(told, told)] - between[NOTHING, NOTHING]).max())
    into = float((between[np.ix_(~told, told)] - between[~told, NOTHING][:, None]).max())
    out = float((between[np.ix_(told, ~told)] - between[NOTHING, ~told][None]).max())
    return max(inner, into + out, 0.0)


def _windows(hopeful: NDArray[np.bool_], words: Words) -> Iterator[tuple[Ints, int]]:
    """Runs of words that may be told of, with their neighbours: where those of one length begin, and the length."""
    near = hopeful.copy()
    for step in range(1, _BESIDE + 1):
        same = words.row[step:] == words.row[:-step]
        near[step:] |= hopeful[:-step] & same
        near[:-step] |= hopeful[step:] & same
    at = np.flatnonzero(near)
    if not len(at):
        return
    new = np.ones(len(at), np.bool_)
    new[1:] = (at[1:] != at[:-1] + 1) | (words.row[at[1:]] != words.row[at[:-1]])
    run = np.maximum.accumulate(np.where(new, np.arange(len(at)), 0))
    new |= (np.arange(len(at)) - run) % _LONGEST == 0
    begins = np.flatnonzero(new)
    length = np.diff(np.append(begins, len(at)))
    for each in np.unique(length).tolist():
        yield at[begins[length == each]], each


def _viterbi(scores: Scores, between: Scores, opening: Scores) -> NDArray[np.int64]:
    """(sequences, words) tags of (sequences, words, tags) scores."""
    many, size, _ = scores.shape
    back = np.empty((size, *scores[:, 0].shape), np.int8)
    best = scores[:, 0] + opening
    for place in range(1, size):
        paths = best[:, :, None] + between
        back[place] = paths.argmax(axis=1)
        best = paths.max(axis=1) + scores[:, place]
    tags = np.empty((many, size), np.int64)
    tags[:, -1] = best.argmax(axis=1)
    for place in range(size - 1, 0, -1):
        tags[:, place - 1] = back[place][np.arange(many), tags[:, place]]
    return tags


def _chances(scores: Scores, tags: NDArray[np.int8]) -> NDArray[np.float64]:
    """Chance that each word is something at all of its tag's kind, by its own scores."""
    odds = np.exp((scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    own = odds[np.arange(len(tags)), tags]
    own = np.where(tags <= PERSON_GOES_ON, odds[:, PERSON] + odds[:, PERSON_GOES_ON], own)
    chance: NDArray[np.float64] = np.clip(own / odds.sum(axis=1), 0.05, 0.99)
    return chance


def tagger_from(arrays: Arrays) -> NameTagger:
    """The tagger of the arrays that training writes: the fields of NameTagger, weights (buckets, tags) int8."""
    weights = np.zeros((len(arrays["weights"]), WIDTH), np.int16)
    weights[:, : arrays["weights"].shape[1]] = arrays["weights"]
    return NameTagger(
        kinds=tuple(str(kind) for kind in arrays["kinds"]),
        weights=weights,
        scale=float(arrays["scale"]),
        bias=arrays["bias"],
        between=arrays["between"],
        opening=arrays["opening"],
        names=arrays["names"],
    )


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    begin, size = 0, 0
    for place, text in enumerate(texts):
        size += len(text) + 1
        if size >= _TOGETHER:
            yield texts[begin : place + 1]
            begin, size = place + 1, 0
    if begin < len(texts):
        yield texts[begin:]
