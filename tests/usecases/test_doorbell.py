"""A doorbell: the link that may stand in public, rings for seven days and tells nothing."""

import pytest

from parlour.store.models import Case, Doorbell, Move
from parlour.usecases import doorbell
from parlour.usecases.doorbell import NoRoomsError, doorbell_link
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import case, ring, token

__all__ = ["case", "token"]


def test_brand_without_rooms_has_no_doorbell(lobby: Lobby) -> None:
    with pytest.raises(NoRoomsError, match="parlour channels add room"):
        doorbell_link(lobby.case(), house=lobby.house)


def test_invitation_that_names_the_doorbell_offers_the_room(lobby: Lobby, case: Case, token: str) -> None:
    move = Move.objects.get(case=case)
    assert (move.state, move.way) == ("offered", "room")
    assert ring(lobby, token).move == move
    assert token not in str(list(Doorbell.objects.values())), "only its digest is kept"


@pytest.mark.parametrize("spoilt", ["", "x", "{token}x", "short", "UPPER", "{token}\x00"])
def test_other_links_ring_nothing(lobby: Lobby, token: str, spoilt: str) -> None:
    wrong = {"short": token[:-1], "UPPER": token.upper()}.get(spoilt, spoilt.format(token=token))
    assert doorbell.ring(wrong, house=lobby.house) is None


def test_doorbell_rings_for_seven_days_and_as_often_as_it_is_rung(lobby: Lobby, token: str) -> None:
    lobby.clock.forward(7 * 86_400 - 60)
    assert doorbell.ring(token, house=lobby.house) == doorbell.ring(token, house=lobby.house) is not None
    lobby.clock.forward(60)
    assert doorbell.ring(token, house=lobby.house) is None
