"""A text as the guard reads it: folded, in words, numbers, dates and concepts, with the way back to its places."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.lexicon import Mention
from parlour.core.guard.whose import Whose
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

HEAD = 7
"""Letters by which long words are known to be kin."""

_Key = TypeVar("_Key", bound=Hashable)


class Reading(Whose):
    """One text read once; everything is computed when first asked for. All places are in the folded text.

    In a `trusting` reading no cue is asked for: what a person has shown in public needs no introduction.
    """

    def __init__(self, text: str, now: date, knowledge: GuardKnowledge, *, trusting: bool = False) -> None:
        super().__init__(text, knowledge, trusting=trusting)
        self.now = now
        self._rows: dict[int, Mapping[tuple[str, ...], Sequence[int]]] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(token.word for token in self.tokens)

    @cached_property
    def heads(self) -> Mapping[str, Sequence[int]]:
        """For the first seven letters of the words that have as many, which words these are."""
        return _by_key((token.word[:HEAD], place) for place, token in enumerate(self.tokens) if len(token.word) >= HEAD)

    @cached_property
    def word_places(self) -> Mapping[str, Sequence[int]]:
        """For every word, which of the words of the text it is."""
        return _by_key((token.word, place) for place, token in enumerate(self.tokens))

    def rows(self, length: int) -> Mapping[tuple[str, ...], Sequence[int]]:
        """For every so many words in a row, which words begin it."""
        if length not in self._rows:
            words = [token.word for token in self.tokens]
            shifted = (words[shift:] for shift in range(length))
            self._rows[length] = _by_key((row, place) for place, row in enumerate(zip(*shifted, strict=False)))
        return self._rows[length]

    @cached_property
    def telling(self) -> tuple[Token, ...]:
        """The words but stop words and figures."""
        stop = self.knowledge.stop
        return tuple(token for token in self.tokens if token.word not in stop and not token.word.isdigit())

    @cached_property
    def telling_pairs(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """For every two telling words side by side, which telling words begin it."""
        return _by_key(((left.word, right.word), place) for place, (left, right) in enumerate(pairwise(self.telling)))

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
    def runs_by_figures(self) -> Mapping[str, Sequence[int]]:
        """For the figures of every run, which runs have them."""
        return _by_key((figures, place) for place, (figures, _) in enumerate(self.runs))

    @cached_property
    def run_lengths(self) -> frozenset[int]:
        return frozenset(map(len, self.runs_by_figures))

    def runs_with(self, figures: str) -> Iterator[int]:
        """Which runs have these figures in them, in order."""
        text, starts = self._all_runs
        at = text.find(figures)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            yield place
            at = text.find(figures, starts[place] + len(self.runs[place][0]))

    @cached_property
    def _all_runs(self) -> tuple[str, tuple[int, ...]]:
        """The figures of all runs, divided, and where each run starts."""
        joined = join(figures for figures, _ in self.runs)
        return joined.text, joined.starts

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        return sums(self.text, self.numbers)

    @cached_property
    def sums_by_whole(self) -> Mapping[int, Sequence[int]]:
        """For the whole part of every sum, which sums have it."""
        return _by_key((int(one.value), place) for place, one in enumerate(self.sums))

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
            said.setdefault(self.sentence_at(time.start)[0], set()).update(time.may_mean)
        return said

    @cached_property
    def _all_hours(self) -> frozenset[int]:
        return frozenset[int]().union(*self._hours.values())

    def says_hour(self, minutes: int, place: int) -> bool:
        """Whether the sentence at a place says that time of day; if it is no full hour, any sentence may."""
        odd = minutes % 60 > 0 and minutes in self._all_hours
        return odd or minutes in self._hours.get(self.sentence_at(place)[0], ())

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


def _by_key(pairs: Iterable[tuple[_Key, int]]) -> Mapping[_Key, Sequence[int]]:
    """Which places belong to each key, in order."""
    found: dict[_Key, list[int]] = {}
    for key, place in pairs:
        found.setdefault(key, []).append(place)
    return found
