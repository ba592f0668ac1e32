"""What is still to happen, in order of time."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

MAX_ENTRIES = 100_000


class Agenda:
    """Actions by due time; those of the same moment run in the order they were entered."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()
        self.bell: Callable[[], None] = lambda: None

    def __len__(self) -> int:
        return len(self._heap)

    def at(self, due: datetime, action: Callable[[], None]) -> None:
        """Enters an action; RuntimeError when the agenda is full. `bell` is rung so that a sleeper can look again."""
        if len(self._heap) >= MAX_ENTRIES:
            raise RuntimeError("the agenda of the play is full")
        heapq.heappush(self._heap, (due, next(self._order), action))
        self.bell()

    def next_due(self) -> datetime | None:
        """When the next action is due."""
        return self._heap[0][0] if self._heap else None

    def run(self, now: datetime) -> int:
        """Runs what is due by `now`, also what those actions enter; answers how many ran."""
        ran = 0
        while self._heap and self._heap[0][0] <= now:
            _, _, action = heapq.heappop(self._heap)
            action()
            ran += 1
        return ran

    def clear(self) -> None:
        """Nothing is to happen any more."""
        self._heap.clear()
