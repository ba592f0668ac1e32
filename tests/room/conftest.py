"""A lobby with rooms, one invited person, and browsers that come to the door."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from parlour.knowledge import Knowledge
from parlour.knowledge.guard.load import load_guard
from parlour.store.models import Case, Handle
from parlour.usecases import house as the_real
from parlour.usecases.doorbell import doorbell_link
from parlour.usecases.post_mail import post_due
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby

MARA = "mara@reeds.example"


@pytest.fixture(scope="session")
def what_guards() -> Knowledge:
    """What the guard knows."""
    return Knowledge(guard=load_guard())


@pytest.fixture
def lobby(db: None, what_guards: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Lobby:
    """Marlow's lobby with rooms; its house is the process's."""
    made = Lobby(what_guards)
    made.rooms()
    monkeypatch.setattr(the_real, "_built", [made.house])
    return made


def invited(lobby: Lobby, person: Handle | None = None, *, email: str = MARA, language: str = "en") -> tuple[Case, str]:
    """A person on file whose invitation stands in the thread, and the path of the doorbell in it."""
    case = lobby.case(person, "My root canal went wrong.", language)
    lobby.customer(case.person, ref=f"C-{case.pk}", email=email)
    link = doorbell_link(case, house=lobby.house)
    lobby.submit(case, f"Talk with us in private: {link}", purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(1)
    return case, path_of(link)


@pytest.fixture
def mara(lobby: Lobby) -> tuple[Case, str]:
    return invited(lobby)


@pytest.fixture
def case(mara: tuple[Case, str]) -> Case:
    return mara[0]


@pytest.fixture
def door(mara: tuple[Case, str]) -> str:
    """The path of Mara's doorbell."""
    return mara[1]


def path_of(link: str) -> str:
    return link.removeprefix("https://care.example")


@dataclass
class Browser:
    """A browser that keeps cookies and sends the forms it was shown."""

    language: str = "en"
    address: str = "192.0.2.1"
    client: Client = field(init=False)
    form: str = ""

    def __post_init__(self) -> None:
        self.client = Client(REMOTE_ADDR=self.address, HTTP_ACCEPT_LANGUAGE=self.language)

    def get(self, path: str, **more: str) -> Any:
        return self._read(self.client.get(path, headers=more))

    def send(self, path: str, **fields: object) -> Any:
        """Send a form as the page before showed it."""
        return self._read(self.client.post(path, {"form": self.form, **fields}))

    def _read(self, response: Any) -> Any:
        """Remember the word of the form that is shown."""
        _, shown, rest = response.content.partition(b'name="form" value="')
        if shown:
            self.form = rest.partition(b'"')[0].decode()
        return response

    def ask_for_letter(self, door: str, address: str = MARA) -> Any:
        self.get(door)
        return self.send(f"{door}letter", address=address)

    def come_in(self, lobby: Lobby, door: str, address: str = MARA) -> Any:
        """By the link of the letter, to the open room."""
        self.ask_for_letter(door, address)
        key = newest_letter(lobby)[1]
        self.get(key)
        assert self.send(key).status_code == 302
        return self.get("/room/")

    def number(self) -> str:
        page: str = self.get("/room/").content.decode()
        return page.partition('name="number" value="')[2].partition('"')[0]

    def say(self, text: str, **fields: object) -> Any:
        return self.send("/room/say", **{"text": text, "number": self.number(), **fields})


def newest_letter(lobby: Lobby) -> tuple[str, str]:
    """The code of the newest letter, and the path of its key."""
    post_due(lobby.house)
    lines = mail.outbox[-1].body.splitlines()
    link = next(line for line in lines if "/room/key/" in line)
    return code_in(str(mail.outbox[-1].body)), path_of(link)


def code_in(body: str) -> str:
    """The six digits in a letter, written as people read them: 123 456."""
    found = re.search(r"\b(\d{3}) (\d{3})\b", body)
    assert found is not None, body
    return found[1] + found[2]


@pytest.fixture
def phone() -> Browser:
    return Browser()


@pytest.fixture
def stranger() -> Browser:
    return Browser(address="198.51.100.7")
