"""Which thread a post stands in, whatever order its thread arrives in."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.threads import Placing, Room, id_name, place

HOST = "lobby.example"


def by_id(name: str, parent: str = "") -> Placing:
    return Placing(uri=f"uri:{name}", external_id=name, parent_id=parent)


def by_uri(name: str, parent: str = "") -> Placing:
    return Placing(uri=f"uri:{name}", external_id=name, parent_uri=f"uri:{parent}" if parent else "")


def test_a_root_stands_in_its_own_thread() -> None:
    assert place([by_id("1")], host=HOST, known={}, waiting={}) == (["uri:1"], [])


def test_an_answer_stands_where_its_parent_stands() -> None:
    assert place([by_id("2", "1")], host=HOST, known={id_name(HOST, "1"): 7}, waiting={}) == ([7], [])


def test_a_thread_the_network_names_is_taken_at_its_word() -> None:
    assert place([Placing("uri:2", "2", thread_uri="uri:root")], host=HOST, known={}, waiting={})[0] == ["uri:root"]


def test_an_answer_to_something_not_heard_waits_in_its_parents_name() -> None:
    assert place([by_id("2", "1")], host=HOST, known={}, waiting={})[0] == [id_name(HOST, "1")]


def test_a_late_root_joins_the_thread_that_waited_for_it() -> None:
    assert place([by_id("1")], host=HOST, known={}, waiting={id_name(HOST, "1"): 7}) == ([7], [])


def test_a_late_parent_with_a_parent_of_its_own_makes_two_threads_one() -> None:
    known, waiting = {id_name(HOST, "1"): 3}, {id_name(HOST, "2"): 7}
    assert place([by_id("2", "1")], host=HOST, known=known, waiting=waiting) == ([3], [(7, 3)])


def united(rooms: list[Room], joins: list[tuple[Room, Room]]) -> set[Room]:
    """The rooms that are left once absorbed ones are followed to those that keep them."""
    kept = dict(joins)

    def follow(room: Room) -> Room:
        return follow(kept[room]) if room in kept else room

    return {follow(room) for room in rooms}


@pytest.mark.parametrize("make", [by_id, by_uri])
@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_chain_is_one_thread_in_every_order(make: type, order: tuple[int, ...]) -> None:
    chain = [make("0"), make("1", "0"), make("2", "1"), make("3", "2")]
    assert len(united(*place([chain[index] for index in order], host=HOST, known={}, waiting={}))) == 1


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_any_tree_is_one_thread_in_any_order(parents: list[int], order: object) -> None:
    tree = [by_id("0")] + [by_id(str(i + 1), str(parent % (i + 1))) for i, parent in enumerate(parents)]
    order.shuffle(tree)  # type: ignore[attr-defined]
    assert len(united(*place(tree, host=HOST, known={}, waiting={}))) == 1
