"""Who writes again in private after their matter was settled is heard: in a room, by message, and by mail."""

from datetime import timedelta

import orjson
import pytest

from parlour.core.nouns.surface import Surface
from parlour.knowledge import Knowledge
from parlour.store.models import Case, Event, Move, Notice, Outbox, Post
from parlour.usecases import converse, deadlines, enter
from parlour.usecases.approve import NoWayThere
from parlour.usecases.assess import assess_waiting
from parlour.usecases.close import suggest_closure
from parlour.usecases.moves import HeardPost, hear
from parlour.usecases.reopen import reopen_move
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import case, inside, token

__all__ = ["case", "inside", "token"]

BROKEN = "It is broken again. I have no internet at all."
THANKS = "Thank you so much, everything works again!"
ANOTHER = "Hi! I have a question about something else: where do I find my invoice?"


def close(lobby: Lobby, case: Case) -> None:
    lobby.submit(case, suggest_closure(case, house=lobby.house), purpose="closure")
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(3600)


@pytest.fixture
def settled(lobby: Lobby, case: Case, inside: enter.Entered, knowledge: Knowledge) -> Case:
    """Her case after a talk in her room, settled and answered."""
    lobby.knowledge = knowledge
    converse.say(inside.visit, "My router is broken.", house=lobby.house)
    assess_waiting(lobby.house)
    lobby.clock.forward(60)
    held = Case.objects.get(pk=case.pk)
    lobby.submit(held, "A new one is on its way.", purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)
    settle(held, agent=lobby.ada, house=lobby.house)
    lobby.clock.forward(3600)
    return Case.objects.get(pk=case.pk)


def says(lobby: Lobby, inside: enter.Entered, text: str) -> None:
    converse.say(inside.visit, text, house=lobby.house)
    assess_waiting(lobby.house)


def stands(case: Case) -> tuple[str, str]:
    """State of the newest move, and of the case."""
    return Move.objects.filter(case=case).latest("pk").state, Case.objects.get(pk=case.pk).state


def told(case: Case, verb: str) -> Event:
    return Event.objects.get(stream=f"case:{case.pk}", verb=verb)


@pytest.fixture(params=["settled", "closed"])
def ended(request: pytest.FixtureRequest, lobby: Lobby, settled: Case) -> Case:
    """Her case after it was settled, and after it was closed in public too."""
    if request.param == "closed":
        close(lobby, settled)
    return settled


@pytest.mark.parametrize("text", [BROKEN, "no", "Thanks, but the box was empty.", "Hallo?", "¿Y mi reembolso?"])
def test_unhappy_or_unclear_words_open_it_again(lobby: Lobby, ended: Case, inside: enter.Entered, text: str) -> None:
    says(lobby, inside, text)
    assert stands(ended) == ("open", "open")
    event = told(ended, "move_reopened")
    assert (event.actor, event.cause.partition(":")[0]) == (f"person:{ended.person_id}", "post")
    assert orjson.loads(bytes(event.payload.body))["text"] == text
    move = Move.objects.get(case=ended)
    assert (move.settled_at, move.closed_at, move.closure) == (None, None, None)
    assert move.deadline == deadlines.ours(ended.brand, lobby.clock()), "our answer is due"


@pytest.mark.parametrize("text", [THANKS, "👍", "Danke!", "ok, bye", "Muchas gracias, hasta luego"])
def test_thanks_alone_leave_it_settled(lobby: Lobby, ended: Case, inside: enter.Entered, text: str) -> None:
    before = stands(ended)
    says(lobby, inside, text)
    assert stands(ended) == before
    assert told(ended, "wrote_contentedly").actor == f"person:{ended.person_id}"
    assert Case.objects.get(pk=ended.pk).last_post_at == lobby.clock(), "it is in the talk for everybody to see"


def test_another_matter_brings_the_case_back_and_unsettles_nothing(
    lobby: Lobby, ended: Case, inside: enter.Entered
) -> None:
    before = stands(ended)
    says(lobby, inside, ANOTHER)
    assert stands(ended) == (before[0], "open")
    assert told(ended, "another_matter").actor == f"person:{ended.person_id}"
    lobby.clock.forward(60)
    held = Case.objects.get(pk=ended.pk)
    assert lobby.submit(held, "It is in your account.", purpose="private").state == "approved"


def test_closing_words_on_their_way_do_not_leave(lobby: Lobby, settled: Case, inside: enter.Entered) -> None:
    row = lobby.submit(settled, suggest_closure(settled, house=lobby.house), purpose="closure")
    said = len(lobby.network.texts)
    says(lobby, inside, BROKEN)
    lobby.clock.forward(60)
    send_due(lobby.house)
    row.refresh_from_db()
    assert (row.state, len(lobby.network.texts)) == ("recalled", said)
    assert "opened again" in Notice.objects.get(kind="not_sent").text
    assert told(settled, "reply_stopped").cause == f"outbox:{row.pk}"


def test_an_agent_who_opens_it_again_stops_them_too(lobby: Lobby, settled: Case) -> None:
    row = lobby.submit(settled, suggest_closure(settled, house=lobby.house), purpose="closure")
    reopen_move(settled, agent=lobby.ben, reason="The part never came.", house=lobby.house)
    assert Outbox.objects.get(pk=row.pk).state == "recalled"


MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("heard", "their_clock", "state"),
    [
        (-MOMENT, -MOMENT, "settled"),
        (-MOMENT, timedelta(hours=1), "settled"),
        (timedelta(), timedelta(), "open"),
        (timedelta(), -MOMENT, "open"),
        (timedelta(hours=1), timedelta(minutes=-1), "open"),
    ],
    ids=["before", "before, by a fast clock", "at once", "at once, by a slow clock", "after, by a slow clock"],
)
def test_what_was_heard_before_it_was_settled_is_no_coming_back(
    lobby: Lobby, settled: Case, inside: enter.Entered, heard: timedelta, their_clock: timedelta, state: str
) -> None:
    """By our own clock: what another server says of the time could be anything."""
    at = Move.objects.get().settled_at
    assert at is not None
    converse.say(inside.visit, BROKEN, house=lobby.house)
    Post.objects.filter(pk=Post.objects.latest("pk").pk).update(received_at=at + heard, created_at=at + their_clock)
    assess_waiting(lobby.house)
    assert stands(settled)[0] == state


@pytest.mark.parametrize(("heard", "may"), [(-MOMENT, False), (timedelta(), True)])
def test_thanks_are_answered_whatever_their_clock_says(
    lobby: Lobby, settled: Case, inside: enter.Entered, heard: timedelta, may: bool
) -> None:
    at = Move.objects.get().settled_at
    close(lobby, settled)
    assert at is not None
    converse.say(inside.visit, THANKS, house=lobby.house)
    Post.objects.filter(pk=Post.objects.latest("pk").pk).update(
        received_at=at + heard, created_at=at - timedelta(minutes=1)
    )
    assess_waiting(lobby.house)
    held = Case.objects.get(pk=settled.pk)
    if may:
        assert lobby.submit(held, "You are welcome.", purpose="private").state == "approved"
    else:
        with pytest.raises(NoWayThere, match="has ended"):
            lobby.submit(held, "You are welcome.", purpose="private")


def test_heard_twice_it_opens_once(lobby: Lobby, settled: Case, inside: enter.Entered) -> None:
    says(lobby, inside, BROKEN)
    lobby.clock.forward(60)
    settle(settled, agent=lobby.ada, house=lobby.house)
    event = told(settled, "move_reopened")
    heard = HeardPost(int(event.cause.partition(":")[2]), settled.pk, settled.person_id, Surface.PRIVATE, BROKEN)
    hear(settled.brand_id, [heard], at=lobby.clock())
    assert stands(settled)[0] == "settled"


@pytest.mark.parametrize(("text", "state"), [(BROKEN, "open"), (THANKS, "closed"), ("hm", "open")])
def test_by_message_on_the_network_too(lobby: Lobby, settled: Case, text: str, state: str) -> None:
    """Even where triage found nothing in it to answer."""
    close(lobby, settled)
    post = lobby.post(settled, text, private=True)
    Case.objects.filter(pk=settled.pk).update(conversation=post.conversation)
    hear(settled.brand_id, [HeardPost(post.pk, None, settled.person_id, Surface.PRIVATE, text)], at=lobby.clock())
    assert stands(settled) == (state, "open" if state == "open" else "resolved")


def test_somebody_else_opens_nothing(lobby: Lobby, settled: Case) -> None:
    olga = lobby.case(lobby.person("olga"))
    post = lobby.post(olga, BROKEN, private=True)
    hear(settled.brand_id, [HeardPost(post.pk, settled.pk, olga.person_id, Surface.PRIVATE, BROKEN)], at=lobby.clock())
    assert stands(settled)[0] == "settled"
