"""Letters with a code and a key: who asks gets one, a handful an hour."""

import re

import pytest
from django.core import mail

from parlour.store.models import Case, Mail
from parlour.usecases import enter, letters, prove
from parlour.usecases.post_mail import post_due
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import MARA, PHONE, case, newest_letter, ring, token

__all__ = ["case", "token"]


def ask(lobby: Lobby, token: str, number: int) -> None:
    prove.by_email(ring(lobby, token), MARA, browser=number.to_bytes(32), house=lobby.house)
    letters.write_due(lobby.house)


def test_letters_of_one_doorbell_are_bounded_by_hour_and_day(lobby: Lobby, token: str) -> None:
    written = []
    for hour in range(6):
        for number in range(letters.LETTERS_AN_HOUR + 2):
            ask(lobby, token, 100 * hour + number)
        written.append(Mail.objects.count())
        lobby.clock.forward(3600)
    assert written == [5, 10, 15, 20, 20, 20]


def test_link_of_a_letter_goes_on_counting_when_no_new_one_is_written(lobby: Lobby, token: str) -> None:
    for number in range(letters.LETTERS_AN_HOUR + 1):
        ask(lobby, token, number)
    lobby.clock.forward(7200)
    assert enter.enter(newest_letter(lobby)[1], language="en", house=lobby.house) is not None


def test_letter_is_not_written_once_its_code_would_be_stale(lobby: Lobby, token: str) -> None:
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    lobby.clock.forward(600)
    assert (letters.write_due(lobby.house), Mail.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "Your code from Marlow"), ("de", "Ihr Code von Marlow"), ("es", "Su código de Marlow")],
)
def test_code_stands_in_the_letter_and_not_in_its_subject(
    lobby: Lobby, case: Case, token: str, language: str, subject: str
) -> None:
    Case.objects.filter(pk=case.pk).update(language=language)
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    post_due(lobby.house)
    sent = mail.outbox[-1]
    assert sent.subject == subject
    assert re.search(r"\b\d{3} \d{3}\b", str(sent.body))
