"""A text as the guard reads it: folded, in words, numbers, dates and concepts, with the way back to its places."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.lexicon import Mention
from parlour.core.text.dates import DateSpan, dates
from parlour.core.text.fold import Folded, fold
from parlour.core.text.numbers import Number, numbers, runs
from parlour.core.text.times import TimeSpan, times
from parlour.core.text.tokens import Token, sentences, tokens

# Figures and signs written for letters; both sides of a comparison go through this, so "l" and "i" may fall together.
LEET = str.maketrans("013457@$l", "oieastasi")
_SIGN_INSIDE = re.compile(r"(?<=\w)@(?=\w)|(?<=\w)\$(?!\d)|\$(?=\d{0,9}[^\W\d])")
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

    @cached_property
    def edges(self) -> tuple[frozenset[int], frozenset[int]]:
        """Where words start and end in the folded text."""
        parts = self._leet_tokens
        return frozenset(token.start for token in parts), frozenset(token.end for token in parts)

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
    def runs(self) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
        return runs(self.text, self.numbers)

    @cached_property
    def dates(self) -> tuple[DateSpan, ...]:
        return dates(self.text, self.now, words=self.tokens)

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
        yield from _places(self.joined, self.tokens, f" {' '.join(words)} ")
        disguised = f" {' '.join(words)} ".translate(LEET)
        if any(character.isdigit() or character in "@$" for character in self.text):
            yield from _places(self.leet, self._leet_tokens, disguised)

    def glued(self, letters: str) -> Iterator[tuple[int, int]]:
        """Places where these letters and figures stand, whatever marks or spaces divide them, as whole words."""
        wanted = letters.translate(LEET)
        text, places = self.squeezed
        starts, ends = self.edges
        at = text.find(wanted)
        while at >= 0:
            first, last = places[at], places[at + len(wanted) - 1] + 1
            if first in starts and last in ends:
                yield first, last
            at = text.find(wanted, at + 1)

    def cue_near(self, shape: str, start: int, end: int, reach: int = 40) -> bool:
        """Whether a word that introduces such a shape stands within `reach` characters."""
        if self.trusting:
            return True
        around = self.text[max(0, start - reach) : start] + " \x1f " + self.text[end : end + reach]
        pattern = self.knowledge.cue_patterns.get(shape)
        return pattern is not None and pattern.search(around) is not None


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
