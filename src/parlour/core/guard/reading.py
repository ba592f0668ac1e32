"""A text as the guard reads it: folded, in words, numbers, dates and concepts, with the way back to its places."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.lexicon import Mention
from parlour.core.guard.surroundings import Surroundings
from parlour.core.text.date_span import DateSpan
from parlour.core.text.dates import dates
from parlour.core.text.joined import Joined, join
from parlour.core.text.numbers import Number, numbers, runs
from parlour.core.text.spelt import LEET, Spelt
from parlour.core.text.sums import Sum, sums
from parlour.core.text.times import TimeSpan, times
from parlour.core.text.tokens import Token, tokens

_SIGN_INSIDE = re.compile(r"(?<=\w)@(?=\w)|(?<=\w)\$(?!\d)|\$(?=\d{0,9}[^\W\d])|(?<=[^\W_])[!|+€](?=[^\W\d_])")
_LEET_SIGN = re.compile(r"[\d@$]")
_SPELLED = re.compile(r"(?<![^\W_])(?:[^\W_][\s.\-_*/,]{1,2}){2,}[^\W_](?![^\W_])")


class Reading(Surroundings):
    """One text read once; everything is computed when first asked for. All places are in the folded text.

    In a `trusting` reading no cue is asked for: what a person has shown in public needs no introduction.
    """

    def __init__(self, text: str, now: date, knowledge: GuardKnowledge, *, trusting: bool = False) -> None:
        super().__init__(text, knowledge, trusting=trusting)
        self.now = now

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(token.word for token in self.tokens)

    @cached_property
    def joined(self) -> Joined:
        return join(token.word for token in self.tokens)

    @cached_property
    def leet(self) -> Joined:
        return join(token.word.translate(LEET) for token in self._leet_tokens)

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
    def _hours(self) -> dict[int, set[int]]:
        """For each sentence that says a time of day, by its start, the minutes after midnight."""
        said: dict[int, set[int]] = {}
        for time in (time for time in self.times if not time.in_range):
            said.setdefault(self.sentence_at(time.start)[0], set()).update(time.may_be)
        return said

    def says_hour(self, minutes: int, place: int) -> bool:
        """Whether the sentence at a place says that time of day."""
        return minutes in self._hours.get(self.sentence_at(place)[0], ())

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
        yield from self.joined.places(f" {said} ", self.tokens)
        yield from self.joined.places(f" {said}'s ", self.tokens)
        if self._may_be_leet:
            yield from self.leet.places(f" {said} ".translate(LEET), self._leet_tokens)

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
