"""A room to test with: somebody on file who was invited, their doorbell, and the way in by letter."""

import pytest
from django.core import mail

from parlour.store.models import Case, Doorbell
from parlour.usecases import doorbell, enter, prove
from parlour.usecases.doorbell import doorbell_link
from parlour.usecases.enter import Entered
from parlour.usecases.post_mail import post_due
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby

PHONE, LAPTOP = b"p" * 32, b"l" * 32
MARA = "mara@reeds.example"


@pytest.fixture
def case(lobby: Lobby) -> Case:
    """Mara's, whose address is on file."""
    lobby.rooms()
    case = lobby.case()
    lobby.customer(case.person, email="Mara@Reeds.example")
    return case


@pytest.fixture
def token(lobby: Lobby, case: Case) -> str:
    return invite(lobby, case)


@pytest.fixture
def inside(lobby: Lobby, token: str) -> Entered:
    return come_in(lobby, token)


def invite(lobby: Lobby, case: Case) -> str:
    """The token of the doorbell in an invitation that stands in the thread."""
    link = doorbell_link(case, house=lobby.house)
    lobby.submit(case, f"Talk with us in private, if you like: {link}", purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(1)
    return link.rstrip("/").rpartition("/")[2]


def ring(lobby: Lobby, token: str) -> Doorbell:
    bell = doorbell.ring(token, house=lobby.house)
    assert bell is not None
    return bell


def newest_letter(lobby: Lobby) -> tuple[str, str]:
    """Code and key of the newest letter that was posted."""
    post_due(lobby.house)
    lines = mail.outbox[-1].body.splitlines()
    code = next(line for line in lines if line.startswith("Your code: ")).split()[2:4]
    link = next(line for line in lines if "/room/key/" in line)
    return "".join(code), link.rstrip("/").rpartition("/")[2]


def come_in(lobby: Lobby, token: str) -> Entered:
    """By a letter to the address on file."""
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    entered = enter.enter(newest_letter(lobby)[1], language="en", house=lobby.house)
    assert entered is not None
    return entered
