"""Figures of moves: how many came how far, and how long each step took those who took it."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final

AFTER: Final[Mapping[str, str]] = {
    "move_offered": "offered",
    "move_consented": "consented",
    "move_opened": "open",
    "move_settled": "settled",
    "move_closed": "closed",
    "move_declined": "declined",
    "move_withdrawn": "declined",
    "move_lapsed": "lapsed",
    "move_taken_back": "lapsed",
    "move_barred": "cannot",
    "move_returned": "returned",
    "move_reopened": "open",
}
"""What is on record of a move → the state it is in from then on. Anything else changes no state."""
ONWARD: Final[Mapping[str, str]] = {
    "offered": "consented",
    "consented": "open",
    "open": "settled",
    "settled": "closed",
}
"""State → the one that follows when all goes well."""
NINETY: Final = 0.9


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on record of a move. `unsolved` marks a settling that gave a reason: the talk ended unsolved."""

    move: int
    verb: str
    at: datetime
    unsolved: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in seconds, in `measured` cases."""

    measured: int
    median: float
    ninety: float


@dataclass(frozen=True, slots=True)
class MoveFigures:
    """How many moves ever came to each state, and how long that took from the one before.

    `unsolved` counts those of `settled` whose last settling says that the talk ended unsolved. `took` holds for each
    state of ONWARD the Spread of the time from there to the next; a state that nobody left that way is absent.
    """

    offered: int
    consented: int
    settled: int
    unsolved: int
    closed: int
    took: Mapping[str, Spread]


def figures(steps: Iterable[Step]) -> MoveFigures:
    """The figures of all moves that `steps` (in the order of the record, any moves mixed) tell of.

    reached(s) = |{m : some step of m leads to s}| for s in offered, consented, settled, closed.
    took(s) = spread of {t(next) - t(entered s) : a stay in s that ended with ONWARD(s)}. A stay begins with the step
    that leads to s from another state and ends with the first that leads elsewhere; stays that last still, and those
    that ended otherwise (declined, lapsed, barred), are not among them. A move opened again has a stay more.
    """
    moves: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        if step.verb in AFTER:
            moves[step.move].append(step)
    reached = [{AFTER[step.verb] for step in told} for told in moves.values()]
    waits: dict[str, list[float]] = defaultdict(list)
    for told in moves.values():
        for state, seconds in _onward(told):
            waits[state].append(seconds)
    return MoveFigures(
        offered=sum("offered" in states for states in reached),
        consented=sum("consented" in states for states in reached),
        settled=sum("settled" in states for states in reached),
        unsolved=sum(_unsolved(told) for told in moves.values()),
        closed=sum("closed" in states for states in reached),
        took={state: spread(waits[state]) for state in ONWARD if waits[state]},
    )


def spread(seconds: Sequence[float]) -> Spread:
    """Median (the middle value, of two the mean) and 90 % (the ceil(0.9 n)-th of n by size) of at least one value.

    Raises ValueError for none: nothing was measured.
    """
    if not seconds:
        raise ValueError("Nothing was measured, so there is no spread to tell.")
    ranked = sorted(seconds)
    # Rounded first: 0.9 * 10 must not come out a hair above 9.
    rank = ceil(round(NINETY * len(ranked), 9))
    return Spread(len(ranked), statistics.median(ranked), ranked[rank - 1])


def _onward(told: Sequence[Step]) -> Iterator[tuple[str, float]]:
    """State and seconds of each stay of one move that ended with the step onward."""
    state, since = "", None
    for step in told:
        following = AFTER[step.verb]
        if following == state:
            continue
        if since is not None and ONWARD.get(state) == following:
            yield state, (step.at - since).total_seconds()
        state, since = following, step.at


def _unsolved(told: Sequence[Step]) -> bool:
    settled = [step for step in told if step.verb == "move_settled"]
    return bool(settled) and settled[-1].unsolved
