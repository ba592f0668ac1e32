"""Codes and figures: references, account and telephone numbers, cards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_ENDING = re.compile(
    r"(?:ending|ends|end(?:s|ing)? (?:in|with)|last (?:four|4|three|3)|final (?:four|4)|finishing|suffix|endet|endend|"
    r"endziffern?|letzten? (?:vier|4|drei|3)|termina(?:da|do|n)?|acaba(?:do|da|n)?|ultim[oa]s (?:cuatro|4|tres|3))"
    r"[^.!?]{0,24}$|[*x•#.…]{2,}\s?$"
)


@dataclass(frozen=True, slots=True)
class Code:
    """Letters and figures that name one thing ("BK-48211-Q"), whatever divides them."""

    letters: str
    cue: str = ""
    identifying: bool = True

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in reading.glued(self.letters):
            if not self.cue:
                yield Match(start, end, firm=True)
            elif reading.cue_near(self.cue, start, end):
                yield Match(start, end, firm=False)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures in a row, in digits or words, spaced or dashed.

    All of them, or `window` in a row (0: only all), are firm; the last four need words like "ending in" to be firm
    and a cue of the code to be worth a second look.
    """

    digits: str
    window: int = 6
    identifying: bool = True

    def matches(self, reading: Reading) -> Iterator[Match]:
        for digits, places in reading.runs:
            span = self._shared(digits, places)
            if span:
                yield Match(*span, firm=True)
            elif len(self.digits) > 4 and digits in (self.digits[-4:], self.digits[-3:]):
                yield from self._last(reading, places[0][0], places[-1][1], len(digits))

    def _shared(self, run: str, places: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
        if len(run) < 4:
            return None
        at = run.find(self.digits)
        if at >= 0 and (len(self.digits) >= 6 or _stands_alone(at, at + len(self.digits), places)):
            return places[at][0], places[at + len(self.digits) - 1][1]
        if self.window:
            for first in range(len(self.digits) - self.window + 1):
                at = run.find(self.digits[first : first + self.window])
                if at >= 0:
                    return places[at][0], places[at + self.window - 1][1]
        return None

    def _last(self, reading: Reading, start: int, end: int, length: int) -> Iterator[Match]:
        if _ENDING.search(reading.text, max(0, start - 48), start):
            yield Match(start, end, firm=True)
        elif length == 4 and reading.cue_near("code", start, end):
            yield Match(start, end, firm=False)


def _stands_alone(first: int, last: int, places: tuple[tuple[int, int], ...]) -> bool:
    """Whether a stretch of a run is not the inside of a longer written number."""
    before = first == 0 or places[first - 1][1] != places[first][0]
    return before and (last == len(places) or places[last - 1][1] != places[last][0])
