"""Quotas in fixed windows aligned to the clock, as production servers count them."""

from dataclasses import dataclass
from datetime import UTC, datetime

_SWEEP_AT = 10_000


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left: `remaining` never below 0, `reset` the moment the window ends."""

    limit: int
    remaining: int
    reset: datetime
    exceeded: bool


class Window:
    """Counts per key in windows of `period` seconds, at most `limit` each."""

    def __init__(self, limit: int, period: int) -> None:
        self.limit = limit
        self.period = period
        self._counts: dict[tuple[str, int], int] = {}

    def hit(self, key: str, now: datetime) -> Quota:
        """Counts one and answers what is left; beyond the limit nothing more is counted."""
        slot = self._slot(now)
        used = self._counts.get((key, slot), 0)
        if used < self.limit:
            self._counts[(key, slot)] = used + 1
        if len(self._counts) > _SWEEP_AT:
            self._counts = {entry: count for entry, count in self._counts.items() if entry[1] == slot}
        return self._quota(slot, used + 1)

    def peek(self, key: str, now: datetime) -> Quota:
        """What is left, without counting."""
        slot = self._slot(now)
        return self._quota(slot, self._counts.get((key, slot), 0))

    def _slot(self, now: datetime) -> int:
        return int(now.timestamp()) // self.period

    def _quota(self, slot: int, used: int) -> Quota:
        reset = datetime.fromtimestamp((slot + 1) * self.period, UTC)
        return Quota(self.limit, max(0, self.limit - used), reset, used > self.limit)
