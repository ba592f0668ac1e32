"""A flood of mails: so many of one kind to one case are taken in a day, and the rest is put off."""

from typing import Final

import pytest

from parlour.store.models import ArrivedMail, Case
from parlour.usecases.mail_in import TooManyMailsError, take_in
from parlour.usecases.reply_alias import reply_alias
from tests.channels.mail.letters import letter
from tests.usecases.lobby import Lobby
from tests.usecases.mails import EVE, FAIL, case

__all__ = ["case"]

KINDS: Final[dict[str, dict[str, str]]] = {
    "person": {},
    "stranger": {"From": EVE},
    "unproven": {"Authentication_Results": FAIL},
    "machine": {"Precedence": "bulk"},
}


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parlour.usecases.mail_in.MAILS_A_DAY", 3)


def takes(lobby: Lobby, case: Case, number: int, kind: str) -> ArrivedMail:
    about = {"To": reply_alias(case), "Message_ID": f"<{number}@x.example>", **KINDS[kind]}
    return take_in(bytes(letter(f"Number {number}", **about)), house=lobby.house)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_put_off_and_holds_back_no_other_kind_and_no_other_case(lobby: Lobby, case: Case, kind: str) -> None:
    for number in range(3):
        takes(lobby, case, number, kind)
    with pytest.raises(TooManyMailsError):
        takes(lobby, case, 3, kind)
    assert ArrivedMail.objects.count() == 3
    for number, other in enumerate((one for one in KINDS if one != kind), 10):
        assert takes(lobby, case, number, other)
    assert takes(lobby, lobby.case(lobby.person("olga")), 20, kind)
    lobby.clock.forward(86_400)
    assert takes(lobby, case, 3, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_same_mail_counts_once_however_often_it_comes(lobby: Lobby, case: Case, kind: str) -> None:
    first = takes(lobby, case, 1, kind)
    assert [takes(lobby, case, 1, kind) for _ in range(5)] == [first] * 5
    assert takes(lobby, case, 2, kind) != first
