"""What a network's refusal means for the move: a way that is closed to this person, or only words it does not take."""

from datetime import timedelta

import pytest

from parlour.channels.mail.channel import Letter
from parlour.channels.port import Rejected
from parlour.desk.case_page import read_case
from parlour.store.models import Case, Event, Move, Notice, Outbox, Post
from parlour.usecases import approve
from parlour.usecases.mail_out import DjangoMailer
from parlour.usecases.reply_alias import suggest_mail_invitation
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from parlour.usecases.suggest_move import ways_of
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import invite, says, verbs

HELLO = "Hello Mara, how can we help?"
NO_MESSAGES = "They take no messages from anybody."
UNREACHABLE = Rejected(NO_MESSAGES, unreachable=True)


@pytest.fixture
def case(lobby: Lobby) -> Case:
    return lobby.case()


def write(lobby: Lobby, case: Case, trouble: Exception | str, text: str = HELLO) -> Outbox:
    """Private words that meet with trouble."""
    lobby.network.troubles = [trouble]
    row = lobby.submit(case, text, purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(1)
    return Outbox.objects.get(pk=row.pk)


def move_of(case: Case) -> Move:
    return Move.objects.filter(case=case).latest("pk")


def test_a_message_they_do_not_take_ends_the_move_with_the_refusal_as_evidence(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    says(lobby, case, "Yes please")
    row = write(lobby, case, UNREACHABLE)
    move = move_of(case)
    assert (row.state, move.state, move.way, move.deadline) == ("failed", "cannot", "message", None)
    assert (move.reason, move.refusal, move.consent_kind) == (NO_MESSAGES, row, "words")
    assert verbs(case) == ["move_offered", "move_consented", "move_barred"]
    with pytest.raises(approve.NoWayThere, match=rf"^{NO_MESSAGES} Stay with them in public\.$"):
        lobby.submit(case, "Hello once more", purpose="private")
    barred = Event.objects.get(verb="move_barred")
    assert (barred.actor, barred.cause, barred.at) == ("system", f"outbox:{row.pk}", move.barred_at)


@pytest.mark.parametrize("trouble", [Rejected("This is too long."), Rejected("You said that already."), "lost"])
def test_words_it_does_not_take_leave_the_move_as_it_is(lobby: Lobby, case: Case, trouble: Exception | str) -> None:
    invite(lobby, case)
    says(lobby, case, "Yes please")
    write(lobby, case, trouble)
    move = move_of(case)
    assert (move.state, move.reason, move.refusal, move.barred_at) == ("consented", "", None, None)


def test_an_invitation_that_cannot_reach_them_ends_the_offer(lobby: Lobby, case: Case) -> None:
    lobby.network.troubles = [Rejected("They have blocked you.", unreachable=True)]
    row = lobby.submit(case, "May we talk in private?", purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    move = move_of(case)
    assert (move.state, move.reason, move.refusal) == ("cannot", "They have blocked you.", row)
    assert verbs(case) == ["move_offered", "move_barred"]


def test_an_invitation_whose_words_were_refused_is_taken_back_and_can_be_made_again(lobby: Lobby, case: Case) -> None:
    lobby.network.troubles = [Rejected("This is too long.")]
    lobby.submit(case, "May we talk in private?", purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    assert (move_of(case).state, verbs(case)) == ("lapsed", ["move_offered", "move_taken_back"])
    again = lobby.submit(case, "May we?", purpose="invitation")
    assert (move_of(case).state, move_of(case).invitation) == ("offered", again)


def test_another_reply_that_cannot_reach_them_leaves_the_move_alone(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    lobby.network.troubles = [UNREACHABLE]
    lobby.submit(case, "We are still here for you.")
    lobby.clock.forward(11)
    send_due(lobby.house)
    assert move_of(case).state == "offered"


def test_a_talk_that_was_open_can_go_on_another_way(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    says(lobby, case, "Here I am", private=True)
    lobby.clock.forward(1)
    row = write(lobby, case, UNREACHABLE)
    assert (move_of(case).state, move_of(case).refusal) == ("cannot", row)
    lobby.rooms()
    assert ways_of(case, house=lobby.house).names == ("room",)
    again = lobby.submit(case, "Shall we talk in a room of our own?", purpose="invitation")
    assert (move_of(case).state, move_of(case).invitation) == ("offered", again)


@pytest.mark.parametrize(
    ("text", "state", "sent"), [("Stop messaging me.", "declined", "recalled"), ("Thank you!", "settled", "failed")]
)
def test_what_was_settled_or_declined_stays_so(lobby: Lobby, case: Case, text: str, state: str, sent: str) -> None:
    invite(lobby, case)
    says(lobby, case, "Here I am", private=True)
    row = lobby.submit(case, HELLO, purpose="private")
    if state == "settled":
        settle(case, agent=lobby.ada, house=lobby.house)
    else:
        says(lobby, case, text, private=True)
    lobby.network.troubles = [UNREACHABLE]
    lobby.clock.forward(11)
    send_due(lobby.house)
    assert (Outbox.objects.get(pk=row.pk).state, move_of(case).state) == (sent, state)


def test_an_answer_nobody_was_invited_to_is_kept_as_a_move_that_never_began(lobby: Lobby, case: Case) -> None:
    lobby.post(case, "Hello?", private=True)
    lobby.clock.forward(1)
    row = write(lobby, case, UNREACHABLE)
    move = move_of(case)
    assert (move.state, move.invitation, move.refusal) == ("cannot", None, row)


def test_nobody_tries_that_way_again_until_they_write(lobby: Lobby, case: Case) -> None:
    lobby.post(case, "Hello?", private=True)
    lobby.clock.forward(1)
    first = write(lobby, case, UNREACHABLE)
    with pytest.raises(approve.NoWayThere, match=NO_MESSAGES):
        lobby.submit(case, "Hello once more", purpose="private")
    lobby.post(case, "I have opened my messages.", private=True)
    lobby.clock.forward(1)
    second = write(lobby, case, UNREACHABLE, "Thank you, here we are.")
    assert (first.state, second.state) == ("failed", "failed")
    assert Move.objects.filter(case=case).count() == 1
    assert (move_of(case).refusal, move_of(case).barred_at) == (second, lobby.clock() - timedelta(seconds=1))
    with pytest.raises(approve.NoWayThere, match=NO_MESSAGES):
        lobby.submit(case, "Hello once more", purpose="private")


def test_the_author_learns_which_ways_are_left(lobby: Lobby, case: Case) -> None:
    lobby.rooms()
    invite(lobby, case)
    says(lobby, case, "Yes please")
    write(lobby, case, UNREACHABLE)
    told = Notice.objects.get(kind="not_sent").text
    assert f"did not go out: {NO_MESSAGES} Still possible: A page of your own" in told


def test_an_address_on_file_that_is_gone_closes_the_way_by_mail(
    lobby: Lobby, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    lobby.mail()
    lobby.customer(case.person, email="mara@reeds.example")
    lobby.brand.settings = {"ways": ["email"]}
    lobby.brand.save()
    case = Case.objects.get(pk=case.pk)
    lobby.submit(case, suggest_mail_invitation(case, house=lobby.house), purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(1)
    says(lobby, case, "Yes please")

    def gone(_mailer: DjangoMailer, _letter: Letter) -> None:
        raise Rejected("No such mailbox.", unreachable=True)

    monkeypatch.setattr(DjangoMailer, "send", gone)
    row = write(lobby, case, "fine")
    move = move_of(case)
    assert (row.account.network, row.state) == ("mail", "failed")
    assert (move.state, move.way, move.reason) == ("cannot", "email", "No such mailbox.")
    with pytest.raises(approve.NoWayThere, match=r"^No such mailbox\. Still possible: You may write to them\.$"):
        lobby.submit(case, "Hello once more", purpose="private")


@pytest.mark.parametrize("rooms", [True, False])
def test_the_desk_shows_why_and_what_is_left(lobby: Lobby, case: Case, rooms: bool) -> None:
    if rooms:
        lobby.rooms()
    invite(lobby, case)
    says(lobby, case, "Yes please")
    write(lobby, case, UNREACHABLE)
    line = read_case(Case.objects.get(pk=case.pk), house=lobby.house).move
    assert (line.reason, line.steps[-1].word) == (NO_MESSAGES, "Cannot be")
    assert [way.name for way in line.ways] == (["In our private room"] if rooms else [])
    assert (line.action, line.words) == (("invite", "room") if rooms else ("", ""))
    assert Post.objects.filter(thread=case.thread, own=True).count() == 1
