"""Words: phrases, names, and what a lexicon knows other words for."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from parlour.core.guard.reading import HEAD, Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.date_words import MONTHS
from parlour.core.text.language import language
from parlour.core.text.spelt import LEET
from parlour.core.text.tokens import Token

_COURTESIES = frozenset(
    (
        "thank",
        "thanks",
        "please",
        "sorry",
        "help",
        "danke",
        "dank",
        "bitte",
        "leid",
        "hilfe",
        "gracias",
        "favor",
        "ayuda",
        "merci",
        "desole",
        "desolee",
        "plait",
        "aide",
    )
)
_NEAR = 30  # characters between a word and the "you" it is said of
_ASIDE = 16  # characters between two telling words that stand side by side
_GLUED_MIN = 6  # letters; fewer meet by chance across word edges


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words in a row, also with other marks between, spelled out, or in leet.

    With a `cue` the phrase alone says nothing: it counts only beside a word of that cue, and never firmly. A `general`
    one says nothing in a sentence that is for everybody or of the house, and is firm only in one about the person, or
    if it is a `name`; a name may be that of a place.
    """

    words: tuple[str, ...]
    cue: str = ""
    identifying: bool = False
    firm: bool = True
    general: bool = False
    name: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(self.places(reading)):
            if self.general and (
                (not self.name and reading.speaks_to_all(start)) or reading.is_of_others(start, end, name=self.name)
            ):
                continue
            if not self.cue:
                sure = self.name or not self.general or reading.is_about_one(start)
                yield Match(start, end, firm=self.firm and sure)
            elif reading.cue_near(self.cue, start, end):
                yield Match(start, end, firm=False)

    def places(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Every place where these words stand."""
        letters = "".join(self.words).replace("'", "")
        if not reading.may_say(letters):
            return
        yield from reading.phrase(self.words)
        if len(letters) >= _GLUED_MIN:
            yield from reading.glued(letters)
        if len(letters) >= 3:
            wanted = letters.translate(LEET)
            yield from ((start, end) for spelled, start, end in reading.spelled if wanted in spelled)


@dataclass(frozen=True, slots=True)
class Stem:
    """A long word in another form or inside a compound: worth a second look, with another ending only beside "you"."""

    word: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in (reading.tokens[place] for place in reading.heads.get(self.word[:HEAD], ())):
            others = reading.speaks_to_all(token.start) or reading.is_of_others(token.start, token.end)
            if others or not _is_kin(token.word, self.word):
                continue
            longer = token.word.startswith(self.word) or self.word.startswith(token.word)
            if longer or reading.cue_near("mention", token.start, token.end, _NEAR):
                yield Match(token.start, token.end, firm=False)


def _is_kin(left: str, right: str) -> bool:
    """Whether two words share a beginning of at least seven letters and three fifths of the longer one."""
    letters = enumerate(zip(left, right, strict=False))
    shared = next((place for place, pair in letters if pair[0] != pair[1]), min(len(left), len(right)))
    return shared >= 7 and shared * 5 >= max(len(left), len(right)) * 3


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A thing by any of its names. `concepts` are those of the fact and what they are cases of; where they are not
    `firm`, it takes a sentence that says "you" to be sure. Words of the `trade` count in such a sentence alone."""

    concepts: frozenset[str]
    firm: bool = False
    trade: frozenset[str] = frozenset()
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        if reading.trusting and self.concepts & reading.told:
            yield Match(0, len(reading.text), firm=True)
        for mention in reading.mentions:
            if mention.concept not in self.concepts or reading.is_of_others(mention.start, mention.end):
                continue
            to_one = reading.speaks_to_one(mention.start)
            if to_one or reading.text[mention.start : mention.end].strip() not in self.trade:
                yield Match(mention.start, mention.end, firm=self.firm or to_one)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a private message: runs of them in the reply, or one that is rare.

    `sequence` are the message's folded words in order. A run of four words, two of them telling, is firm, and so are
    two telling words side by side of which one is rare; a single rare word is worth a second look. `plain` words are
    those anyone could have used: everyday words and words already public in the thread. `names` are words with a
    capital inside a sentence.
    """

    sequence: tuple[str, ...]
    plain: frozenset[str]
    stop: frozenset[str]
    names: frozenset[str] = frozenset()
    identifying: bool = False

    @property
    def capitals_are_names(self) -> bool:
        """Whether a capital inside a sentence marks a name: not in German, where it marks every noun."""
        return language(self.sequence, default="") != "de"

    def matches(self, reading: Reading) -> Iterator[Match]:
        own = [word for word in self.sequence if word not in self.stop and not word.isdigit()]
        yield from self._pairs(own, reading)
        yield from self._plain_runs(reading)
        yield from self._long_runs(reading)
        yield from self._rare_words(own, reading)

    def _pairs(self, own: list[str], reading: Reading) -> Iterator[Match]:
        """Two telling words side by side, of which one is rare."""
        for place in _places(set(pairwise(own)), reading.telling_pairs):
            left, right = reading.telling[place : place + 2]
            plain = self.plain if reading.speaks_to_one(left.start) else self.plain | MONTHS.keys()
            rare = (left.word not in plain) + (right.word not in plain)
            if rare and right.start - left.end <= _ASIDE:
                yield Match(left.start, right.end, firm=rare == 2)

    def _rare_words(self, own: list[str], reading: Reading) -> Iterator[Match]:
        """Words that hardly anybody else would use, and their kin."""
        rare = {word for word in own if (len(word) >= 6 or word in self.names) and word not in self.plain}
        heads = {word[:HEAD] for word in rare if len(word) > HEAD}
        kin: dict[str, list[str]] = {head: [] for head in heads}
        for word in rare:
            kin.get(word[:HEAD], []).append(word)
        said = {place for word in rare for place in reading.word_places.get(word, ())}
        for place in sorted(said.union(*(reading.heads.get(head, ()) for head in heads))):
            token = reading.tokens[place]
            if token.word in self.stop or token.word.isdigit():
                continue
            alike = kin.get(token.word[:HEAD], ()) if token.word not in self.plain else ()
            if place not in said and not any(_is_kin(token.word, word) for word in alike):
                continue
            if self._is_persons(token, reading):
                yield Match(token.start, token.end, firm=False)

    def _is_persons(self, token: Token, reading: Reading) -> bool:
        """Whether a rare word of the reply may be about the person: a name, or nothing said of all or of the house."""
        if token.word in MONTHS:
            return reading.speaks_to_one(token.start)
        if self.capitals_are_names and (token.word in self.names or reading.is_name(token.start, token.end)):
            return True
        if reading.has_cue("staff", token.word) and not reading.speaks_to_one(token.start):
            return False  # those who work in the house are in its notes and in its replies
        return not (reading.speaks_to_all(token.start) or reading.is_of_others(token.start, token.end))

    def _long_runs(self, reading: Reading) -> Iterator[Match]:
        """Four words in a row, two of them telling."""
        for place, run in self._runs(4, reading):
            if sum(word not in self.stop and word not in self.plain for word in run) >= 2:
                yield Match(reading.tokens[place].start, reading.tokens[place + 3].end, firm=True)

    def _plain_runs(self, reading: Reading) -> Iterator[Match]:
        """Five everyday words in the very order of the message, unless they are courtesies."""
        for place, run in self._runs(5, reading):
            if not _COURTESIES & set(run) and sum(word not in self.stop for word in run) >= 2:
                yield Match(reading.tokens[place].start, reading.tokens[place + 4].end, firm=False)

    def _runs(self, length: int, reading: Reading) -> Iterator[tuple[int, tuple[str, ...]]]:
        """So many words in a row that message and reply share, by the first of them in the reply."""
        own = set(zip(*(self.sequence[shift:] for shift in range(length)), strict=False))
        for place in _places(own, reading.rows(length)):
            yield place, tuple(token.word for token in reading.tokens[place : place + length])


_Key = TypeVar("_Key", bound=Hashable)


def _places(wanted: Iterable[_Key], known: Mapping[_Key, Sequence[int]]) -> list[int]:
    """Where any of these stands, in order."""
    return sorted(place for one in wanted for place in known.get(one, ()))
