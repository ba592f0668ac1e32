"""One running network for the tests of a file; each test finds it empty."""

from collections.abc import Iterator

import pytest

from parlour.simulator.network import Settings
from tests.simulator.lobby import Lobby, serve


@pytest.fixture(scope="module")
def running() -> Iterator[Lobby]:
    with serve(Settings(heartbeat_seconds=0.2)) as lobby:
        yield lobby


@pytest.fixture
def lobby(running: Lobby) -> Lobby:
    assert running.control("/reset").status_code == 200
    return running
