"""What is not answered in time rests."""

from datetime import timedelta

import pytest

from parlour.store.models import Case, Event, Move
from parlour.usecases.business_hours import due_in_business
from parlour.usecases.deadlines import ANSWER_SECONDS, TALK_SECONDS, ours
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.lapse import lapse_due
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import says


@pytest.fixture
def move(lobby: Lobby) -> Move:
    case: Case = lobby.case()
    lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    return Move.objects.get(case=case)


def test_an_offer_lapses_at_its_deadline_and_once(lobby: Lobby, move: Move) -> None:
    lobby.clock.forward(72 * 3600 - 1)
    assert lapse_due(lobby.house) == 0
    lobby.clock.forward(1)
    assert (lapse_due(lobby.house), lapse_due(lobby.house)) == (1, 0)
    move.refresh_from_db()
    assert (move.state, move.deadline) == ("lapsed", None)
    assert Event.objects.filter(stream=f"case:{move.case_id}", verb="move_lapsed").count() == 1


@pytest.mark.parametrize(
    ("way", "late", "state"),
    [
        ("room", True, "lapsed"),
        ("room", False, "consented"),
        ("message", True, "consented"),
        ("email", True, "consented"),
    ],
)
def test_a_consent_lapses_only_where_the_next_step_is_theirs(
    lobby: Lobby, move: Move, way: str, late: bool, state: str
) -> None:
    post = lobby.post(move.case, "Yes")
    now = lobby.clock()
    Move.objects.update(
        state="consented", consent=post, consented_at=now, consent_kind="words", way=way, deadline=now if late else None
    )
    assert lapse_due(lobby.house) == int(state == "lapsed")
    move.refresh_from_db()
    assert move.state == state


def test_an_open_talk_never_lapses(lobby: Lobby, move: Move) -> None:
    post, now = lobby.post(move.case, "Yes", private=True), lobby.clock()
    Move.objects.update(state="open", consent=post, consented_at=now, consent_kind="act", opened_at=now, deadline=now)
    assert lapse_due(lobby.house) == 0


@pytest.mark.parametrize("private", [True, False])
def test_what_waits_for_us_too_long_comes_back_to_its_agent_once(lobby: Lobby, move: Move, private: bool) -> None:
    case = move.case
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(1)
    says(lobby, case, "Yes please", private=private)
    move.refresh_from_db()
    assert (move.state, move.deadline) == ("open" if private else "consented", ours(lobby.brand, lobby.clock()))
    Case.objects.filter(pk=case.pk).update(state="waiting")
    lobby.clock.now = ours(lobby.brand, lobby.clock()) - timedelta(seconds=1)
    late = Event.objects.filter(stream=f"case:{case.pk}", verb="move_late")
    for state, told in (("waiting", 0), ("open", 1), ("open", 1)):
        assert lapse_due(lobby.house) == 0
        assert (Case.objects.get(pk=case.pk).state, late.count()) == (state, told)
        lobby.clock.forward(1)
    move.refresh_from_db()
    assert move.state != "lapsed"


def test_our_answer_is_due_since_the_first_word_and_theirs_since_our_last(lobby: Lobby, move: Move) -> None:
    case = move.case
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(1)
    due = ours(lobby.brand, lobby.clock())
    for text in ("Hello, my router.", "It is still dead."):
        says(lobby, case, text, private=True)
        lobby.clock.forward(60)
        move.refresh_from_db()
        assert move.deadline == due
    lobby.clock.forward(1)
    lobby.submit(case, "Hello Mara.", purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)
    move.refresh_from_db()
    assert move.deadline == lobby.clock() + timedelta(seconds=TALK_SECONDS)
    says(lobby, case, "Thank you.", private=True)
    move.refresh_from_db()
    assert move.deadline == ours(lobby.brand, lobby.clock())


def test_settings_nobody_can_read_keep_nobody_from_being_heard(
    lobby: Lobby, move: Move, caplog: pytest.LogCaptureFixture
) -> None:
    lobby.brand.settings = {"talk_answer_seconds": "soon"}
    lobby.brand.save()
    usual = due_in_business(lobby.brand, lobby.clock(), ANSWER_SECONDS)
    assert ours(lobby.brand, lobby.clock()) == usual
    assert "talk_answer_seconds" in caplog.text


def test_the_brand_says_how_long_an_invitation_waits(lobby: Lobby) -> None:
    lobby.brand.settings = {"invitation_seconds": 60}
    lobby.brand.save()
    case = Case.objects.get(pk=lobby.case().pk)
    lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    lobby.clock.forward(60)
    assert lapse_due(lobby.house) == 1
