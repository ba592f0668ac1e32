"""Misbehaviour on demand. This file decides what goes wrong; `api/misbehaviour.py` does it to real connections."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatchcase

from parlour.simulator.clock import Clock

KINDS = (
    "latency",
    "drop_before",
    "drop_after",
    "too_many_requests",
    "server_error",
    "duplicate",
    "reorder",
    "garbage",
    "silent_stream",
    "ignore_idempotency",
    "filter_direct",
    "revoked_token",
    "outage",
)
GARBAGE = ("not_json", "truncated", "wrong_types", "cut_body")
MAX_FAULTS = 100
MAX_SECONDS = 3600.0


@dataclass(slots=True, kw_only=True)
class Fault:
    """One kind of trouble and where it strikes.

    path, method, account: shell patterns over the request path, its method and the handle behind the token
    ("" for strangers); count: strikes left, None without end; probability: of striking when it matches;
    seconds: the delay of `latency`, the duration of `outage` and `silent_stream` (0: until cleared);
    status: of `server_error`; mode: of `garbage`. On an open stream `drop_after` cuts the connection at the next event,
    which is lost, and `duplicate`, `reorder` and `garbage` strike single events.
    """

    kind: str
    path: str = "*"
    method: str = "*"
    account: str = "*"
    count: int | None = None
    probability: float = 1.0
    seconds: float = 0.0
    status: int = 503
    mode: str = "not_json"
    id: int = 0
    struck: int = 0

    def __post_init__(self) -> None:
        """Raises ValueError for what cannot be done."""
        _require(self.kind in KINDS, f"unknown kind {self.kind!r}; one of {', '.join(KINDS)}")
        _require(self.status in (500, 502, 503, 504), "status must be 500, 502, 503 or 504")
        _require(self.mode in GARBAGE, f"mode must be one of {', '.join(GARBAGE)}")
        _require(0.0 <= self.probability <= 1.0, "probability must lie between 0 and 1")
        _require(0.0 <= self.seconds <= MAX_SECONDS, f"seconds must lie between 0 and {MAX_SECONDS:.0f}")
        _require(self.count is None or self.count > 0, "count must be a positive number")


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise ValueError(reason)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A request, or an event of a stream, that something could happen to."""

    path: str
    method: str = "GET"
    account: str = ""


class FaultBox:
    """All standing faults. Chance comes from the seed alone, so a test can count on it."""

    def __init__(self, clock: Clock, seed: int = 0) -> None:
        self._clock = clock
        self._seed = seed
        self.clear()

    def clear(self) -> None:
        """All is well again, and chance starts anew."""
        self._chance = random.Random(self._seed)  # noqa: S311 - trouble has to be repeatable
        self._faults: list[Fault] = []
        self._until: dict[int, datetime] = {}
        self._count = 0

    def add(self, fault: Fault) -> Fault:
        """Sets a fault up and gives it an id; ValueError when there are too many."""
        _require(len(self._faults) < MAX_FAULTS, f"more than {MAX_FAULTS} faults; clear some")
        self._count += 1
        fault.id = self._count
        self._faults.append(fault)
        self._until[fault.id] = self._clock() + timedelta(seconds=fault.seconds)
        return fault

    def remove(self, identifier: int) -> bool:
        """Whether there was such a fault."""
        found = [fault for fault in self._faults if fault.id == identifier]
        self._faults = [fault for fault in self._faults if fault.id != identifier]
        return bool(found)

    def standing(self) -> list[Fault]:
        """All faults that could still strike."""
        return [fault for fault in self._faults if not self._over(fault)]

    def active(self, kind: str, occasion: Occasion) -> bool:
        """For faults that last (`outage`, `silent_stream`): whether one holds now. Nothing is counted."""
        return any(fault.kind == kind and _matches(fault, occasion) for fault in self.standing())

    def draw(self, kind: str, occasion: Occasion) -> Fault | None:
        """The fault that strikes now, counted, or None."""
        for fault in self.standing():
            if fault.kind == kind and _matches(fault, occasion) and self._chance.random() < fault.probability:
                fault.struck += 1
                return fault
        return None

    def _over(self, fault: Fault) -> bool:
        used_up = fault.count is not None and fault.struck >= fault.count
        lasts = fault.kind in ("outage", "silent_stream") and fault.seconds > 0
        return used_up or (lasts and self._clock() >= self._until[fault.id])


def _matches(fault: Fault, occasion: Occasion) -> bool:
    return (
        fnmatchcase(occasion.path, fault.path)
        and fnmatchcase(occasion.method, fault.method.upper())
        and fnmatchcase(occasion.account, fault.account)
    )
