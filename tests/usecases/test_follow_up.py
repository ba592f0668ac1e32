"""One gentle question a day after an invitation nobody answered; never a second."""

from datetime import timedelta
from typing import Any

import pytest

from parlour.store.models import Case, Event, Move, Outbox
from parlour.usecases import approve
from parlour.usecases.follow_up import follow_up_due, may_follow_up, suggest_follow_up
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.lapse import lapse_due
from parlour.usecases.recall import recall
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import says

DAY = 24 * 3600


@pytest.fixture
def case(lobby: Lobby) -> Case:
    """A case whose invitation has just reached the thread."""
    case = lobby.case()
    lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    return Case.objects.get(pk=case.pk)


def ask_once_more(lobby: Lobby, case: Case) -> Outbox:
    row = lobby.submit(case, suggest_follow_up(case, house=lobby.house), purpose="followup")
    lobby.clock.forward(11)
    send_due(lobby.house)
    return row


def test_a_day_later_the_case_comes_back_to_its_agent_once(lobby: Lobby, case: Case) -> None:
    lobby.clock.forward(DAY - 1)
    assert (follow_up_due(lobby.house), may_follow_up(case, house=lobby.house)) == (0, False)
    assert Case.objects.get(pk=case.pk).state == "waiting"
    lobby.clock.forward(1)
    assert may_follow_up(case, house=lobby.house)
    assert (follow_up_due(lobby.house), follow_up_due(lobby.house)) == (1, 0)
    held = Case.objects.get(pk=case.pk)
    assert (held.state, held.assignee) == ("open", lobby.ada)
    assert Event.objects.filter(stream=f"case:{case.pk}", verb="move_follow_up_due").count() == 1
    assert Outbox.objects.filter(purpose="followup").count() == 0


def test_asking_once_more_is_kept_and_never_done_twice(lobby: Lobby, case: Case) -> None:
    lobby.clock.forward(DAY)
    follow_up_due(lobby.house)
    row = ask_once_more(lobby, case)
    move = Move.objects.get(case=case)
    assert (move.state, move.followed_up_at) == ("offered", lobby.clock())
    assert Event.objects.get(verb="move_followed_up").cause == f"outbox:{row.pk}"
    assert Case.objects.get(pk=case.pk).state == "waiting"
    lobby.clock.forward(DAY)
    assert (follow_up_due(lobby.house), may_follow_up(case, house=lobby.house)) == (0, False)
    with pytest.raises(approve.NoWayThere, match="once more already"):
        lobby.submit(case, "Are you sure you would not like to talk?", purpose="followup")


def test_a_second_one_is_refused_while_the_first_is_on_its_way(lobby: Lobby, case: Case) -> None:
    lobby.clock.forward(DAY)
    first = lobby.submit(case, suggest_follow_up(case, house=lobby.house), purpose="followup")
    assert lobby.submit(case, suggest_follow_up(case, house=lobby.house), purpose="followup") == first
    with pytest.raises(approve.NoWayThere):
        lobby.submit(case, "Would you like to talk to us in private?", purpose="followup")
    assert recall(first.pk, agent=lobby.ada, house=lobby.house)
    assert may_follow_up(case, house=lobby.house)
    assert ask_once_more(lobby, case).pk != first.pk


def test_it_rests_after_72_hours_followed_up_or_not(lobby: Lobby, case: Case) -> None:
    lobby.clock.forward(DAY)
    follow_up_due(lobby.house)
    ask_once_more(lobby, case)
    lobby.clock.forward(2 * DAY)
    assert lapse_due(lobby.house) == 1
    assert Move.objects.get(case=case).state == "lapsed"
    assert (follow_up_due(lobby.house), may_follow_up(case, house=lobby.house)) == (0, False)


def test_who_said_something_meanwhile_is_not_asked_once_more(lobby: Lobby, case: Case) -> None:
    lobby.clock.forward(60)
    Case.objects.update(last_post_at=lobby.clock())
    lobby.clock.forward(DAY)
    assert (follow_up_due(lobby.house), may_follow_up(case, house=lobby.house)) == (0, False)


@pytest.mark.parametrize("state", ["consented", "declined", "lapsed", "cannot"])
def test_only_an_offer_that_stands_is_followed_up(lobby: Lobby, case: Case, state: str) -> None:
    evidence: dict[str, dict[str, Any]] = {
        "consented": {"consent": lobby.post(case, "x"), "consent_kind": "words", "consented_at": lobby.clock()},
        "lapsed": {"lapsed_at": Move.objects.get().deadline},
        "cannot": {"reason": "x"},
    }
    Move.objects.update(state=state, **evidence.get(state, {}))
    lobby.clock.forward(DAY)
    assert (follow_up_due(lobby.house), may_follow_up(case, house=lobby.house)) == (0, False)


def test_an_invitation_that_never_stood_in_the_thread_is_not_followed_up(lobby: Lobby) -> None:
    case = lobby.case()
    lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    lobby.clock.forward(timedelta(hours=30).total_seconds())
    assert follow_up_due(lobby.house) == 0


def test_the_brand_says_how_long_it_waits(lobby: Lobby, case: Case) -> None:
    lobby.brand.settings = {"follow_up_seconds": 60}
    lobby.brand.save()
    lobby.clock.forward(60)
    assert follow_up_due(lobby.house) == 1


def test_a_wrong_setting_is_named_and_stops_nobody_else(
    lobby: Lobby, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    lobby.brand.settings = {"follow_up_seconds": "a day"}
    lobby.brand.save()
    lobby.clock.forward(DAY)
    assert follow_up_due(lobby.house) == 0
    assert "'follow_up_seconds' is a whole number of seconds" in caplog.text


@pytest.mark.parametrize("language", ["en", "de", "es", "de-AT", "fr", ""])
@pytest.mark.parametrize("sector", ["retail", "health", "finance"])
def test_the_words_pass_the_guard(lobby: Lobby, language: str, sector: str) -> None:
    lobby.account.sectors = [sector]
    lobby.account.save()
    case = Case.objects.get(pk=lobby.case(language=language).pk)
    verdict = lobby.judge(case, suggest_follow_up(case, house=lobby.house)).verdict
    assert (verdict.decision, verdict.held) == ("allow", ())


def test_whoever_answers_in_the_last_seconds_is_not_asked_again(lobby: Lobby, case: Case) -> None:
    lobby.clock.forward(DAY)
    row = lobby.submit(case, suggest_follow_up(case, house=lobby.house), purpose="followup")
    says(lobby, case, "No thank you.")
    lobby.clock.forward(11)
    send_due(lobby.house)
    row.refresh_from_db()
    assert (row.state, Move.objects.get().followed_up_at) == ("recalled", None)
