"""The door out: what comes back is an answer or one of five errors that say what to do."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta

import httpx2
import pytest

from parlour.channels import http
from parlour.channels.budget import Budget
from parlour.channels.clock import utc_now
from parlour.channels.http import Client, open_client
from parlour.channels.port import NeedsReauth, NotOurs, PortError, RateLimited, Rejected, Retryable

BASE = "https://social.example"


def client_for(response: httpx2.Response | Exception) -> Client:
    def handler(_request: httpx2.Request) -> httpx2.Response:
        if isinstance(response, Exception):
            raise response
        return response

    return open_client(BASE, transport=httpx2.MockTransport(handler))


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (301, NotOurs),
        (304, NotOurs),
        (400, Rejected),
        (401, NeedsReauth),
        (403, Rejected),
        (404, Rejected),
        (408, Retryable),
        (410, Rejected),
        (422, Rejected),
        (425, Retryable),
        (429, RateLimited),
        (500, Retryable),
        (502, Retryable),
        (503, Retryable),
        (504, Retryable),
    ],
)
def test_unhappy_status_is_one_of_the_five_errors(status: int, error: type[PortError]) -> None:
    with pytest.raises(error, match=f"GET social.example/x answered {status}"):
        client_for(httpx2.Response(status)).get("/x")


def test_error_shows_the_reason_of_the_server_but_no_query_and_no_control_character() -> None:
    client = client_for(httpx2.Response(422, json={"error": "Text \x1b[31mtoo long"}))
    with pytest.raises(Rejected) as caught:
        client.get("/x", {"code": "s3cret"})
    assert str(caught.value) == "GET social.example/x answered 422 (Text [31mtoo long)."


def test_overloaded_server_says_how_long_to_wait() -> None:
    with pytest.raises(Retryable) as caught:
        client_for(httpx2.Response(503, headers={"Retry-After": "17"})).get("/x")
    assert 16 < caught.value.after <= 17
    assert caught.value.maybe_done is True


def test_too_many_requests_says_until_when() -> None:
    before = utc_now()
    with pytest.raises(RateLimited) as caught:
        client_for(httpx2.Response(429, headers={"Retry-After": "30"})).get("/x")
    assert timedelta(seconds=29) < caught.value.retry_at - before < timedelta(seconds=40)


@pytest.mark.parametrize(
    ("failure", "maybe_done"),
    [
        (httpx2.ConnectError("refused"), False),
        (httpx2.ConnectTimeout("slow"), False),
        (httpx2.PoolTimeout("busy"), False),
        (httpx2.ReadTimeout("silent"), True),
        (httpx2.WriteTimeout("stuck"), True),
        (httpx2.ReadError("reset"), True),
        (httpx2.WriteError("reset"), True),
        (httpx2.RemoteProtocolError("closed"), True),
    ],
)
def test_transport_failure_is_certain_only_without_a_connection(failure: Exception, maybe_done: bool) -> None:
    with pytest.raises(Retryable) as caught:
        client_for(failure).post("/x", {"a": "b"})
    assert caught.value.maybe_done is maybe_done


def test_damaged_encoding_is_not_ours() -> None:
    response = httpx2.Response(
        200, headers={"Content-Encoding": "gzip"}, stream=httpx2.ByteStream(b"this was never packed")
    )
    with pytest.raises(NotOurs, match="damaged"):
        client_for(response).get("/x")


def test_find_of_an_absent_thing_is_none_and_of_a_refused_one_an_error() -> None:
    assert client_for(httpx2.Response(404)).find("/x") is None
    assert client_for(httpx2.Response(410)).find("/x") is None
    with pytest.raises(Rejected):
        client_for(httpx2.Response(403)).find("/x")


def test_network_may_judge_a_status_itself() -> None:
    client = open_client(
        BASE,
        transport=httpx2.MockTransport(lambda _request: httpx2.Response(403, json={"error": "scope"})),
        judge=lambda status, message: NeedsReauth(message) if status == 403 and "scope" in message else None,
    )
    with pytest.raises(NeedsReauth):
        client.get("/x")


def test_answer_that_is_not_json_shows_what_came_instead() -> None:
    with pytest.raises(NotOurs, match=r"GET social.example/x: expected JSON, got '<html>"):
        client_for(httpx2.Response(200, text="<html>hello")).get("/x").json()


def test_answer_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_ANSWER_BYTES", 1000)
    with pytest.raises(NotOurs, match="larger"):
        client_for(httpx2.Response(200, content=b"x" * 1001)).get("/x")


def test_links_are_known_by_relation() -> None:
    response = httpx2.Response(200, content=b"[]", headers={"Link": f'<{BASE}/x?min_id=5>; rel="prev"'})
    assert client_for(response).get("/x").links == {"prev": f"{BASE}/x?min_id=5"}


@pytest.mark.parametrize(
    ("address", "allow_private", "usable"),
    [
        ("https://social.example", False, True),
        ("https://social.example/", False, True),
        ("http://social.example", False, False),
        ("http://127.0.0.1:3000", True, True),
        ("ftp://social.example", True, False),
        ("social.example", True, False),
        ("https://", True, False),
        ("https://me:pass@social.example", False, False),
        ("https://social.example:notaport", False, False),
    ],
)
def test_address_of_a_server(address: str, allow_private: bool, usable: bool) -> None:
    if usable:
        assert http.check_base_url(address, allow_private=allow_private) == address.rstrip("/")
    else:
        with pytest.raises(ValueError, match="is not"):
            http.check_base_url(address, allow_private=allow_private)


def test_private_address_is_refused_before_a_byte_leaves() -> None:
    with pytest.raises(Rejected, match='set "allow_private"'):
        open_client("https://127.0.0.1:9").get("/x")


@pytest.fixture
def port() -> Iterator[int]:
    """A server that answers one request with a line, then keeps the connection open without another word."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n:thump\r\n\nhalf a li")
            done.wait(10)

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1]
    done.set()
    thread.join()
    listener.close()


def test_stream_that_falls_silent_is_a_retry_over_a_real_socket(port: int) -> None:
    client = open_client(f"http://127.0.0.1:{port}", allow_private=True)
    lines = client.lines("/stream", silence=0.2)
    assert [next(lines), next(lines)] == [b":thump", b""]
    with pytest.raises(Retryable, match="no answer in time"):
        next(lines)
    client.close()


def test_refused_connection_is_a_retry_with_nothing_done_over_a_real_socket() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]
    with pytest.raises(Retryable) as caught:
        open_client(f"http://127.0.0.1:{free}", allow_private=True).get("/x")
    assert caught.value.maybe_done is False


def test_stream_line_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_EVENT_BYTES", 10)
    with pytest.raises(NotOurs, match="larger"):
        list(client_for(httpx2.Response(200, content=b"data: " + b"x" * 20)).lines("/s"))


def test_call_held_back_by_the_budget_never_leaves() -> None:
    sent: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        reset = (utc_now() + timedelta(seconds=60)).isoformat()
        return httpx2.Response(200, content=b"{}", headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset})

    client = open_client(BASE, transport=httpx2.MockTransport(handler), budget=Budget(http.NO_LIMIT, utc_now))
    client.get("/x")
    with pytest.raises(RateLimited):
        client.get("/x")
    assert len(sent) == 1
