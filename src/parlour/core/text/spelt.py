"""Codes and addresses said aloud: letters by name, figures in words, marks that may be left out."""

from collections.abc import Iterator, Sequence

from parlour.core.text.letters import COMPARED, LETTERS, MARKS, PAIRS
from parlour.core.text.number_words import REPEATS
from parlour.core.text.numbers import Number
from parlour.core.text.tokens import Token

# Figures and signs written for letters; both sides of a comparison go through this, so "l" and "i" may fall together.
LEET = str.maketrans("012345678@$l!|+€", "oizeasgtbasiiite")
_COMPARING = frozenset(like[0] for like in COMPARED)
_GAP = 4  # characters between two words of one code: ", - "


class Spelt:
    """The words of a text with everything each can stand for in a code."""

    def __init__(self, words: Sequence[Token], found: Sequence[Number]) -> None:
        self._words = words
        self._meanings = [list(self._of(place)) for place in range(len(words))]
        at = {token.start: place for place, token in enumerate(words)}
        until = {token.end: place for place, token in enumerate(words)}
        for number in found:
            if number.spoken and number.start in at and number.end in until:
                meaning = (number.digits.translate(LEET), until[number.end] + 1)
                self._meanings[at[number.start]].append(meaning)
        self._starts: dict[str, list[int]] = {}
        for place, meanings in enumerate(self._meanings):
            for letters in {letters for letters, _ in meanings if letters}:
                self._starts.setdefault(letters, []).append(place)
        self._lengths = frozenset(map(len, self._starts))

    def _of(self, place: int) -> Iterator[tuple[str, int]]:
        """What the word at `place` can stand for, and the word after it."""
        word, following = self._words[place].word, self._word(place + 1)
        yield word.replace("'", "").translate(LEET), place + 1
        if word in MARKS:
            yield "", place + 1
        if word in REPEATS and len(following) == 1:
            yield (following * REPEATS[word]).translate(LEET), place + 2
        if (word, following) in PAIRS:
            yield PAIRS[word, following].translate(LEET), place + 2
        letter = word if len(word) == 1 else LETTERS.get(word, "")
        if letter:
            yield letter.translate(LEET), place + 1
            for like in COMPARED if following in _COMPARING else ():
                after = place + 1 + len(like)
                compared = tuple(self._word(place + 1 + step) for step in range(len(like))) == like
                if compared and self._word(after)[:1] == letter:
                    yield letter.translate(LEET), after + 1

    def _word(self, place: int) -> str:
        return self._words[place].word if place < len(self._words) else ""

    def find(self, letters: str) -> Iterator[tuple[int, int]]:
        """Places where these folded letters and figures are said, whole words only."""
        wanted = letters.translate(LEET)
        begun = (self._starts.get(wanted[:length], ()) for length in self._lengths if length <= len(wanted))
        for first in sorted({place for places in begun for place in places}):
            last = self._end(first, wanted)
            if last is not None:
                yield self._words[first].start, self._words[last - 1].end

    def _end(self, first: int, wanted: str) -> int | None:
        """The word after the last one, where `wanted` is said from word `first` on."""
        reached, seen = [(first, 0)], set()
        # Every letter may take a word, and every word a mark; what is longer is not one code.
        furthest = first + 2 * len(wanted) + 4
        while reached:
            place, done = reached.pop()
            if done == len(wanted):
                return place
            if place > furthest or place >= len(self._words) or (place, done) in seen or (done and self._far(place)):
                continue
            seen.add((place, done))
            for letters, after in self._meanings[place]:
                if wanted.startswith(letters, done) and (letters or done):
                    reached.append((after, done + len(letters)))
        return None

    def _far(self, place: int) -> bool:
        return self._words[place].start - self._words[place - 1].end > _GAP
