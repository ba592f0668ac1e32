"""A text as the guard reads it: folded, in words, numbers, dates and concepts, with the way back to its places."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.lexicon import Mention
from parlour.core.text.date_span import DateSpan
from parlour.core.text.dates import dates
from parlour.core.text.fold import Folded, fold
from parlour.core.text.numbers import Number, numbers, runs
from parlour.core.text.spelt import LEET, Spelt
from parlour.core.text.sums import Sum, sums
from parlour.core.text.times import TimeSpan, times
from parlour.core.text.tokens import Token, sentences, tokens

_SIGN_INSIDE = re.compile(r"(?<=\w)@(?=\w)|(?<=\w)\$(?!\d)|\$(?=\d{0,9}[^\W\d])|(?<=[^\W_])[!|+€](?=[^\W\d_])")
_COUNTED = re.compile(
    r"(?:[ \-](?:new|more|other|neue|weitere|mas|otros|autres|nouveaux|nouvelles))?[ \-]([^\W\d_]{3,})"
)
_LEET_SIGN = re.compile(r"[\d@$]")
_FORMAL = re.compile(r"\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b")
_SPELLED = re.compile(r"(?<![^\W_])(?:[^\W_][\s.\-_*/,]{1,2}){2,}[^\W_](?![^\W_])")


@dataclass(frozen=True)
class Joined:
    """Words joined by single spaces with one at both ends; `starts[i]` is where word `i` stands in `text`."""

    text: str
    starts: tuple[int, ...]

    def words_at(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of words that the span of `text` touches."""
        body_start = start + 1 if self.text[start : start + 1] == " " else start
        body_end = end - 1 if self.text[end - 1 : end] == " " else end
        return bisect_right(self.starts, body_start) - 1, bisect_right(self.starts, max(body_start, body_end - 1))


class Reading:
    """One text read once; everything is computed when first asked for. All places are in the folded text.

    In a `trusting` reading no cue is asked for: what a person has shown in public needs no introduction.
    """

    def __init__(self, text: str, now: date, knowledge: GuardKnowledge, *, trusting: bool = False) -> None:
        self.trusting = trusting
        self.raw = text
        self.now = now
        self.knowledge = knowledge
        self.folded: Folded = fold(text)
        self.text = self.folded.text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(token.word for token in self.tokens)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        return sentences(self.text)

    @cached_property
    def joined(self) -> Joined:
        return _join(token.word for token in self.tokens)

    @cached_property
    def leet(self) -> Joined:
        return _join(token.word.translate(LEET) for token in self._leet_tokens)

    @cached_property
    def _leet_tokens(self) -> tuple[Token, ...]:
        return tokens(_SIGN_INSIDE.sub(lambda sign: sign.group().translate(LEET), self.text))

    @cached_property
    def squeezed(self) -> tuple[str, tuple[int, ...]]:
        """Letters and figures alone, leet read as letters, and the place of each in the folded text."""
        places = tuple(
            place for token in self._leet_tokens for place in range(token.start, token.end) if self.text[place] != "'"
        )
        return "".join(self.text[place] for place in places).translate(LEET), places

    def may_say(self, letters: str) -> bool:
        """Whether these letters stand anywhere in a row: a quick look before a thorough one."""
        return letters.translate(LEET) in self.squeezed[0] or self._has_signs

    @cached_property
    def _has_signs(self) -> bool:
        return _SIGN_INSIDE.search(self.text) is not None

    @cached_property
    def edges(self) -> tuple[frozenset[int], frozenset[int]]:
        """Where words start and end in the folded text."""
        parts = self._leet_tokens
        ends = {end for token in parts for end in (token.end, token.end - 2 * token.word.endswith("'s"))}
        return frozenset(token.start for token in parts), frozenset(ends)

    @cached_property
    def spelled(self) -> tuple[tuple[str, int, int], ...]:
        """Words spelled out letter by letter, squeezed, with their places."""
        return tuple(
            (re.sub(r"[\W_]", "", match.group()).translate(LEET), match.start(), match.end())
            for match in _SPELLED.finditer(self.text)
        )

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        return numbers(self.text, self.tokens)

    @cached_property
    def _dictated(self) -> tuple[Number, ...]:
        """The numbers, where only a space divides two words taken one by one, as people dictate them."""
        return numbers(self.text, self.tokens, apart=True)

    @cached_property
    def runs(self) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
        """Figures that stand together, as they are read and as they are dictated."""
        return tuple(dict.fromkeys([*runs(self.text, self.numbers), *runs(self.text, self._dictated)]))

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        return sums(self.text, self.numbers)

    @cached_property
    def spelt(self) -> Spelt:
        """Letters and figures said aloud."""
        return Spelt(self.tokens, (*self.numbers, *self._dictated))

    @cached_property
    def dates(self) -> tuple[DateSpan, ...]:
        return dates(self.text, self.now, words=self.tokens, found=self.numbers)

    @cached_property
    def times(self) -> tuple[TimeSpan, ...]:
        return times(self.text, self.numbers)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Concepts this text names, as a reply; places are in the folded text."""
        found = []
        for joined, parts in ((self.joined, self.tokens), (self.leet, self._leet_tokens)):
            for mention in self.knowledge.lexicon.said(joined.text):
                first, last = joined.words_at(mention.start, mention.end)
                found.append(Mention(mention.concept, parts[first].start, parts[last - 1].end))
            if self.joined.text == self.leet.text:
                break
        return tuple(found)

    @cached_property
    def told(self) -> frozenset[str]:
        """Concepts this text is about, as something a person told us."""
        return self.knowledge.lexicon.told(self.joined.text)

    def phrase(self, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Places where these folded words stand one after the other."""
        said = " ".join(words)
        yield from _places(self.joined, self.tokens, f" {said} ")
        yield from _places(self.joined, self.tokens, f" {said}'s ")
        if self._may_be_leet:
            yield from _places(self.leet, self._leet_tokens, f" {said} ".translate(LEET))

    @cached_property
    def _may_be_leet(self) -> bool:
        return _LEET_SIGN.search(self.text) is not None

    def glued(self, letters: str) -> Iterator[tuple[int, int]]:
        """Places where these letters and figures stand, whatever marks or spaces divide them, as whole words."""
        wanted = letters.translate(LEET)
        text, places = self.squeezed
        starts, ends = self.edges
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            first, last = places[at], places[at + len(wanted) - 1] + 1
            if first in starts and last in ends:
                yield first, last
            at = text.find(wanted, at + 1)

    def cue_near(self, shape: str, start: int, end: int, reach: int = 40) -> bool:
        """Whether a word that introduces such a shape stands within `reach` characters."""
        around = self._whole_words(start - reach, start) + " \x1f " + self._whole_words(end, end + reach)
        return self.trusting or self._has(shape, around)

    def cue_before(self, shape: str, start: int, reach: int = 20) -> bool:
        """Whether such a word stands right before, in the same sentence."""
        if self.trusting:
            return True
        before = self._whole_words(max(start - reach, self.sentence_at(start)[0]), start)
        return self._has(shape, before)

    def _whole_words(self, start: int, end: int) -> str:
        """The text between two places without words that one of them cuts in two."""
        start, end = max(0, start), min(end, len(self.text))
        while 0 < start < end and self.text[start - 1].isalnum() and self.text[start].isalnum():
            start += 1
        while start < end < len(self.text) and self.text[end].isalnum() and self.text[end - 1].isalnum():
            end -= 1
        return self.text[start:end]

    def cued(self, shape: str, start: int) -> bool:
        """Whether such a word stands anywhere in the sentence."""
        first, last = self.sentence_at(start)
        return self.trusting or self._has(shape, self.text[first:last])

    def places_of(self, shape: str) -> Iterator[tuple[int, int]]:
        """Where the words of a cue stand."""
        pattern = self.knowledge.cue_patterns.get(shape)
        yield from (match.span() for match in pattern.finditer(self.text)) if pattern is not None else ()

    def speaks_to_all(self, start: int, *, unless: str = "") -> bool:
        """Whether the sentence at a place is for everybody who reads it: opening hours, events, general advice.

        Words like "everyone" say so whoever is spoken to, words like "open" only where nobody is, and no cue `unless`.
        """
        if self.trusting:
            return False
        if self.is_advice(start):
            return True
        return self.cued("event", start) and not self.speaks_to_one(start) and not (unless and self.cued(unless, start))

    def is_advice(self, start: int) -> bool:
        """Whether the sentence at a place is said of everyone, or of anyone and not to "you"."""
        if self.trusting:
            return False
        return self.cued("everyone", start) or (self.cued("anyone", start) and not self.speaks_to_one(start))

    def is_count(self, end: int) -> bool:
        """Whether the number that ends at a place counts the things named after it ("212 shops")."""
        counted = _COUNTED.match(self.text, end)
        return counted is not None and not self.trusting and counted[1] not in self.knowledge.stop

    def speaks_to_one(self, start: int) -> bool:
        """Whether the sentence at a place says "you" or "your"."""
        first, last = self.sentence_at(start)
        return self.trusting or self._has("you", self.text[first:last]) or self._formal(first, last)

    @cached_property
    def capitals(self) -> tuple[Token, ...]:
        """The words written with a capital; in a text without any, all words."""
        return tuple(token for token in self.tokens if self.is_capital(token.start))

    def is_capital(self, place: int) -> bool:
        """Whether the letter of the original at this place is a capital; in a text without any, every letter passes."""
        return self.raw[self.folded.origin[place]].isupper() or not self._has_capitals

    @cached_property
    def _has_capitals(self) -> bool:
        return any(character.isupper() for character in self.raw)

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence a place of the folded text lies in."""
        at = bisect_right(self._sentence_starts, place) - 1
        return self.sentences[at] if at >= 0 else (0, len(self.text))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def _formal(self, start: int, end: int) -> bool:
        """Whether a German formal address stands there, which only its capital tells from "she" and "her"."""
        origin = self.folded.origin
        return end > start and _FORMAL.search(self.raw, origin[start], origin[end - 1] + 1) is not None

    def _has(self, shape: str, text: str) -> bool:
        pattern = self.knowledge.cue_patterns.get(shape)
        return pattern is not None and pattern.search(text) is not None


def _join(words: Iterator[str]) -> Joined:
    starts, at, kept = [], 1, []
    for word in words:
        starts.append(at)
        kept.append(word)
        at += len(word) + 1
    return Joined(f" {' '.join(kept)} ", tuple(starts))


def _places(joined: Joined, parts: tuple[Token, ...], wanted: str) -> Iterator[tuple[int, int]]:
    at = joined.text.find(wanted)
    while at >= 0:
        first, last = joined.words_at(at, at + len(wanted))
        yield parts[first].start, parts[last - 1].end
        at = joined.text.find(wanted, at + 1)
