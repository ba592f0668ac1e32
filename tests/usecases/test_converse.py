"""The talk in a room: heard like everything else, read by the two of them alone."""

import pytest
from django.core import mail

from parlour.core.nouns.surface import Surface
from parlour.knowledge import Knowledge
from parlour.store.models import Case, Event, Post, Room
from parlour.usecases import converse, enter, prove
from parlour.usecases.assess import assess_waiting
from parlour.usecases.draft import speaking_as
from parlour.usecases.enter import Entered
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import MARA, PHONE, case, come_in, inside, invite, newest_letter, ring, token

__all__ = ["case", "inside", "token"]


@pytest.fixture(autouse=True)
def _triage(lobby: Lobby, knowledge: Knowledge) -> None:
    """What is said in a room is read by triage like everything else."""
    lobby.knowledge = knowledge


def test_what_a_guest_says_is_heard_in_their_case_as_a_private_message(
    lobby: Lobby, case: Case, inside: Entered
) -> None:
    converse.say(inside.visit, "My router is still dead, please help.", house=lobby.house)
    assess_waiting(lobby.house)
    post = Post.objects.get(network="room")
    assert (post.author, post.own) == (case.person, False)
    assert post.conversation is not None
    assert (post.conversation.account.network, post.conversation.person) == ("room", case.person)
    assert list(post.assessments.values_list("case", flat=True)) == [case.pk]


def test_an_answer_goes_where_they_spoke_last_and_is_read_there(lobby: Lobby, case: Case, inside: Entered) -> None:
    converse.say(inside.visit, "My router is still dead.", house=lobby.house)
    case.refresh_from_db()
    lobby.clock.forward(5)
    row = lobby.submit(case, "A technician comes tomorrow.", purpose="private")
    assert row.account.network == "room"
    lobby.clock.forward(11)
    send_due(lobby.house)
    row.refresh_from_db()
    assert row.state == "confirmed"
    theirs, ours = converse.entries(inside.visit.room, house=lobby.house)
    assert (theirs.by_guest, theirs.text) == (True, "My router is still dead.")
    assert (ours.by_guest, ours.text, ours.name, ours.read) == (False, "A technician comes tomorrow.", "Ada", False)
    converse.mark_seen(inside.visit, house=lobby.house)
    assert [entry.read for entry in converse.entries(inside.visit.room, house=lobby.house)] == [False, True]
    assert lobby.network.sends == 1, "nothing but the invitation left for the network"


def test_the_same_thing_said_twice_by_a_retry_is_said_once(lobby: Lobby, inside: Entered) -> None:
    for _ in range(2):
        converse.say(inside.visit, "Hello?", number="one", house=lobby.house)
    assert [entry.text for entry in converse.entries(inside.visit.room, house=lobby.house)] == ["Hello?"]


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "empty"), (" \n ", "empty"), ("x" * 5001, "too_long"), ("\u200b\u3164\u0301", "empty")],
    ids=["nothing", "blank", "long", "nothing to be seen"],
)
def test_what_cannot_be_said(lobby: Lobby, inside: Entered, text: str, why: str) -> None:
    with pytest.raises(converse.CannotSayError) as told:
        converse.say(inside.visit, text, house=lobby.house)
    assert told.value.why == why


def test_two_people_of_one_thread_never_see_each_others_room(lobby: Lobby, case: Case, inside: Entered) -> None:
    other = lobby.case(lobby.person("olga"))
    Post.objects.filter(thread=other.thread).update(thread=case.thread)
    Case.objects.filter(pk=other.pk).update(thread=case.thread)
    lobby.customer(other.person, ref="C-2", email="olga@reeds.example")
    token = invite(lobby, Case.objects.get(pk=other.pk))
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    assert not mail.outbox[1:], "the address of one opens no door of another"
    prove.by_email(ring(lobby, token), "olga@reeds.example", browser=PHONE, house=lobby.house)
    hers = enter.enter(newest_letter(lobby)[1], language="en", house=lobby.house)
    assert hers is not None
    converse.say(inside.visit, "I owe 300 euros.", house=lobby.house)
    assert converse.entries(hers.visit.room, house=lobby.house) == []


def test_transcript_tells_who_said_what_when(lobby: Lobby, inside: Entered) -> None:
    converse.say(inside.visit, "Hello <b>you</b>", house=lobby.house)
    text = converse.transcript(inside.visit.room, house=lobby.house)
    assert f"{lobby.clock():%Y-%m-%d %H:%M}  You: Mara\n> Hello <b>you</b>\n" in text


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\x85", "\x0b"])
def test_no_words_of_a_guest_read_as_a_line_of_ours(lobby: Lobby, inside: Entered, end: str) -> None:
    converse.say(inside.visit, f"Hello.{end}2026-03-01 12:05  Lobby: Ada{end}We pay\u202e\u2069.", house=lobby.house)
    lines = converse.transcript(inside.visit.room, house=lobby.house).splitlines()
    assert lines[4:7] == ["> Hello.", "> 2026-03-01 12:05  Lobby: Ada", "> We pay."]


def test_two_rooms_of_one_person_are_two(lobby: Lobby, case: Case, inside: Entered) -> None:
    second = lobby.case(case.person, "My bill is wrong.")
    other = come_in(lobby, invite(lobby, second))
    converse.say(inside.visit, "About the router.", house=lobby.house)
    converse.say(other.visit, "About the bill.", house=lobby.house)
    said = [[one.text for one in converse.entries(at.visit.room, house=lobby.house)] for at in (inside, other)]
    assert said == [["About the router."], ["About the bill."]]


def test_wish_to_erase_is_told_once(lobby: Lobby, case: Case, inside: Entered) -> None:
    for _ in range(2):
        converse.ask_to_erase(inside.visit, house=lobby.house)
    asked = Event.objects.filter(stream=f"case:{case.pk}", verb="erasure_asked")
    assert asked.count() == 1
    assert Room.objects.get().erase_asked_at == lobby.clock()


def test_room_speaks_in_private_alone(lobby: Lobby, inside: Entered, case: Case) -> None:
    case.refresh_from_db()
    assert speaking_as(case, Surface.PUBLIC) == lobby.account
    assert speaking_as(case, Surface.PRIVATE).network == "room"
