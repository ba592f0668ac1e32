"""A lobby for the tests of what goes out."""

from typing import cast

import pytest

from parlour.core.triage.knowledge import TriageKnowledge
from parlour.knowledge import Knowledge
from parlour.knowledge.guard.load import load_guard
from tests.usecases.lobby import Lobby


@pytest.fixture(scope="session")
def what_guards() -> Knowledge:
    """What the guard knows; what goes out is never triaged, so nothing is loaded for that."""
    return Knowledge(triage=cast(TriageKnowledge, None), guard=load_guard())


@pytest.fixture
def lobby(db: None, what_guards: Knowledge) -> Lobby:
    return Lobby(what_guards)


@pytest.fixture
def open_lobby(transactional_db: None, what_guards: Knowledge) -> Lobby:
    """A lobby whose changes other threads see: really committed, wiped afterwards."""
    return Lobby(what_guards)
