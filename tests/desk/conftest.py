"""A house whose clock stands still at the factory's moment, for every page of a test."""

import pytest
from django.test import Client

from parlour.knowledge import Knowledge
from parlour.store.models import Agent
from parlour.usecases import house as the_real
from parlour.usecases.house import House
from tests.desk import factory


@pytest.fixture(autouse=True)
def still_house(monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> House:
    """The process's House with the factory's moment as its present."""
    house = House(knowledge=knowledge, clock=lambda: factory.AT)
    monkeypatch.setattr(the_real, "_built", [house])
    return house


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


@pytest.fixture
def ines(marlow: factory.House) -> Agent:
    return factory.agent(marlow)


@pytest.fixture
def desk(client: Client, ines: Agent) -> Client:
    """Ines's browser, signed in."""
    client.force_login(ines)
    return client
