"""Places of a text kept so that one more is compared with all of them at once."""

from bisect import bisect_left, bisect_right


class Spans:
    """Half-open places of which none lies inside another: those that do would add nothing to either question.

    Adding and asking take logarithmic time, so that n places are compared with each other in n log n.
    """

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Keep a place, instead of those inside it."""
        if self.hold(start, end):
            return
        first, last = bisect_left(self._starts, start), bisect_right(self._ends, end)
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them has all of this place in it."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self._ends[at] >= end

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them begins before the end of this place and ends after its start."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start
