"""Every kind of trouble, over real connections."""

import json
import socket
import time
from urllib.parse import urlsplit

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.simulator.clock import ManualClock
from parlour.simulator.faults import KINDS, Fault, FaultBox, Occasion
from tests.simulator.lobby import Lobby
from tests.simulator.test_streaming import listening

NOTIFICATIONS = "/api/v1/notifications"
STATUSES = "/api/v1/statuses"


def raw_post(lobby: Lobby, text: str) -> bytes:
    """Every byte the server sends in answer to a post, until it closes the connection."""
    address = urlsplit(lobby.url)
    assert address.hostname
    assert address.port
    body = f"status={text}"
    head = f"POST {STATUSES} HTTP/1.1\r\nHost: lobby\r\nAuthorization: Bearer sim-marlowcare\r\n"
    form = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall((head + form).encode())
        return _drain(connection)


def _drain(connection: socket.socket) -> bytes:
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received


def test_connection_dropped_before_processing_changes_nothing(lobby: Lobby) -> None:
    lobby.fault("drop_before", path=STATUSES, method="POST", count=1)
    assert raw_post(lobby, "lost") == b""
    assert lobby.truth() == []


def test_connection_dropped_after_processing_has_posted(lobby: Lobby) -> None:
    lobby.fault("drop_after", path=STATUSES, method="POST", count=1)
    assert raw_post(lobby, "said") == b""
    assert [each["text"] for each in lobby.truth()] == ["said"]


def test_retry_with_the_same_key_after_a_drop_posts_once(lobby: Lobby) -> None:
    lobby.fault("drop_after", path=STATUSES, count=1)
    with pytest.raises(httpx2.TransportError):
        lobby.post(STATUSES, status="once", key="k")
    answer = lobby.post(STATUSES, status="once", key="k").json()
    assert [each["id"] for each in lobby.truth(by="marlowcare")] == [answer["id"]]


def test_ignored_key_posts_twice(lobby: Lobby) -> None:
    lobby.fault("ignore_idempotency", count=1)
    lobby.post(STATUSES, status="once", key="k")
    lobby.post(STATUSES, status="once", key="k")
    assert [each["text"] for each in lobby.truth(by="marlowcare")] == ["once", "once"]


def test_latency_delays(lobby: Lobby) -> None:
    lobby.fault("latency", path=NOTIFICATIONS, seconds=0.3, count=1)
    start = time.monotonic()
    assert lobby.get(NOTIFICATIONS).status_code == 200
    assert time.monotonic() - start >= 0.3


def test_too_many_requests_in_the_networks_dialect(lobby: Lobby) -> None:
    lobby.fault("too_many_requests", path=NOTIFICATIONS, count=1)
    answer = lobby.get(NOTIFICATIONS)
    assert (answer.status_code, answer.json()) == (429, {"error": "Too many requests"})
    assert (answer.headers["x-ratelimit-limit"], answer.headers["x-ratelimit-remaining"]) == ("300", "0")
    assert lobby.get(NOTIFICATIONS).status_code == 200


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_server_error_is_a_page_not_json(lobby: Lobby, status: int) -> None:
    lobby.fault("server_error", status=status, count=1)
    answer = lobby.get(NOTIFICATIONS)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")


def test_duplicates_in_the_listing(lobby: Lobby) -> None:
    lobby.say("mara", "@marlowcare one")
    lobby.say("mara", "@marlowcare two")
    lobby.fault("duplicate", path=NOTIFICATIONS)
    assert [each["id"] for each in lobby.get(NOTIFICATIONS).json()] == ["2", "2", "1", "1"]


def test_duplicates_on_the_stream(lobby: Lobby) -> None:
    lobby.fault("duplicate", path="/api/v1/streaming/*", count=1)
    with listening(lobby, "/user") as stream:
        lobby.say("mara", "@marlowcare one")
        first, second = stream.event(), stream.event()
    assert first == second


def test_reordered_listing_has_the_same_items(lobby: Lobby) -> None:
    for index in range(4):
        lobby.say("mara", f"@marlowcare {index}")
    lobby.fault("reorder", path=NOTIFICATIONS, count=1)
    shuffled = [each["id"] for each in lobby.get(NOTIFICATIONS).json()]
    assert sorted(shuffled) == ["1", "2", "3", "4"]
    assert shuffled != ["4", "3", "2", "1"]


def test_reordered_stream_swaps_two_events(lobby: Lobby) -> None:
    lobby.fault("reorder", path="/api/v1/streaming/*", count=1)
    with listening(lobby, "/user") as stream:
        lobby.say("mara", "@marlowcare one")
        lobby.say("mara", "@marlowcare two")
        ids = [json.loads(stream.event()[1])["id"] for _ in range(2)]
    assert ids in (["2", "1"], ["1", "2"])
    assert lobby.http.get("/_simulator/faults").json() == []


@pytest.mark.parametrize("mode", ["not_json", "truncated"])
def test_garbage_cannot_be_parsed(lobby: Lobby, mode: str) -> None:
    lobby.say("mara", "@marlowcare one")
    lobby.fault("garbage", path=NOTIFICATIONS, mode=mode, count=1)
    answer = lobby.get(NOTIFICATIONS)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"."):
        answer.json()
    assert len(lobby.get(NOTIFICATIONS).json()) == 1


def test_garbage_of_wrong_types_is_json(lobby: Lobby) -> None:
    lobby.say("mara", "@marlowcare one")
    lobby.fault("garbage", path=NOTIFICATIONS, mode="wrong_types", count=1)
    told = lobby.get(NOTIFICATIONS).json()[0]
    assert (told["id"], told["status"]["sensitive"], told["status"]["tags"]) == (7, "False", None)


def test_garbage_cut_in_the_middle_of_the_body(lobby: Lobby) -> None:
    lobby.say("mara", "@marlowcare one")
    lobby.fault("garbage", path=NOTIFICATIONS, mode="cut_body", count=1)
    with pytest.raises(httpx2.TransportError):
        lobby.get(NOTIFICATIONS)


def test_stream_cut_at_an_event_that_is_lost(lobby: Lobby) -> None:
    lobby.fault("drop_after", path="/api/v1/streaming/*", count=1)
    with listening(lobby, "/user") as stream:
        lobby.say("mara", "@marlowcare lost on the stream")
        with pytest.raises(httpx2.RemoteProtocolError):
            stream.event()
    assert len(lobby.get(NOTIFICATIONS).json()) == 1


def test_garbage_on_the_stream(lobby: Lobby) -> None:
    lobby.fault("garbage", path="/api/v1/streaming/*", count=1)
    with listening(lobby, "/user") as stream:
        lobby.say("mara", "@marlowcare one")
        lobby.say("mara", "@marlowcare two")
        with pytest.raises(ValueError, match=r"."):
            json.loads(stream.event()[1])
        assert json.loads(stream.event()[1])["id"] == "2"


def test_silent_stream_stays_open_and_says_nothing(lobby: Lobby) -> None:
    with listening(lobby, "/user") as stream:
        lobby.fault("silent_stream")
        lobby.say("mara", "@marlowcare lost on the stream")
        address, headers = f"{lobby.url}/api/v1/streaming/user", lobby.bearer("marlowcare")
        with httpx2.stream("GET", address, headers=headers, timeout=0.6) as silent, pytest.raises(httpx2.ReadTimeout):
            next(silent.iter_lines())
        lobby.http.delete("/_simulator/faults")
        lobby.say("mara", "@marlowcare heard again")
        assert json.loads(stream.until("notification"))["id"] == "2"
    assert len(lobby.get(NOTIFICATIONS).json()) == 2


def test_filtered_direct_message_is_a_request(lobby: Lobby) -> None:
    lobby.fault("filter_direct", account="marlowcare", count=1)
    said = lobby.say("mara", "@marlowcare one", visibility="direct")
    lobby.say("tom_a", "@marlowcare two", visibility="direct")
    assert [each["account"]["acct"] for each in lobby.get(NOTIFICATIONS).json()] == ["tom_a"]
    requests = lobby.get("/api/v1/notifications/requests").json()
    assert [each["last_status"]["id"] for each in requests] == [said["id"]]
    assert len(lobby.get("/api/v1/conversations").json()) == 2


def test_revoked_token_strikes_one_account_and_ends_streams(lobby: Lobby) -> None:
    with listening(lobby, "/user") as stream:
        lobby.fault("revoked_token", account="marlowcare")
        with pytest.raises(AssertionError, match="the stream ended"):
            stream.event()
    answer = lobby.get(NOTIFICATIONS)
    assert (answer.status_code, answer.json()) == (401, {"error": "The access token was revoked"})
    assert lobby.get(NOTIFICATIONS, "mara").status_code == 200


def test_outage_closes_every_connection_until_it_is_over(lobby: Lobby) -> None:
    with listening(lobby, "/user") as stream:
        outage = lobby.fault("outage", seconds=60)
        with pytest.raises(AssertionError, match="the stream ended"):
            stream.event()
    assert raw_post(lobby, "lost") == b""
    with pytest.raises(httpx2.TransportError):
        lobby.get("/api/v1/streaming/health")
    assert lobby.http.delete(f"/_simulator/faults/{outage}").status_code == 200
    assert lobby.get(NOTIFICATIONS).status_code == 200
    assert lobby.truth() == []


def test_outage_ends_by_itself() -> None:
    clock = ManualClock()
    box = FaultBox(clock)
    box.add(Fault(kind="outage", seconds=30))
    assert box.active("outage", Occasion("/"))
    clock.advance(30)
    assert not box.active("outage", Occasion("/"))


@pytest.mark.parametrize(
    ("scope", "occasion", "strikes"),
    [
        ({}, Occasion("/api/v1/statuses", "POST", "mara"), True),
        ({"path": "/api/v1/statuses"}, Occasion("/api/v1/statuses/1"), False),
        ({"path": "/api/v1/statuses/*"}, Occasion("/api/v1/statuses/1"), True),
        ({"method": "post"}, Occasion("/", "POST"), True),
        ({"method": "POST"}, Occasion("/", "GET"), False),
        ({"account": "mara"}, Occasion("/", "GET", "tom_a"), False),
        ({"account": ""}, Occasion("/", "GET", ""), True),
        ({"probability": 0.0}, Occasion("/"), False),
    ],
)
def test_fault_strikes_within_its_scope(scope: dict[str, object], occasion: Occasion, strikes: bool) -> None:
    box = FaultBox(ManualClock())
    box.add(Fault(kind="latency", **scope))  # type: ignore[arg-type]
    assert (box.draw("latency", occasion) is not None) == strikes


@given(seed=st.integers(), probability=st.floats(0, 1), count=st.integers(1, 5))
def test_fault_is_repeatable_and_bounded(seed: int, probability: float, count: int) -> None:
    def strikes() -> list[bool]:
        box = FaultBox(ManualClock(), seed)
        box.add(Fault(kind="drop_after", probability=probability, count=count))
        return [box.draw("drop_after", Occasion("/")) is not None for _ in range(20)]

    assert strikes() == strikes()
    assert sum(strikes()) <= count


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "flood"},
        {"kind": "latency", "seconds": -1},
        {"kind": "latency", "count": 0},
        {"kind": "latency", "probability": 2},
        {"kind": "server_error", "status": 418},
        {"kind": "garbage", "mode": "prose"},
        {"kind": "latency", "colour": "red"},
        {"kind": "latency", "seconds": "long"},
        {},
    ],
)
def test_fault_that_cannot_be_is_refused(lobby: Lobby, wrong: dict[str, object]) -> None:
    answer = lobby.control("/faults", **wrong)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert lobby.http.get("/_simulator/faults").json() == []


def test_every_kind_is_accepted(lobby: Lobby) -> None:
    for kind in KINDS:
        lobby.fault(kind, path="/nowhere")
    assert [each["kind"] for each in lobby.http.get("/_simulator/faults").json()] == list(KINDS)
