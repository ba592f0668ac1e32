"""Words of a text in a row, one space between each, with the way back to them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parlour.core.text.tokens import Token


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

    def places(self, wanted: str, parts: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Where these words stand in the text that `parts` are the words of; `wanted` has spaces at both ends."""
        at = self.text.find(wanted)
        while at >= 0:
            first, last = self.words_at(at, at + len(wanted))
            yield parts[first].start, parts[last - 1].end
            at = self.text.find(wanted, at + 1)


def join(words: Iterable[str]) -> Joined:
    """The words in a row."""
    starts, at, kept = [], 1, []
    for word in words:
        starts.append(at)
        kept.append(word)
        at += len(word) + 1
    return Joined(f" {' '.join(kept)} ", tuple(starts))
