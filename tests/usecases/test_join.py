"""Two threads that turn out to be one: the cases stay two, and nobody is asked twice in one thread."""

import pytest

from parlour.store.models import Case, Event, Move, Post
from parlour.usecases.join import join_threads
from parlour.usecases.settle import settle
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import invite, says, tell


@pytest.fixture
def kept(lobby: Lobby) -> Case:
    return lobby.case()


@pytest.fixture
def absorbed(lobby: Lobby, kept: Case) -> Case:
    return lobby.case(kept.person, "Still dead.")


def join(lobby: Lobby, absorbed: Case, kept: Case) -> None:
    assert absorbed.thread_id is not None
    assert kept.thread_id is not None
    join_threads(lobby.brand.pk, {absorbed.thread_id: kept.thread_id}, at=lobby.clock())


def reach(lobby: Lobby, case: Case, state: str) -> None:
    """Take the case's move to `state` by what people do."""
    invite(lobby, case)
    code = Move.objects.get(case=case).code
    if state == "consented":
        says(lobby, case, "Yes please")
    elif state != "offered":
        says(lobby, case, f"Hello, {code}", private=True)
    if state == "settled":
        settle(case, agent=lobby.ada, house=lobby.house)


@pytest.mark.parametrize(
    ("states", "after"),
    [
        (("offered", "offered"), ("lapsed", "offered")),
        (("consented", "offered"), ("consented", "lapsed")),
        (("offered", "consented"), ("lapsed", "consented")),
        (("consented", "consented"), ("lapsed", "consented")),
        (("open", "offered"), ("open", "lapsed")),
        (("offered", "open"), ("lapsed", "open")),
        # what both began by their own act, or is settled, is not broken off
        (("open", "open"), ("open", "open")),
        (("offered", "settled"), ("offered", "settled")),
        (("settled", "open"), ("settled", "open")),
    ],
)
def test_join_threads_leaves_one_move_that_waits_for_them(
    lobby: Lobby, absorbed: Case, kept: Case, states: tuple[str, str], after: tuple[str, str]
) -> None:
    for case, state in zip((absorbed, kept), states, strict=True):
        reach(lobby, case, state)
    join(lobby, absorbed, kept)
    assert tuple(Move.objects.get(case=case).state for case in (absorbed, kept)) == after
    rested = [case.pk for case, one, other in zip((absorbed, kept), states, after, strict=True) if one != other]
    assert list(Event.objects.filter(verb="move_lapsed").values_list("stream", flat=True)) == [
        f"case:{number}" for number in rested
    ]


def test_join_threads_changes_nothing_between_two_people(lobby: Lobby, kept: Case) -> None:
    other = lobby.case(lobby.person("olga"))
    for case in (kept, other):
        invite(lobby, case)
    join(lobby, other, kept)
    assert set(Move.objects.values_list("state", flat=True)) == {"offered"}
    assert Case.objects.get(pk=other.pk).thread_id == kept.thread_id


def test_a_yes_under_either_invitation_counts_for_the_one_that_stays(lobby: Lobby, absorbed: Case, kept: Case) -> None:
    for case in (absorbed, kept):
        invite(lobby, case)
    under = Post.objects.filter(own=True, thread=absorbed.thread).latest("pk")
    join(lobby, absorbed, kept)
    post = lobby.post(kept, "Yes please", in_reply_to_uri=under.origin_uri)
    tell(lobby, post, None, "Yes please")
    assert [Move.objects.get(case=case).state for case in (absorbed, kept)] == ["lapsed", "consented"]
