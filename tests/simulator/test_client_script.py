"""The same client script against this network and against an independent implementation of the API."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from mastodon import Mastodon
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from parlour.simulator.network import Settings
from tests.simulator.client_script import PATIENCE, STEPS, Peer
from tests.simulator.lobby import serve

SEEDS = """
[streaming]
heartbeat_seconds = 0.2
[[seed.accounts]]
username = "marlowcare"
access_token = "brand-token"
[[seed.accounts]]
username = "mara"
access_token = "person-token"
"""


def a_peer(url: str, brand_token: str, person_token: str) -> Peer:
    def client(token: str) -> Mastodon:
        return Mastodon(access_token=token, api_base_url=url, ratelimit_method="throw", request_timeout=PATIENCE)

    brand, person = client(brand_token), client(person_token)
    return Peer(url, brand_token, person_token, brand, person, "marlowcare", "mara")


@pytest.fixture(scope="module")
def ours() -> Iterator[Peer]:
    with serve(Settings(heartbeat_seconds=0.2)) as lobby:
        yield a_peer(lobby.url, "sim-marlowcare", "sim-mara")


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    program = shutil.which("mastodon_mock", path=str(Path(sys.executable).parent))
    assert program, "install the dev dependencies: mastodon_mock is missing"
    config = tmp_path_factory.mktemp("mock") / "mock.toml"
    config.write_text(SEEDS)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "serve", "--in-memory", "--host", "127.0.0.1", "--port", str(port), "--config", str(config)]
    with subprocess.Popen(
        [*command, "--log-level", "error"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as mock:
        try:
            yield a_peer(_ready(f"http://127.0.0.1:{port}"), "brand-token", "person-token")
        finally:
            mock.terminate()


def _ready(url: str) -> str:
    retries = Retry(total=60, connect=60, backoff_factor=0.1, backoff_max=0.5)
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=retries))
        assert session.get(f"{url}/api/v2/instance", timeout=PATIENCE).status_code == 200
    return url


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_script_on_the_make_believe_network(ours: Peer, step: Callable[[Peer], None]) -> None:
    step(ours)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_script_on_an_independent_server(theirs: Peer, step: Callable[[Peer], None]) -> None:
    step(theirs)
