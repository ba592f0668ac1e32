"""A talk that had ended goes on: the person says so, or an agent does, with a reason."""

import orjson
import pytest

from parlour.core.lifecycle import IllegalStepError
from parlour.store.models import Case, Event, Move, Post
from parlour.usecases.cannot import NoReasonError
from parlour.usecases.close import suggest_closure
from parlour.usecases.deadlines import ours
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.reopen import reopen_move
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from tests.usecases.lobby import Lobby


@pytest.fixture
def case(lobby: Lobby) -> Case:
    """A case whose talk was settled in private."""
    case = lobby.case()
    lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    post, now = lobby.post(case, "Hello", private=True), lobby.clock()
    Case.objects.filter(pk=case.pk).update(conversation=post.conversation)
    Move.objects.update(state="open", consent=post, consented_at=now, consent_kind="act", opened_at=now, deadline=None)
    settle(case, agent=lobby.ada, reason="They stopped answering.", house=lobby.house)
    lobby.clock.forward(60)
    return Case.objects.get(pk=case.pk)


def close(lobby: Lobby, case: Case) -> None:
    lobby.submit(case, suggest_closure(case, house=lobby.house), purpose="closure")
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(60)


def test_an_agent_opens_it_again_with_a_reason(lobby: Lobby, case: Case) -> None:
    move = reopen_move(case, agent=lobby.ben, reason=" The part never came. ", house=lobby.house)
    assert (move.state, move.reopened_at, move.reason) == ("open", lobby.clock(), "")
    assert (move.settled_at, move.deadline) == (None, ours(lobby.brand, lobby.clock()))
    event = Event.objects.get(stream=f"case:{case.pk}", verb="move_reopened")
    assert (event.actor, event.cause) == (f"agent:{lobby.ben.pk}", "")
    assert orjson.loads(bytes(event.payload.body)) == {"move": move.pk, "reason": "The part never came."}


def test_after_the_public_close_it_is_owed_again(lobby: Lobby, case: Case) -> None:
    close(lobby, case)
    assert Case.objects.get(pk=case.pk).state == "resolved"
    move = reopen_move(case, agent=lobby.ada, reason="It broke again.", house=lobby.house)
    assert (move.state, move.closure, move.closed_at) == ("open", None, None)
    assert Case.objects.get(pk=case.pk).state == "open"
    settle(case, agent=lobby.ada, house=lobby.house)
    close(lobby, case)
    move.refresh_from_db()
    assert move.state == "closed"


def test_the_persons_own_post_opens_it_again(lobby: Lobby, case: Case) -> None:
    close(lobby, case)
    Move.objects.update(state="returned", returned_at=lobby.clock(), mood="unhappy")
    post = lobby.post(case, "Still not working")
    move = reopen_move(case, post=post, house=lobby.house)
    assert (move.state, move.mood) == ("open", "unhappy")
    event = Event.objects.get(verb="move_reopened")
    assert (event.actor, event.cause) == (f"person:{case.person_id}", f"post:{post.pk}")


def test_a_private_post_does_too(lobby: Lobby, case: Case) -> None:
    post = lobby.post(case, "One more thing", private=True)
    assert reopen_move(case, post=post, house=lobby.house).state == "open"


def test_somebody_elses_post_does_not(lobby: Lobby, case: Case) -> None:
    post = lobby.post(case, "Mine does not work either", by=lobby.person("olga"))
    with pytest.raises(IllegalStepError, match="Somebody else"):
        reopen_move(case, post=post, house=lobby.house)


def test_a_post_elsewhere_does_not(lobby: Lobby, case: Case) -> None:
    other = lobby.case(case.person)
    post = Post.objects.get(thread=other.thread)
    with pytest.raises(IllegalStepError, match="elsewhere"):
        reopen_move(case, post=post, house=lobby.house)


def test_a_post_from_before_does_not(lobby: Lobby, case: Case) -> None:
    post = Post.objects.filter(thread=case.thread, own=False).first()
    with pytest.raises(IllegalStepError, match="before it was settled"):
        reopen_move(case, post=post, house=lobby.house)


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_agent_says_why(lobby: Lobby, case: Case, reason: str) -> None:
    with pytest.raises(NoReasonError):
        reopen_move(case, agent=lobby.ada, reason=reason, house=lobby.house)
    with pytest.raises(NoReasonError):
        reopen_move(case, reason="Nobody says so.", house=lobby.house)
    assert Move.objects.get(case=case).state == "settled"


def test_what_was_withdrawn_stays_closed(lobby: Lobby, case: Case) -> None:
    Move.objects.update(state="declined")
    with pytest.raises(IllegalStepError):
        reopen_move(case, agent=lobby.ada, reason="I disagree.", house=lobby.house)


def test_without_a_talk_there_is_nothing_to_open(lobby: Lobby) -> None:
    with pytest.raises(IllegalStepError, match="never talked about"):
        reopen_move(lobby.case(lobby.person("olga")), agent=lobby.ada, reason="Why not.", house=lobby.house)
