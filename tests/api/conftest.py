"""A program with a key, and a house whose clock stands still at the factory's moment."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from parlour.knowledge import Knowledge
from parlour.store.models import Agent
from parlour.usecases import house as the_real
from parlour.usecases.api_keys import MadeKey, make_api_key
from parlour.usecases.house import House
from tests.desk import factory

JSON, LINES = "application/json", "application/x-ndjson"
CASE: dict[str, Any] = {
    "id": "1",
    "surface": "public",
    "sectors": ["health"],
    "network": "mastodon",
    "now": "2026-03-18T12:00:00+00:00",
    "agent": {"name": "Jonas Berg", "initials": "JB", "company": "Marlow Care"},
    "customer": {
        "handle": "mara@lobby.example",
        "display_name": "Mara",
        "public_posts": ["My jaw still hurts!"],
        "private_facts": [{"kind": "appointment", "value": "2026-03-24 10:30", "source": "crm"}],
    },
    "draft": "🦷 See you on 24 March.",
}


@dataclass(frozen=True)
class Program:
    """Another program, asking with a key."""

    client: Client
    key: str

    def ask(self, body: bytes, kind: str = JSON, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.key}", **more.pop("headers", {})}
        return self.client.generic("POST", "/api/guard", body, CONTENT_TYPE=kind, headers=headers, **more)


@pytest.fixture(autouse=True)
def still_house(monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> House:
    """The process's House with the factory's moment as its present."""
    house = House(knowledge=knowledge, clock=lambda: factory.AT)
    monkeypatch.setattr(the_real, "_built", [house])
    return house


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> Callable[[Any], None]:
    """Set the house's clock."""

    def set_to(moment: Any) -> None:
        monkeypatch.setattr(the_real, "_built", [House(knowledge=knowledge, clock=lambda: moment)])

    return set_to


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


@pytest.fixture
def ines(marlow: factory.House) -> Agent:
    return factory.agent(marlow)


@pytest.fixture
def made(marlow: factory.House, ines: Agent) -> MadeKey:
    return make_api_key(marlow.brand, agent=ines, name="Helpdesk", at=factory.AT)


@pytest.fixture
def program(made: MadeKey) -> Program:
    return Program(Client(enforce_csrf_checks=True), made.shown)


def told(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal, which has no other words than these and a message."""
    said = json.loads(answer.content)
    assert set(said) == {"error"}
    assert set(said["error"]) == {"code", "message"}
    return answer.status_code, said["error"]["code"]
