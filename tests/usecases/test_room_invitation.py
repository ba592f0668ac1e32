"""Words that offer the room: they pass the guard in public, and what they offer is the room."""

import pytest

from parlour.channels.port import Capabilities
from parlour.core.moves.words import room_invitation
from parlour.store.models import Case, Doorbell, Move
from parlour.usecases import doorbell
from parlour.usecases.doorbell import NoRoomsError
from parlour.usecases.invite import suggest_room_invitation
from tests.usecases.lobby import Lobby


@pytest.mark.parametrize("language", ["en", "de", "es", "de-AT", "fr", ""])
@pytest.mark.parametrize("sectors", [[], ["health"], ["finance"]])
@pytest.mark.parametrize(
    "address", ["https://care.example", "https://marlow-care.example/talk/", "http://127.0.0.1:8100"]
)
def test_words_that_offer_the_room_pass_the_guard(
    lobby: Lobby, language: str, sectors: list[str], address: str
) -> None:
    lobby.rooms(address)
    lobby.account.sectors = sectors
    lobby.account.save()
    case = Case.objects.get(pk=lobby.case(language=language).pk)
    words = suggest_room_invitation(case, house=lobby.house)
    verdict = lobby.judge(case, words, purpose="invitation").verdict
    assert (verdict.decision, verdict.held) == ("allow", ())


def test_words_hold_the_doorbell_and_nothing_of_the_matter(lobby: Lobby) -> None:
    lobby.rooms()
    case = lobby.case(text="My invoice 4711 is wrong.")
    words = suggest_room_invitation(case, house=lobby.house)
    link = doorbell.doorbell_link(case, house=lobby.house)
    assert (link in words, words) == (True, room_invitation("en", link))
    assert suggest_room_invitation(case, house=lobby.house) == words


def test_approved_words_offer_the_room(lobby: Lobby) -> None:
    lobby.network.can = Capabilities(public_reply=True, private_message=False, length_limit=500)
    lobby.rooms()
    case = lobby.case()
    lobby.submit(case, suggest_room_invitation(case, house=lobby.house), purpose="invitation")
    assert (Move.objects.get().way, Doorbell.objects.count()) == ("room", 1)


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_words_fit_where_little_fits(language: str) -> None:
    link = f"https://care.a-rather-long-name-of-a-company.example/room/{'x' * 26}/"
    assert len(room_invitation(language, link)) <= 420


def test_brand_without_rooms_has_no_such_words(lobby: Lobby) -> None:
    with pytest.raises(NoRoomsError):
        suggest_room_invitation(lobby.case(), house=lobby.house)
