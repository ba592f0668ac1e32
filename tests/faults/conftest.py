"""A durable server, a network that misbehaves on demand, and a fresh scene for each test."""

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from parlour.simulator.network import Settings
from parlour.store.embedded import Cluster
from tests.faults.scene import Scene, Victims, cluster_with_template
from tests.simulator.lobby import Lobby, serve

_numbers = itertools.count(1)


@pytest.fixture(scope="package")
def durable() -> Iterator[Cluster]:
    with (
        tempfile.TemporaryDirectory(prefix="parlour-faults-") as folder,
        cluster_with_template(Path(folder)) as cluster,
    ):
        yield cluster


@pytest.fixture(scope="package")
def victims(durable: Cluster) -> Iterator[Victims]:
    victims = Victims(durable.url, durable.folder.parent / "home")
    yield victims
    victims.end()


@pytest.fixture(scope="package")
def network() -> Iterator[Lobby]:
    with serve(Settings(heartbeat_seconds=0.2)) as lobby:
        yield lobby


@pytest.fixture
def scene(durable: Cluster, victims: Victims, network: Lobby) -> Iterator[Scene]:
    assert network.control("/reset").status_code == 200
    scene = Scene(f"scene{next(_numbers)}", durable, victims, network)
    scene.begin()
    yield scene
    scene.end()
