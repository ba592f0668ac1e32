"""Proof of who is at the door: a code by letter, or two words from the known account."""

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries

from parlour.store.models import Case, Mail, Proof, RoomKey
from parlour.usecases import enter, letters, prove
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import LAPTOP, MARA, PHONE, case, newest_letter, ring, token
from tests.usecases.test_moves import says

__all__ = ["case", "token"]


def test_letter_goes_to_the_address_on_file_and_its_code_proves(lobby: Lobby, token: str) -> None:
    proof = prove.by_email(ring(lobby, token), f" {MARA.upper()} ", browser=PHONE, house=lobby.house)
    code, key = newest_letter(lobby)
    assert mail.outbox[-1].to == [MARA]
    assert prove.type_code(proof.pk, f"{code[:3]} {code[3:]}", browser=PHONE, house=lobby.house) == key
    again = prove.type_code(proof.pk, code, browser=PHONE, house=lobby.house)
    assert again == key, "a button pressed twice is no wrong try"
    assert code not in str(list(Proof.objects.values())) + str(list(Mail.objects.values())), "no code is kept"
    assert key not in str(list(RoomKey.objects.values())) + str(list(Mail.objects.values())), "no key is kept"


@pytest.mark.parametrize("address", ["", "stranger@else.example", "mara@reeds.example.evil.example"])
def test_other_addresses_get_no_letter_and_look_the_same(lobby: Lobby, token: str, address: str) -> None:
    proof = prove.by_email(ring(lobby, token), address, browser=PHONE, house=lobby.house)
    letters.write_due(lobby.house)
    assert not Mail.objects.exists()
    assert not RoomKey.objects.exists()
    with pytest.raises(prove.WrongCodeError) as told:
        prove.type_code(proof.pk, "000000", browser=PHONE, house=lobby.house)
    assert told.value.left == 4


def test_code_counts_in_the_browser_that_asked_alone(lobby: Lobby, token: str) -> None:
    proof = prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    code, _ = newest_letter(lobby)
    with pytest.raises(prove.WrongCodeError):
        prove.type_code(proof.pk, code, browser=LAPTOP, house=lobby.house)
    assert prove.type_code(proof.pk, code, browser=PHONE, house=lobby.house)


def test_code_is_stale_after_ten_minutes(lobby: Lobby, token: str) -> None:
    proof = prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    code, _ = newest_letter(lobby)
    lobby.clock.forward(600)
    with pytest.raises(prove.WrongCodeError):
        prove.type_code(proof.pk, code, browser=PHONE, house=lobby.house)


def test_five_wrong_codes_end_it_and_the_right_one_comes_too_late(lobby: Lobby, token: str) -> None:
    proof = prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    code, _ = newest_letter(lobby)
    wrong = "000000" if code != "000000" else "000001"
    for left in (4, 3, 2, 1):
        with pytest.raises(prove.WrongCodeError) as told:
            prove.type_code(proof.pk, wrong, browser=PHONE, house=lobby.house)
        assert told.value.left == left
    for late in (wrong, code):
        with pytest.raises(prove.TooManyTriesError) as held:
            prove.type_code(proof.pk, late, browser=PHONE, house=lobby.house)
        assert held.value.until > lobby.clock()
    assert not Proof.objects.filter(proven_at__isnull=False).exists()


def test_cool_down_of_one_browser_leaves_others_alone(lobby: Lobby, token: str) -> None:
    bell = ring(lobby, token)
    for _ in range(prove.PROOFS_AT_ONCE):
        prove.by_email(bell, "guess@else.example", browser=LAPTOP, house=lobby.house)
    with pytest.raises(prove.TooManyTriesError):
        prove.by_email(bell, MARA, browser=LAPTOP, house=lobby.house)
    proof = prove.by_email(bell, MARA, browser=PHONE, house=lobby.house)
    assert prove.type_code(proof.pk, newest_letter(lobby)[0], browser=PHONE, house=lobby.house)
    lobby.clock.forward(prove.COOL_DOWN)
    proof = prove.by_email(bell, MARA, browser=LAPTOP, house=lobby.house)
    assert prove.type_code(proof.pk, newest_letter(lobby)[0], browser=LAPTOP, house=lobby.house)


@pytest.mark.parametrize("address", [MARA, "stranger@else.example", "", "no address"])
def test_asking_costs_the_same_whatever_is_typed(
    lobby: Lobby, token: str, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bell = ring(lobby, token)
    with django_assert_num_queries(4):
        proof = prove.by_email(bell, address, browser=PHONE, house=lobby.house)
    assert not Mail.objects.exists()
    assert address not in str(list(Proof.objects.values())) or not address, "what was typed is sealed"
    letters.write_due(lobby.house)
    assert Proof.objects.get(pk=proof.pk).typed == b""


def test_words_posted_from_the_account_prove(lobby: Lobby, case: Case, token: str) -> None:
    proof = prove.by_account(ring(lobby, token), browser=PHONE, house=lobby.house)
    assert prove.key_of(proof.pk, browser=PHONE, house=lobby.house) is None
    post = says(lobby, case, f"{proof.words.upper()}!")
    key = prove.key_of(proof.pk, browser=PHONE, house=lobby.house)
    assert key is not None
    assert enter.look(key, house=lobby.house) is not None
    assert Proof.objects.get().post == post
    assert prove.key_of(proof.pk, browser=LAPTOP, house=lobby.house) is None, "another browser gets no key"


def test_words_of_somebody_else_prove_nothing(lobby: Lobby, token: str) -> None:
    proof = prove.by_account(ring(lobby, token), browser=PHONE, house=lobby.house)
    stranger = lobby.case(lobby.person("olga"))
    says(lobby, stranger, proof.words)
    assert prove.key_of(proof.pk, browser=PHONE, house=lobby.house) is None
    assert not RoomKey.objects.exists()


def test_words_are_stale_after_ten_minutes(lobby: Lobby, case: Case, token: str) -> None:
    proof = prove.by_account(ring(lobby, token), browser=PHONE, house=lobby.house)
    lobby.clock.forward(600)
    says(lobby, case, proof.words)
    assert prove.key_of(proof.pk, browser=PHONE, house=lobby.house) is None
