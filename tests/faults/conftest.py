"""A durable server, a network that misbehaves on demand, and a fresh scene for each test."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from parlour.simulator.network import Settings
from tests.faults.scene import Scene, Victims
from tests.faults.server import Server, durable_server
from tests.simulator.lobby import Lobby, serve


@pytest.fixture(scope="session")
def durable() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="parlour-faults-") as folder, durable_server(Path(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def victims(durable: Server) -> Iterator[Victims]:
    victims = Victims(durable.url, durable.folder / "home")
    yield victims
    victims.end()


@pytest.fixture(scope="session")
def network() -> Iterator[Lobby]:
    with serve(Settings(heartbeat_seconds=0.2)) as lobby:
        yield lobby


@pytest.fixture
def scene(durable: Server, victims: Victims, network: Lobby) -> Iterator[Scene]:
    scene = Scene(durable, victims, network)
    scene.begin()
    yield scene
    scene.end()
