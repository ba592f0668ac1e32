"""Words are asked once more whether they may be said: at approval, at release, and when they are about to leave."""

from collections.abc import Callable

import pytest

from parlour.core.lifecycle import MOVE_STEPS, IllegalStepError
from parlour.core.moves.words import closure, open_end
from parlour.store.models import Assessment, Case, Move, Notice, Outbox, OutboxState, SavedDraft
from parlour.usecases.approve import CannotSend, NoWayThere
from parlour.usecases.close import suggest_closure
from parlour.usecases.doorbell import doorbell_link
from parlour.usecases.follow_up import suggest_follow_up
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.leave_to_say import LEAVE, NEVER_INVITED, kept_words, why_not
from parlour.usecases.recall import recall
from parlour.usecases.reconcile import reconcile_due
from parlour.usecases.release import Voided, release
from parlour.usecases.reopen import reopen_move
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import invite, says

YEAR = 365 * 86_400
WITHDRAWN = "Stop messaging me. I withdraw my consent."


@pytest.fixture
def case(lobby: Lobby) -> Case:
    return lobby.case()


@pytest.fixture
def talk(lobby: Lobby, case: Case) -> Case:
    """A case whose person was invited and talks with us in private."""
    invite(lobby, case)
    says(lobby, case, "Hello, my router.", private=True)
    lobby.clock.forward(1)
    return Case.objects.get(pk=case.pk)


def deliver(lobby: Lobby, row: Outbox) -> Outbox:
    lobby.clock.forward(11)
    send_due(lobby.house)
    return Outbox.objects.get(pk=row.pk)


def held(row: Outbox) -> Outbox:
    """The words as if the guard had asked for a second person."""
    nobody = {"approved_at": None, "approved_by": None, "not_before": None}
    Outbox.objects.filter(pk=row.pk).update(state=OutboxState.PROPOSED, **nobody)
    return row


def move_of(case: Case) -> Move:
    return Move.objects.filter(case=case).latest("pk")


def test_every_state_of_a_move_says_whether_we_may_write_in_private() -> None:
    assert set(LEAVE) == {NEVER_INVITED, *MOVE_STEPS}


def withdraw(lobby: Lobby, case: Case) -> None:
    says(lobby, case, WITHDRAWN, private=True)


def open_again(lobby: Lobby, case: Case) -> None:
    reopen_move(case, house=lobby.house, agent=lobby.ada, reason="Not solved after all.")


def settle_anew(lobby: Lobby, case: Case) -> None:
    open_again(lobby, case)
    settle(case, agent=lobby.ada, house=lobby.house, reason="We could not help.")


def nothing(lobby: Lobby, case: Case) -> None:
    """Nothing happens meanwhile."""


Meanwhile = Callable[[Lobby, Case], None]


@pytest.mark.parametrize(("meanwhile", "sent"), [(nothing, "confirmed"), (withdraw, "recalled")])
def test_no_private_word_leaves_after_they_withdrew(lobby: Lobby, talk: Case, meanwhile: Meanwhile, sent: str) -> None:
    row = lobby.submit(talk, "Hello Mara, we look into it.", purpose="private")
    lobby.clock.forward(3)
    meanwhile(lobby, talk)
    assert deliver(lobby, row).state == sent
    assert any("look into it" in text for text in lobby.network.texts) == (sent == "confirmed")
    told = Notice.objects.filter(kind="not_sent", text__contains="would rather not talk in private")
    assert told.exists() == (sent == "recalled")


@pytest.mark.parametrize(("meanwhile", "state"), [(nothing, "approved"), (withdraw, "recalled")])
def test_nobody_releases_a_private_word_after_they_withdrew(
    lobby: Lobby, talk: Case, meanwhile: Meanwhile, state: str
) -> None:
    row = held(lobby.submit(talk, "Hello Mara, we look into it.", purpose="private"))
    meanwhile(lobby, talk)
    if state == "approved":
        release(row.pk, agent=lobby.sue, reason="ok", house=lobby.house)
    else:
        with pytest.raises(Voided, match=r"would rather not talk in private\..* back to Ada"):
            release(row.pk, agent=lobby.sue, reason="ok", house=lobby.house)
        assert SavedDraft.objects.get(agent=lobby.ada, case=talk).text == "Hello Mara, we look into it."
    assert Outbox.objects.get(pk=row.pk).state == state


@pytest.mark.parametrize("meanwhile", [withdraw, open_again, settle_anew])
def test_a_closing_note_closes_only_what_it_was_written_for(lobby: Lobby, talk: Case, meanwhile: Meanwhile) -> None:
    settle(talk, agent=lobby.ada, house=lobby.house)
    row = lobby.submit(talk, suggest_closure(talk, house=lobby.house), purpose="closure")
    lobby.clock.forward(2)
    meanwhile(lobby, talk)
    state = move_of(talk).state
    # As if another process had looked before: the rule itself holds it, not only who opened it again.
    Outbox.objects.filter(pk=row.pk).update(state=OutboxState.APPROVED, problem="")
    assert why_not(talk, kept_words(row), house=lobby.house)
    assert deliver(lobby, row).state == "recalled"
    assert (move_of(talk).state, closure("en") in " ".join(lobby.network.texts)) == (state, False)


def test_a_closing_note_that_was_out_already_closes_nothing_that_was_settled_anew(lobby: Lobby, talk: Case) -> None:
    settle(talk, agent=lobby.ada, house=lobby.house)
    row = lobby.submit(talk, suggest_closure(talk, house=lobby.house), purpose="closure")
    lobby.network.troubles = ["lost"]
    assert deliver(lobby, row).state == "sent_unknown"
    settle_anew(lobby, talk)
    before = Case.objects.get(pk=talk.pk).state
    lobby.clock.forward(400)
    reconcile_due(lobby.house)
    assert (Outbox.objects.get(pk=row.pk).state, move_of(talk).state) == ("confirmed", "settled")
    assert Case.objects.get(pk=talk.pk).state == before


@pytest.mark.parametrize("meanwhile", [open_again, settle_anew])
def test_nobody_releases_a_closing_note_for_another_settlement(lobby: Lobby, talk: Case, meanwhile: Meanwhile) -> None:
    settle(talk, agent=lobby.ada, house=lobby.house)
    row = held(lobby.submit(talk, suggest_closure(talk, house=lobby.house), purpose="closure"))
    lobby.clock.forward(2)
    meanwhile(lobby, talk)
    with pytest.raises(CannotSend):
        release(row.pk, agent=lobby.sue, reason="ok", house=lobby.house)


@pytest.mark.parametrize(
    ("reason", "words", "decision"),
    [
        ("They stopped answering.", closure("en"), "review"),
        ("They stopped answering.", open_end("en"), "allow"),
        ("", closure("en"), "allow"),
    ],
)
@pytest.mark.parametrize("purpose", ["closure", "reply"])
def test_what_ended_unsolved_is_called_solved_only_by_two(
    lobby: Lobby, talk: Case, reason: str, words: str, decision: str, purpose: str
) -> None:
    settle(talk, agent=lobby.ada, house=lobby.house, reason=reason)
    verdict = lobby.judge(talk, words, purpose=purpose).verdict
    assert (verdict.decision, [one.rule for one in verdict.held]) == (
        decision,
        ["house.unsolved"] if decision == "review" else [],
    )


@pytest.mark.parametrize(
    ("text", "private"),
    [("Hm, how would that work?", False), ("I have questions first.", False), ("No thank you.", False)],
)
def test_whoever_said_anything_is_not_asked_once_more(lobby: Lobby, case: Case, text: str, private: bool) -> None:
    invite(lobby, case)
    lobby.clock.forward(25 * 3600)
    row = lobby.submit(case, suggest_follow_up(case, house=lobby.house), purpose="followup")
    lobby.clock.forward(3)
    says(lobby, case, text, private=private)
    assert deliver(lobby, row).state == "recalled"
    assert Move.objects.get(case=case).followed_up_at is None


def test_a_friend_who_says_something_does_not_answer_for_them(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    lobby.clock.forward(25 * 3600)
    row = lobby.submit(case, suggest_follow_up(case, house=lobby.house), purpose="followup")
    lobby.clock.forward(3)
    lobby.post(case, "Hm, how would that work?", by=lobby.person("olga"))
    assert deliver(lobby, row).state == "confirmed"


def test_an_old_private_word_of_something_else_is_no_leave(lobby: Lobby, case: Case) -> None:
    lobby.post(case, "When do you open?", private=True)
    lobby.clock.forward(YEAR)
    other = lobby.case(case.person, "My bill is wrong")
    with pytest.raises(NoWayThere, match="neither written in private nor agreed"):
        lobby.submit(other, "Hello Mara, about your bill.", purpose="private")
    lobby.post(other, "It is about my bill", private=True)
    lobby.submit(other, "Hello Mara, about your bill.", purpose="private")


def test_an_old_private_word_of_this_matter_is(lobby: Lobby, case: Case) -> None:
    post = lobby.post(case, "Hello, my router.", private=True)
    Assessment.objects.create(
        brand=case.brand, post=post, version=1, case=case, route="parlour", result={}, assessed_at=lobby.clock()
    )
    lobby.clock.forward(60)
    Case.objects.filter(pk=case.pk).update(opened_at=lobby.clock())
    lobby.submit(Case.objects.get(pk=case.pk), "Hello Mara.", purpose="private")


@pytest.mark.parametrize("said", [None, "Hm, not sure.", "No thanks, not in private."])
def test_no_private_word_while_an_invitation_waits_or_was_declined(lobby: Lobby, case: Case, said: str | None) -> None:
    lobby.post(case, "When do you open?", private=True)
    lobby.clock.forward(60)
    invite(lobby, case)
    if said is not None:
        says(lobby, case, said)
    with pytest.raises(NoWayThere):
        lobby.submit(case, "Hello Mara, about your router.", purpose="private")


def test_whoever_declined_and_is_invited_again_has_not_agreed(lobby: Lobby, case: Case) -> None:
    lobby.post(case, "When do you open?", private=True)
    lobby.clock.forward(86_400)
    invite(lobby, case)
    says(lobby, case, "No thanks, not in private.")
    lobby.clock.forward(60)
    again = lobby.submit(case, "Once more: " + suggest_invitation(case, house=lobby.house), purpose="invitation")
    for match in ("has not agreed yet", "would rather not"):
        with pytest.raises(NoWayThere, match=match):
            lobby.submit(case, "Hello Mara, about your bill.", purpose="private")
        if again.state == "approved":
            recall(again.pk, agent=lobby.ada, house=lobby.house)


def test_an_invitation_that_was_taken_back_shuts_no_door(lobby: Lobby, case: Case) -> None:
    lobby.clock.forward(1)
    lobby.post(case, "Hello, my router.", private=True)
    row = lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    recall(row.pk, agent=lobby.ada, house=lobby.house)
    lobby.submit(case, "Hello Mara.", purpose="private")


@pytest.mark.parametrize(("said", "may"), [("Thank you!", True), (WITHDRAWN, False), (None, False)])
def test_after_the_close_only_who_writes_is_answered(lobby: Lobby, talk: Case, said: str | None, may: bool) -> None:
    settle(talk, agent=lobby.ada, house=lobby.house)
    deliver(lobby, lobby.submit(talk, suggest_closure(talk, house=lobby.house), purpose="closure"))
    assert move_of(talk).state == "closed"
    lobby.clock.forward(60)
    if said is not None:
        says(lobby, talk, said, private=True)
    assert move_of(talk).state == "closed"
    if may:
        lobby.submit(talk, "You are welcome.", purpose="private")
    else:
        with pytest.raises(NoWayThere, match="has ended"):
            lobby.submit(talk, "One more thing.", purpose="private")


def test_a_room_nobody_came_into_is_not_open(lobby: Lobby, case: Case) -> None:
    lobby.rooms()
    words = f"Talk with us in private: {doorbell_link(case, house=lobby.house)}"
    deliver(lobby, lobby.submit(case, words, purpose="invitation"))
    lobby.clock.forward(1)
    says(lobby, case, "Yes please")
    row = deliver(lobby, lobby.submit(case, "Hello Mara, we are here.", purpose="private"))
    assert (row.state, row.account.network, move_of(case).state) == ("confirmed", "room", "consented")
    with pytest.raises(IllegalStepError):
        settle(case, agent=lobby.ada, house=lobby.house)


def test_a_message_they_agreed_to_opens_the_talk(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    says(lobby, case, "Yes please")
    deliver(lobby, lobby.submit(case, "Hello Mara, we are here.", purpose="private"))
    assert move_of(case).state == "open"
