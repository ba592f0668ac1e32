"""What is learnt together: everything once, nothing beyond the room, the same for the same chance."""

import random

from hypothesis import given
from hypothesis import strategies as st

from parlour.learning.batches import Room, batches

SIZES = st.lists(st.integers(1, 50), max_size=200)
ROOMS = st.builds(Room, things=st.integers(1, 9), pieces=st.integers(1, 200), sorted_at_once=st.integers(1, 80))


def made(sizes: list[int], room: Room, seed: int = 7) -> list[list[tuple[int, int]]]:
    return batches(list(enumerate(sizes)), lambda each: each[1], room, random.Random(seed))


@given(SIZES, ROOMS)
def test_everything_comes_once_and_no_batch_holds_more_than_the_room(sizes: list[int], room: Room) -> None:
    found = made(sizes, room)
    assert sorted(thing for batch in found for thing in batch) == list(enumerate(sizes))
    for batch in found:
        padded = len(batch) * max(size for _, size in batch)
        assert len(batch) <= room.things
        assert padded <= room.pieces or len(batch) == 1


@given(SIZES, ROOMS)
def test_same_chance_gives_the_same_batches(sizes: list[int], room: Room) -> None:
    assert made(sizes, room) == made(sizes, room)


def test_things_of_like_size_go_together() -> None:
    found = made([9, 1, 9, 1], Room(things=2, pieces=100, sorted_at_once=4))
    assert sorted([size for _, size in batch] for batch in found) == [[1, 1], [9, 9]]
