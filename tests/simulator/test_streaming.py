"""Server-sent events over real connections."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest

from tests.simulator.lobby import Lobby


class Stream:
    """Reads one stream line by line."""

    def __init__(self, response: httpx2.Response) -> None:
        self._lines = response.iter_lines()

    def line(self) -> str:
        return next(self._lines)

    def event(self) -> tuple[str, str]:
        """The next event, past heartbeats."""
        name = ""
        for line in self._lines:
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                return name, line[6:]
        raise AssertionError("the stream ended")

    def until(self, wanted: str) -> str:
        """The payload of the next event of a name."""
        while True:
            name, payload = self.event()
            if name == wanted:
                return payload


@contextmanager
def listening(lobby: Lobby, path: str, handle: str = "marlowcare") -> Iterator[Stream]:
    with (
        httpx2.Client(base_url=lobby.url, timeout=10) as client,
        client.stream("GET", f"/api/v1/streaming{path}", headers=lobby.bearer(handle)) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        stream = Stream(response)
        assert stream.line() == ":)"
        yield stream


def test_health(lobby: Lobby) -> None:
    assert lobby.client().stream_healthy()


def test_heartbeat_is_a_comment(lobby: Lobby) -> None:
    with listening(lobby, "/user") as stream:
        assert [stream.line(), stream.line()] == [":thump", ":thump"]


@pytest.mark.parametrize("path", ["/user", "/user/notification", "?stream=user", "?stream=user:notification"])
def test_mention_arrives_as_notification(lobby: Lobby, path: str) -> None:
    with listening(lobby, path) as stream:
        said = lobby.say("mara", "@marlowcare hello")
        told = json.loads(stream.until("notification"))
    assert (told["type"], told["status"]["id"]) == ("mention", said["id"])


def test_token_may_stand_in_the_address(lobby: Lobby) -> None:
    with listening(lobby, "?stream=user&access_token=sim-marlowcare", "") as stream:
        lobby.say("mara", "@marlowcare hello")
        assert stream.event()[0] == "notification"


def test_direct_stream_carries_conversations(lobby: Lobby) -> None:
    with listening(lobby, "/direct") as stream:
        said = lobby.say("mara", "@marlowcare psst", visibility="direct")
        name, payload = stream.event()
    shown = json.loads(payload)
    assert (name, shown["last_status"]["id"], shown["unread"]) == ("conversation", said["id"], True)


@pytest.mark.parametrize("path", ["/public", "/public/local", "/hashtag?tag=gas"])
def test_public_streams_carry_updates_edits_and_deletions(lobby: Lobby, path: str) -> None:
    mara = lobby.client("mara")
    with listening(lobby, path, "") as stream:
        lobby.say("mara", "@marlowcare not public #gas", visibility="unlisted")
        said = mara.status_post("smell #gas")
        mara.status_update(said.id, "no smell #gas")
        mara.status_delete(said.id)
        names = [stream.event() for _ in range(3)]
    assert [name for name, _ in names] == ["update", "status.update", "delete"]
    assert names[2][1] == str(said.id)


def test_own_posts_come_back_on_the_user_stream(lobby: Lobby) -> None:
    with listening(lobby, "/user") as stream:
        said = lobby.post("/api/v1/statuses", status="hello").json()
        assert json.loads(stream.until("update"))["id"] == said["id"]


def test_mentioned_account_hears_of_the_deletion(lobby: Lobby) -> None:
    mara = lobby.client("mara")
    with listening(lobby, "/user") as stream:
        said = mara.status_post("@marlowcare oops")
        mara.status_delete(said.id)
        assert stream.until("delete") == str(said.id)


def test_closed_stream_leaves_nothing_behind(lobby: Lobby) -> None:
    with listening(lobby, "/user") as stream:
        assert lobby.http.get("/_simulator/state").json()["streams"] == 1
        lobby.control("/reset")
        with pytest.raises(AssertionError, match="the stream ended"):
            stream.event()
    assert lobby.http.get("/_simulator/state").json()["streams"] == 0
