"""Settling a private talk, solved or not, and what the thread is told of it."""

from datetime import UTC, datetime, timedelta

import pytest

from parlour.core.lifecycle import IllegalStepError
from parlour.core.moves.words import closure, open_end
from parlour.store.models import Case, Event, Move
from parlour.usecases.close import overdue_closures, suggest_closure
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from tests.usecases.lobby import Lobby


@pytest.fixture
def case(lobby: Lobby) -> Case:
    """A case whose person talks with us in private."""
    case = lobby.case()
    lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    post, now = lobby.post(case, "Hello", private=True), lobby.clock()
    Move.objects.update(state="open", consent=post, consented_at=now, consent_kind="act", opened_at=now, deadline=None)
    return Case.objects.get(pk=case.pk)


def test_the_public_close_is_owed_within_two_business_hours(lobby: Lobby, case: Case) -> None:
    move = settle(case, agent=lobby.ada, house=lobby.house)
    assert (move.state, move.settled_at, move.reason) == ("settled", lobby.clock(), "")
    # It was settled on a Sunday: it is owed on Monday, two hours after nine.
    lobby.clock.now = datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert overdue_closures(lobby.brand, house=lobby.house) == []
    lobby.clock.forward(1)
    assert overdue_closures(lobby.brand, house=lobby.house) == [move]


def test_the_brand_says_how_long_and_when_it_is_open(lobby: Lobby, case: Case) -> None:
    lobby.brand.settings = {"closure_seconds": 60, "hours": {"zone": "Asia/Tokyo", "week": {"mon": ["07:30-08:00"]}}}
    lobby.brand.save()
    move = settle(Case.objects.get(pk=case.pk), agent=lobby.ada, house=lobby.house)
    assert move.deadline == datetime(2026, 3, 1, 22, 31, tzinfo=UTC)
    lobby.clock.now = move.deadline + timedelta(seconds=1)
    assert len(overdue_closures(lobby.brand, house=lobby.house)) == 1


def test_hours_nobody_can_read_keep_nobody_from_settling(
    lobby: Lobby, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    lobby.brand.settings = {"hours": {"week": {}}}
    lobby.brand.save()
    move = settle(Case.objects.get(pk=case.pk), agent=lobby.ada, house=lobby.house)
    assert move.deadline == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert "never open" in caplog.text


def test_a_talk_that_ended_unsolved_is_never_called_taken_care_of(lobby: Lobby, case: Case) -> None:
    move = settle(case, agent=lobby.ada, reason=" They stopped answering. ", house=lobby.house)
    assert Move.objects.get(pk=move.pk).reason == "They stopped answering."
    assert Event.objects.filter(stream=f"case:{case.pk}", verb="move_settled").count() == 1
    words = suggest_closure(case, house=lobby.house)
    assert (words, words == closure("en")) == (open_end("en"), False)
    row = lobby.submit(case, words, purpose="closure")
    lobby.clock.forward(11)
    send_due(lobby.house)
    move.refresh_from_db()
    assert (move.state, move.closure, move.reason) == ("closed", row, "They stopped answering.")


def test_a_solved_one_is(lobby: Lobby, case: Case) -> None:
    settle(case, agent=lobby.ada, house=lobby.house)
    assert suggest_closure(case, house=lobby.house) == closure("en")


def test_a_talk_is_settled_once(lobby: Lobby, case: Case) -> None:
    settle(case, agent=lobby.ada, house=lobby.house)
    with pytest.raises(IllegalStepError):
        settle(case, agent=lobby.ada, reason="No, it is not.", house=lobby.house)
    assert Move.objects.get(case=case).reason == ""


@pytest.mark.parametrize("language", ["en", "de", "es", "de-AT", "fr", ""])
@pytest.mark.parametrize("sector", ["retail", "health", "finance"])
def test_the_words_of_an_open_end_pass_the_guard(lobby: Lobby, language: str, sector: str) -> None:
    lobby.account.sectors = [sector]
    lobby.account.save()
    case = Case.objects.get(pk=lobby.case(language=language).pk)
    verdict = lobby.judge(case, open_end(language)).verdict
    assert (verdict.decision, verdict.held) == ("allow", ())
