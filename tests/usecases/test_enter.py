"""A key that opens once, and the visits it begins."""

import pytest

from parlour.store.models import Case, Customer, Move, RoomVisit
from parlour.usecases import enter, prove
from parlour.usecases.enter import Entered
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import LAPTOP, MARA, PHONE, case, come_in, inside, invite, newest_letter, ring, token
from tests.usecases.test_moves import says, verbs

__all__ = ["case", "inside", "token"]


def test_looking_uses_nothing_up_and_entering_does(lobby: Lobby, token: str) -> None:
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    _, key = newest_letter(lobby)
    for _ in range(3):
        assert enter.look(key, house=lobby.house) is not None
    assert enter.enter(key, language="en", house=lobby.house) is not None
    assert enter.look(key, house=lobby.house) is None
    assert enter.enter(key, language="en", house=lobby.house) is None


def test_key_opens_for_a_day(lobby: Lobby, token: str) -> None:
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    _, key = newest_letter(lobby)
    lobby.clock.forward(86_400)
    assert enter.look(key, house=lobby.house) is None


def test_going_in_is_consent_by_act_and_opens_the_room(lobby: Lobby, case: Case, token: str) -> None:
    entered = come_in(lobby, token)
    move = Move.objects.get()
    assert (move.state, move.consent_kind, move.consent_key) == ("open", "act", entered.visit.key)
    assert verbs(case) == ["move_offered", "move_consented", "move_opened"]
    case.refresh_from_db()
    assert case.conversation is not None
    assert case.conversation.account.network == "room"


def test_going_in_after_refusing_is_consent_anew(lobby: Lobby, case: Case, token: str) -> None:
    says(lobby, case, "No thank you.")
    assert Move.objects.get().state == "declined"
    come_in(lobby, token)
    assert Move.objects.get().state == "open"


def test_bell_of_an_earlier_invitation_leads_to_the_talk_that_is_under_way(
    lobby: Lobby, case: Case, token: str
) -> None:
    says(lobby, case, "No thank you.")
    later = invite(lobby, case)
    assert later != token
    come_in(lobby, token)
    assert list(Move.objects.order_by("pk").values_list("state", flat=True)) == ["declined", "open"]


def test_another_phone_gets_in_by_another_proof(lobby: Lobby, token: str) -> None:
    first, second = come_in(lobby, token), come_in(lobby, token)
    assert first.visit.room == second.visit.room
    assert {enter.visit_of(one.secret, house=lobby.house) for one in (first, second)} == set(RoomVisit.objects.all())


@pytest.mark.parametrize("secret", ["", "guess", None])
def test_cookies_nobody_was_given_open_nothing(lobby: Lobby, token: str, secret: str | None) -> None:
    entered = come_in(lobby, token)
    assert enter.visit_of(entered.secret[:-1] if secret is None else secret, house=lobby.house) is None


def test_who_leaves_is_out(lobby: Lobby, token: str) -> None:
    entered = come_in(lobby, token)
    enter.leave(entered.visit, house=lobby.house)
    assert enter.visit_of(entered.secret, house=lobby.house) is None


def test_second_browser_that_comes_in_is_told_of(lobby: Lobby, token: str, inside: Entered) -> None:
    assert enter.another_came(inside.visit.room) is None
    lobby.clock.forward(60)
    second = come_in(lobby, token)
    assert enter.another_came(inside.visit.room) == second.visit.begun_at == lobby.clock()


def test_browser_that_comes_after_the_last_one_left_is_nothing_to_tell(
    lobby: Lobby, token: str, inside: Entered
) -> None:
    enter.leave(inside.visit, house=lobby.house)
    lobby.clock.forward(60)
    come_in(lobby, token)
    assert enter.another_came(inside.visit.room) is None


@pytest.mark.parametrize("email", ["", "other@reeds.example", None])
def test_address_taken_off_file_opens_nothing_any_more(
    lobby: Lobby, case: Case, token: str, inside: Entered, email: str | None
) -> None:
    prove.by_email(ring(lobby, token), MARA, browser=LAPTOP, house=lobby.house)
    key = newest_letter(lobby)[1]
    assert enter.look(key, house=lobby.house) is not None
    if email is None:
        case.person.customer = None
        case.person.save()
    else:
        Customer.objects.filter(handles=case.person).update(email=email)
    assert enter.look(key, house=lobby.house) is None
    assert enter.visit_of(inside.secret, house=lobby.house) is None
