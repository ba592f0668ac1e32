"""Words: phrases, names, and what a lexicon knows other words for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.spelt import LEET

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
_GERMAN = frozenset(("ich", "nicht", "und", "der", "die", "das", "ist", "mir", "mein", "meine", "wir", "ein", "eine"))
_GLUED_MIN = 6  # letters; fewer meet by chance across word edges


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words in a row, also with other marks between, spelled out, or in leet.

    With a `cue` the phrase alone says nothing: it counts only beside a word of that cue, and never firmly. A `general`
    one says nothing in a sentence that is for everybody.
    """

    words: tuple[str, ...]
    cue: str = ""
    identifying: bool = False
    firm: bool = True
    general: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(self.places(reading)):
            if self.general and reading.is_advice(start):
                continue
            if not self.cue:
                yield Match(start, end, firm=self.firm)
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
    """A long word in another form or inside a compound: worth a second look."""

    word: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in reading.tokens:
            kin = token.word[:7] == self.word[:7] and _is_kin(token.word, self.word)
            if kin and not reading.is_advice(token.start):
                yield Match(token.start, token.end, firm=False)


def _is_kin(left: str, right: str) -> bool:
    """Whether two words share a beginning of at least seven letters and three fifths of the longer one."""
    shared = next((place for place, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), 0)
    shared = shared or min(len(left), len(right))
    return shared >= 7 and shared * 5 >= max(len(left), len(right)) * 3


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A thing by any of its names. `concepts` are those of the fact, `wider` what they are cases of."""

    concepts: frozenset[str]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        if reading.trusting and self.concepts & reading.told:
            yield Match(0, len(reading.text), firm=True)
        for mention in reading.mentions:
            if mention.concept in self.concepts and not reading.is_advice(mention.start):
                yield Match(mention.start, mention.end, firm=True)


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
        return len(_GERMAN.intersection(self.sequence)) < 2

    def matches(self, reading: Reading) -> Iterator[Match]:
        telling = [token for token in reading.tokens if token.word not in self.stop and not token.word.isdigit()]
        own = [word for word in self.sequence if word not in self.stop and not word.isdigit()]
        pairs = set(pairwise(own))
        for left, right in pairwise(telling):
            if (left.word, right.word) in pairs and right.start - left.end <= 16:
                rare = (left.word not in self.plain) + (right.word not in self.plain)
                if rare:
                    yield Match(left.start, right.end, firm=rare == 2)
        yield from self._long_runs(reading)
        rare_words = {word for word in own if (len(word) >= 6 or word in self.names) and word not in self.plain}
        heads = {word[:7] for word in rare_words if len(word) >= 8}
        for token in telling:
            kin = token.word[:7] in heads and token.word not in self.plain
            if token.word in rare_words or (kin and any(_is_kin(token.word, word) for word in rare_words)):
                yield Match(token.start, token.end, firm=False)

    def _long_runs(self, reading: Reading) -> Iterator[Match]:
        yield from self._plain_runs(reading)
        own = set(zip(*(self.sequence[shift:] for shift in range(4)), strict=False))
        parts = reading.tokens
        for place in range(len(parts) - 3):
            run = tuple(token.word for token in parts[place : place + 4])
            telling = sum(word not in self.stop and word not in self.plain for word in run)
            if run in own and telling >= 2:
                yield Match(parts[place].start, parts[place + 3].end, firm=True)

    def _plain_runs(self, reading: Reading) -> Iterator[Match]:
        """Five everyday words in the very order of the message, unless they are courtesies."""
        own = set(zip(*(self.sequence[shift:] for shift in range(5)), strict=False))
        parts = reading.tokens
        for place in range(len(parts) - 4):
            run = tuple(token.word for token in parts[place : place + 5])
            if run in own and not _COURTESIES & set(run) and sum(word not in self.stop for word in run) >= 2:
                yield Match(parts[place].start, parts[place + 4].end, firm=False)
