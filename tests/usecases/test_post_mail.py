"""Letters are posted in time, a bounded number of times, and let go when they are worthless."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from parlour.store.models import Case, Mail
from parlour.usecases import letters, prove
from parlour.usecases.post_mail import MOST_ATTEMPTS, post_due
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import MARA, PHONE, case, ring, token

__all__ = ["case", "token"]


def test_letters_are_tried_again_a_bounded_number_of_times(lobby: Lobby, token: str, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.usecases.test_post_mail.Down"
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    for _ in range(MOST_ATTEMPTS + 3):
        post_due(lobby.house)
        lobby.clock.forward(timedelta(hours=1).total_seconds())
    row = Mail.objects.get()
    assert (row.state, row.attempts, row.body) == ("failed", MOST_ATTEMPTS, "")


def test_letter_whose_last_attempt_nobody_outlived_is_not_tried_again(lobby: Lobby, token: str) -> None:
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    letters.write_due(lobby.house)
    Mail.objects.update(attempts=MOST_ATTEMPTS)
    post_due(lobby.house)
    row = Mail.objects.get()
    assert (row.state, row.problem, mail.outbox) == ("failed", "It was tried too often.", [])


def test_whom_a_letter_went_to_is_let_go_once_it_is_worthless(lobby: Lobby, token: str) -> None:
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    post_due(lobby.house)
    lobby.clock.forward(86_400 - 1)
    post_due(lobby.house)
    about = Mail.objects.values_list("recipient", "subject", "state")
    assert about.get() == (MARA, "Your code from Marlow", "sent")
    lobby.clock.forward(1)
    post_due(lobby.house)
    assert about.get() == ("", "", "sent")


def test_letter_that_comes_too_late_is_not_sent(lobby: Lobby, token: str) -> None:
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    letters.write_due(lobby.house)
    lobby.clock.forward(86_400)
    assert post_due(lobby.house) == 1
    assert (Mail.objects.get().state, mail.outbox) == ("failed", [])
    post_due(lobby.house)
    assert Mail.objects.get().recipient == ""


@pytest.mark.parametrize("address", ["mara", "m@ra@reeds.example", "mära@reeds.example", "mara@-.example\n"])
def test_letter_to_an_address_that_is_none_ends_there(lobby: Lobby, case: Case, address: str) -> None:
    now = lobby.clock()
    about = {"purpose": "code", "subject": "Your code", "body": "Hello", "made_at": now, "not_before": now}
    Mail.objects.create(
        brand=lobby.brand, case=case, recipient=address, worthless_from=now + timedelta(days=1), **about
    )
    for _ in range(MOST_ATTEMPTS + 3):
        post_due(lobby.house)
        lobby.clock.forward(3600)
    assert Mail.objects.get().state in ("failed", "sent")


class Down:
    """A mail server that does not answer."""

    def __init__(self, **_options: object) -> None: ...

    def send_messages(self, _messages: object) -> int:
        raise ConnectionRefusedError
