"""A make-believe network on a port of its own, for tests that need real HTTP."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import httpx2
from mastodon import Mastodon

from parlour.simulator.app import create_app
from parlour.simulator.cast import Cast
from parlour.simulator.network import Network, Profile, Settings
from parlour.simulator.player import Player
from parlour.simulator.serving import server
from tests.simulator.people import MARA, REMOTE, TOM


@dataclass
class Lobby:
    """A running network and ways to talk to it."""

    url: str
    network: Network
    player: Player
    http: httpx2.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx2.Client(base_url=self.url, timeout=10)

    def client(self, handle: str = "marlowcare") -> Mastodon:
        return Mastodon(
            access_token=f"sim-{handle}", api_base_url=self.url, ratelimit_method="throw", request_timeout=10
        )

    def get(self, path: str, handle: str = "marlowcare", /, **params: str | int) -> httpx2.Response:
        return self.http.get(path, params=params, headers=self.bearer(handle))

    def post(self, path: str, handle: str = "marlowcare", key: str = "", **form: object) -> httpx2.Response:
        extra = {"Idempotency-Key": key} if key else {}
        return self.http.post(path, data=form, headers=self.bearer(handle) | extra)

    def bearer(self, handle: str) -> dict[str, str]:
        return {"Authorization": f"Bearer sim-{handle}"} if handle else {}

    def control(self, path: str, /, **body: object) -> httpx2.Response:
        return self.http.post(f"/_simulator{path}", json=body)

    def fault(self, kind: str, /, **how: object) -> int:
        answer = self.control("/faults", kind=kind, **how)
        assert answer.status_code == 200, answer.text
        return int(answer.json()["id"])

    def say(self, by: str, text: str, **more: object) -> dict[str, object]:
        answer = self.control("/say", by=by, text=text, **more)
        assert answer.status_code == 200, answer.text
        told: dict[str, object] = answer.json()
        return told

    def truth(self, **where: str) -> list[dict[str, object]]:
        told: list[dict[str, object]] = self.http.get("/_simulator/statuses", params=where).json()
        return told


@contextmanager
def serve(
    settings: Settings | None = None,
    *,
    cast: Cast | None = None,
    speed: float = 1.0,
    extra: tuple[Profile, ...] = (MARA, TOM, REMOTE),
) -> Iterator[Lobby]:
    """A network with the two brands, the cast and some extra people, until the block ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    network = Network(replace(settings or Settings(), base_url=url))
    player = Player(network, cast or Cast(), speed=speed)
    for profile in extra:
        network.register(profile)
    running = server(create_app(network, player=player))
    thread = threading.Thread(target=running.run, args=([listening],), daemon=True)
    thread.start()
    lobby = Lobby(url, network, player)
    try:
        assert lobby.http.get("/health").text == "OK"
        yield lobby
    finally:
        running.should_exit = True
        lobby.http.close()
        thread.join(timeout=10)
        listening.close()
    assert not thread.is_alive()
