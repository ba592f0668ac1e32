"""What is learnt together: things of like size, so that little is padded."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Room:
    """What a batch holds at most: `things`, and `pieces` once all are padded to the largest. Things are sorted by size
    `sorted_at_once`, so that batches differ from epoch to epoch."""

    things: int
    pieces: int
    sorted_at_once: int


def batches(
    given: Sequence[Thing], size: Callable[[Thing], int], room: Room, chance: random.Random
) -> list[list[Thing]]:
    """All of them once, in batches in any order."""
    found: list[list[Thing]] = []
    for at in range(0, len(given), room.sorted_at_once):
        found.extend(_full(sorted(given[at : at + room.sorted_at_once], key=size), size, room))
    chance.shuffle(found)
    return found


def _full(ascending: Sequence[Thing], size: Callable[[Thing], int], room: Room) -> Iterator[list[Thing]]:
    batch: list[Thing] = []
    for thing in ascending:
        if batch and (len(batch) >= room.things or (len(batch) + 1) * size(thing) > room.pieces):
            yield batch
            batch = []
        batch.append(thing)
    if batch:
        yield batch
