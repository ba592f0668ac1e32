"""The live stream: what it says, that it lives, and that its silence is noticed."""

import json
from typing import Any

import httpx2
import pytest

from parlour.channels.mastodon.live import stream_base
from parlour.channels.port import Account, Batch, Kind, NeedsReauth, NotOurs, Retryable
from tests.channels.mastodon.server import (
    BASE,
    OURS,
    SETTINGS,
    channel_with,
    conversation,
    direct,
    notification,
    status,
)


def sse(name: str, payload: Any) -> str:
    return f"event: {name}\ndata: {payload if isinstance(payload, str) else json.dumps(payload)}\n\n"


def listen(text: str) -> list[Batch]:
    return list(channel_with(lambda _request: httpx2.Response(200, text=text)).listen())


@pytest.mark.parametrize(
    ("event", "keys"),
    [
        (sse("notification", notification("1", status("101"))), ["post:101"]),
        (sse("notification", notification("1", None, "follow")), []),
        (sse("conversation", conversation("1", direct("101"))), ["post:101"]),
        (sse("conversation", conversation("1", None)), []),
        (sse("status.update", status("101", edited_at="2026-05-01T11:00:00Z")), ["edit:2026-05-01T11:00:00+00:00:101"]),
        (sse("delete", "101"), ["delete:101"]),
        (sse("update", status("101")), []),  # the home timeline
        (sse("filters_changed", ""), []),
        ("event: delete\ndata:101\r\n\r\n", ["delete:101"]),
        ("event: delete\n: a comment between\ndata: 101\nid: 5\n\n", ["delete:101"]),
        ("data: nameless\n\n", []),
        ("event: delete\ndata: cut off before its end", []),
    ],
)
def test_event_of_the_stream(event: str, keys: list[str]) -> None:
    assert [heard.key for batch in listen(event) for heard in batch.events] == keys


def test_heartbeat_is_an_empty_batch_that_moves_no_cursor() -> None:
    assert listen(":thump\n:thump\n") == [Batch("stream", ()), Batch("stream", ())]


def test_event_that_cannot_be_read_is_kept_and_the_next_is_heard() -> None:
    channel = channel_with(
        lambda _request: httpx2.Response(
            200, text=sse("notification", "{cut") + sse("notification", "[]") + sse("delete", "9")
        )
    )
    events = [heard for batch in channel.listen() for heard in batch.events]
    assert [heard.key.partition(":")[0] for heard in events] == ["odd", "odd", "delete"]
    for heard in events[:2]:
        with pytest.raises(NotOurs):
            channel.parse(heard)
    assert channel.parse(events[2]).kind is Kind.DELETE


def test_stream_is_asked_of_the_host_the_server_named_with_our_token() -> None:
    asked: list[tuple[str, str]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append((str(request.url), request.headers["Authorization"]))
        return httpx2.Response(200, text="")

    assert list(channel_with(handler).listen()) == []
    assert asked == [("https://stream.lobby.example/api/v1/streaming/user", "Bearer t0ken")]


def test_host_of_the_stream_is_asked_for_when_it_is_not_known_yet() -> None:
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        if request.url.path == "/api/v2/instance":
            urls = {"urls": {"streaming": "wss://stream.lobby.example"}}
            return httpx2.Response(200, json={"domain": "lobby.example", "configuration": urls})
        return httpx2.Response(200, text=":\n")

    home = Account(OURS.address, {name: value for name, value in SETTINGS.items() if name != "streaming"}, OURS.secret)
    assert list(channel_with(handler, home).listen()) == [Batch("stream", ())]
    assert asked == ["/api/v2/instance", "/api/v1/streaming/user"]


@pytest.mark.parametrize(
    ("told", "base"),
    [
        ("wss://stream.lobby.example", "https://stream.lobby.example"),
        ("wss://stream.lobby.example/api/v1/streaming", "https://stream.lobby.example"),
        ("https://stream.lobby.example", "https://stream.lobby.example"),
        ("", BASE),
        ("ws://stream.lobby.example", BASE),  # the token never leaves unencrypted
        ("nonsense", BASE),
    ],
)
def test_address_of_the_stream(told: str, base: str) -> None:
    assert stream_base(told, BASE) == base


def test_silence_is_a_retry() -> None:
    def silent(_request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("silent")

    with pytest.raises(Retryable, match="no answer in time"):
        list(channel_with(silent).listen())


def test_revoked_token_is_told_at_the_stream_too() -> None:
    answer = httpx2.Response(401, json={"error": "The access token was revoked"})
    with pytest.raises(NeedsReauth, match="reconnect"):
        list(channel_with(lambda _request: answer).listen())


def test_event_larger_than_any_post_is_refused() -> None:
    line = f"data: {'x' * 500_000}\n"
    with pytest.raises(NotOurs, match="too large"):
        listen("event: notification\n" + line * 5)
