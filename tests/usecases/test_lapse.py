"""What is not answered in time rests."""

import pytest

from parlour.store.models import Case, Event, Move
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.lapse import lapse_due
from tests.usecases.lobby import Lobby


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


@pytest.mark.parametrize(("deadline", "state"), [(True, "lapsed"), (False, "consented")])
def test_a_consent_lapses_only_where_it_has_a_deadline(lobby: Lobby, move: Move, deadline: bool, state: str) -> None:
    post = lobby.post(move.case, "Yes")
    now = lobby.clock()
    Move.objects.update(
        state="consented", consent=post, consented_at=now, consent_kind="words", deadline=now if deadline else None
    )
    assert lapse_due(lobby.house) == int(deadline)
    move.refresh_from_db()
    assert move.state == state


def test_an_open_talk_never_lapses(lobby: Lobby, move: Move) -> None:
    post, now = lobby.post(move.case, "Yes", private=True), lobby.clock()
    Move.objects.update(state="open", consent=post, consented_at=now, consent_kind="act", opened_at=now, deadline=now)
    assert lapse_due(lobby.house) == 0


def test_the_brand_says_how_long_an_invitation_waits(lobby: Lobby) -> None:
    lobby.brand.settings = {"invitation_seconds": 60}
    lobby.brand.save()
    case = Case.objects.get(pk=lobby.case().pk)
    lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    lobby.clock.forward(60)
    assert lapse_due(lobby.house) == 1
