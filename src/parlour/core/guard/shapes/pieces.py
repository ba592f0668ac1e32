"""A code that is told piece by piece, with a few words between the pieces, or figure by figure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.number_words import REPEATS

_APART = 48  # characters between two pieces of one code
_PIECE = 2  # letters and figures of a piece
_BEGUN = 8  # letters and figures of a code that tell it without the rest
_LONG = 4  # figures of a piece that hardly counts anything
_AHEAD = 16  # pieces that are looked at after the first one
_MOST = 4  # pieces that anybody tells a code in
_ENDS = re.compile(
    r"\b(?:last|ends?|ending|final|finish\w*|endet|enden|ende|letzten?|hinten|ultim[oa]s?|termina\w*|acaba\w*|final|"
    r"dernier\w*|fini\w*|termine\w*|la fin)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED_UP = "1234567890"
_FIRST = 3  # first figures of a telephone number, without the zero before them
_ONE_BY_ONE = 4  # figures said one by one that are a code and no count
_TWO = 2  # of which one says a figure twice
_OFTEN = (*REPEATS, "doppel")


@dataclass(frozen=True, slots=True)
class InPieces:
    """The pieces of a code in their order, within one sentence: "first 5583, and after that 204", "K4 and then QLW"."""

    letters: str
    identifying: bool = True

    def matches(self, reading: Reading) -> Iterator[Match]:
        pieces = sorted(self._pieces(reading))
        for place, (start, end, piece) in enumerate(pieces):
            begins = self.letters.startswith(piece) and not _YEAR.fullmatch(piece)  # "from 1984 until 2012"
            if begins and len(piece) < len(self.letters):
                following = pieces[place + 1 : place + _AHEAD]
                last = self._last(following, end, len(piece), reading.sentence_at(start)[1])
                if last is not None and last > end:
                    yield Match(start, last, firm=False)

    def _pieces(self, reading: Reading) -> Iterator[tuple[int, int, str]]:
        """What may be a piece: figures in a row that are no day or hour, and words of this code alone."""
        days_and_hours = {date.start for date in reading.dates} | {time.start for time in reading.times}
        for figures, places in reading.runs:
            if places[0][0] in days_and_hours:
                continue
            counts = len(figures) < _LONG and reading.is_count(places[-1][1])
            if len(figures) >= _PIECE and figures in self.letters and not counts:
                yield places[0][0], places[-1][1], figures
        everyday = reading.knowledge.common | reading.knowledge.stop
        for token in reading.tokens:
            odd = not token.word.isdigit() and token.word not in everyday
            if odd and len(token.word) >= _PIECE and token.word in self.letters:
                yield token.start, token.end, token.word

    def _last(self, pieces: list[tuple[int, int, str]], end: int, done: int, until: int) -> int | None:
        """Where the last of the pieces ends, where they go on after the first one, up to the whole or far enough."""
        for _ in range(_MOST - 1):
            following = (
                one
                for one in pieces
                if end <= one[0] <= min(end + _APART, until) and self.letters.startswith(one[2], done)
            )
            piece = max(following, key=lambda one: (-one[0], len(one[2])), default=None)
            if piece is None:
                break
            end, done = piece[1], done + len(piece[2])
            if done == len(self.letters):
                return end
        return end if done >= _BEGUN else None


@dataclass(frozen=True, slots=True)
class BothEnds:
    """The first figures of a telephone number with its last two: "0612 it was, and 87 as the last pair"."""

    figures: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        runs = sorted((places[0][0], places[-1][1], figures) for figures, places in reading.runs)
        for place, (start, end, figures) in enumerate(runs):
            begun = figures.lstrip("0")
            if len(begun) < _FIRST or len(begun) >= len(self.figures) or not self.figures.startswith(begun):
                continue
            for begin, last, rest in runs[place + 1 : place + _AHEAD]:
                near = end < begin <= end + _APART and len(rest) >= _PIECE and self.figures.endswith(rest)
                if near and _ENDS.search(reading.text, end, min(last + _APART, len(reading.text))):
                    yield Match(start, last, firm=False)
                    break


@dataclass(frozen=True, slots=True)
class OneByOne:
    """Four figures and more that are said one by one, as codes are and counts are not: "four, four, oh, nine"."""

    figures: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for place in reading.runs_by_figures.get(self.figures, ()):
            places = reading.runs[place][1]
            said = [reading.text[start:end] for start, end in dict.fromkeys(places)]
            # Nobody counts anything in doubles: "double four, seven, one".
            often = any(word.startswith(_OFTEN) for word in said) and not any(map(str.isdigit, "".join(said)))
            spoken = often or all(map(str.isalpha, said))
            enough = len(said) >= (_TWO if often else _ONE_BY_ONE)
            if spoken and enough and self.figures not in _COUNTED_UP:
                yield Match(places[0][0], places[-1][1], firm=False)
