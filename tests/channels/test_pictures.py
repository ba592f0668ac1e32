"""A picture is fetched from a judged address, within limits, and is a picture; everything else is an error."""

import gzip
import socket
import time
from collections.abc import Iterator

import pytest

from parlour.channels.pictures import Limits, fetch_picture, origin_of
from parlour.channels.port import NotOurs, PortError, Rejected, Retryable
from parlour.core.nouns.picture import Picture
from tests.channels.picture_server import PNG, WHOLE, PictureServer, answer, redirect, serve

SMALL = Limits(most_bytes=1000)
IMPATIENT = Limits(most_bytes=100_000, connect=0.5, read=0.3, within=0.6)
MOST_PATIENCE = 2.0


@pytest.fixture
def server() -> Iterator[PictureServer]:
    with serve() as started:
        yield started


def fetched(server: PictureServer, path: str = "/a.png", limits: Limits = SMALL) -> Picture:
    return fetch_picture(server.origin + path, limits, own={origin_of(server.origin)})


def test_picture_is_told_by_its_first_bytes_whatever_its_server_says(server: PictureServer) -> None:
    server.answers["/a.png"] = answer(PNG, Content_Type="text/html")
    assert fetched(server) == WHOLE


@pytest.mark.parametrize(
    "body", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!doctype html><img src=x>", b" " + PNG, b""]
)
def test_what_is_no_picture_made_of_pixels_is_refused_whatever_it_is_called(server: PictureServer, body: bytes) -> None:
    server.answers["/a.png"] = answer(body, Content_Type="image/png")
    with pytest.raises(NotOurs, match="is not a JPEG, PNG, GIF or WebP picture"):
        fetched(server)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.png",
        "//social.example/a.png",
        "ftp://social.example/a.png",
        "file:///etc/passwd",
        "data:image/png;base64,iVBORw0KGgo=",
        "javascript:alert(1)",
        "unix:///run/postgresql",
        "http:///a.png",
        "https://user:word@social.example/a.png",
        "http://social.example:22/a.png",
        "http://social.example:25/a.png",
        "http://[::1/a.png",
        "http://0177.0.0.1/a.png",
        "https://social.example/" + 4000 * "a",
    ],
)
def test_address_that_is_never_asked(url: str) -> None:
    assert origin_of(url) == ""
    with pytest.raises(Rejected, match="not one that is fetched"):
        fetch_picture(url, SMALL)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Social.example/a.png", "https://social.example:443"),
        ("https://social.example.:443/a.png", "https://social.example:443"),
        ("http://social.example/a.png", "http://social.example:80"),
        ("http://127.0.0.1:8130/a.png", "http://127.0.0.1:8130"),
        ("http://[::1]:8130/a.png", "http://::1:8130"),
    ],
)
def test_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "localhost",
        "10.0.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fc00::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::a00:1]",
        "[64:ff9b:1::a00:1]",
        "[2002:7f00:1::]",
    ],
)
def test_address_inside_a_private_network_is_never_connected_to(
    host: str, server: PictureServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: connected.append(address))
    with pytest.raises(Rejected, match="an address inside a private network"):
        fetch_picture(f"http://{host}:{server.port}/a.png", SMALL)
    assert (connected, server.asked) == ([], [])


@pytest.mark.parametrize("address", ["10.0.0.7", "127.0.0.1", "169.254.169.254", "fd00::1", "::ffff:192.168.0.1"])
def test_public_name_of_a_private_address_is_never_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in ("93.184.215.14", address)]
    connected: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: connected.append(address))
    with pytest.raises(Rejected, match="an address inside a private network"):
        fetch_picture("https://social.example/a.png", SMALL)
    assert connected == []


def test_name_is_asked_for_once_so_that_it_cannot_lead_elsewhere_after_it_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers, tried = [["93.184.215.14"], ["127.0.0.1"]], []

    def resolve(*_args: object, **_kwargs: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in answers.pop(0)]

    def connect(address: tuple[str, int], *_args: object, **_kwargs: object) -> None:
        tried.append(address[0])
        raise OSError("unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Retryable):
        fetch_picture("https://social.example/a.png", SMALL)
    assert (tried, len(answers)) == (["93.184.215.14"], 1)


def test_own_server_may_stand_in_a_private_network_but_only_that_very_one(server: PictureServer) -> None:
    server.answers["/a.png"] = answer(PNG)
    assert fetched(server) == WHOLE
    with serve() as neighbour:
        neighbour.answers["/a.png"] = answer(PNG)
        with pytest.raises(Rejected, match="an address inside a private network"):
            fetch_picture(f"{neighbour.origin}/a.png", SMALL, own={origin_of(server.origin)})
        server.answers["/a.png"] = redirect(f"{neighbour.origin}/a.png")
        with pytest.raises(Rejected, match="an address inside a private network"):
            fetched(server)
        assert neighbour.asked == []


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1:9000/a", "http://[::1]:9000/a", "http://169.254.169.254/latest/meta-data"]
)
def test_redirect_into_a_private_network_is_not_followed(server: PictureServer, to: str) -> None:
    server.answers["/a.png"] = redirect(to)
    with pytest.raises(Rejected, match="an address inside a private network"):
        fetched(server)


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://social.example/a", "data:image/png;base64,AA", "http://a:b@c/"]
)
def test_redirect_to_what_is_never_asked_is_not_followed(server: PictureServer, to: str) -> None:
    server.answers["/a.png"] = redirect(to)
    with pytest.raises(Rejected, match="not one that is fetched"):
        fetched(server)


@pytest.mark.parametrize(("hops", "arrives"), [(1, True), (3, True), (4, False)])
def test_three_redirects_are_followed_and_no_more(server: PictureServer, hops: int, arrives: bool) -> None:
    for hop in range(hops):
        server.answers[f"/{hop}"] = redirect(f"/{hop + 1}", status=("301 Moved", "307 Wait", "308 Moved")[hop % 3])
    server.answers[f"/{hops}"] = answer(PNG)
    if arrives:
        assert fetched(server, "/0") == WHOLE
    else:
        with pytest.raises(Rejected, match="more than 3 times"):
            fetched(server, "/0")
    assert len(server.asked) == min(hops, 3) + 1


def test_nothing_that_tells_who_asks_goes_along(server: PictureServer) -> None:
    server.answers["/0"] = redirect("/1")
    server.answers["/1"] = answer(PNG)
    fetched(server, "/0")
    assert set(server.headers()) == {"host", "user-agent", "accept", "accept-encoding"}
    assert server.headers()["user-agent"] == "Parlour"


@pytest.mark.parametrize(
    ("size", "said", "fits"),
    [(1000, "1000", True), (1001, "1001", False), (40, "1001", False), (40, "30", True)],
)
def test_length_said_is_believed_only_when_it_is_too_much(
    server: PictureServer, size: int, said: str, fits: bool
) -> None:
    body = PNG.ljust(size, b"x")[:size]
    server.answers["/a.png"] = answer(body, Content_Length=said)
    if fits:
        assert fetched(server).body == body[: int(said)]
    else:
        with pytest.raises(NotOurs, match="larger than 1000 bytes"):
            fetched(server)


@pytest.mark.parametrize("chunked", [True, False])
def test_stream_without_an_end_is_cut_at_the_limit(server: PictureServer, chunked: bool) -> None:
    piece = b"x" * 400
    part = b"190\r\n" + piece + b"\r\n" if chunked else piece
    head = b"HTTP/1.1 200 OK\r\n" + (b"Transfer-Encoding: chunked\r\n\r\n" if chunked else b"\r\n")
    server.answers["/a.png"] = [(0.0, head), *((0.01, part) for _ in range(10_000))]
    with pytest.raises(NotOurs, match="larger than 1000 bytes"):
        fetched(server)


def test_packed_answer_is_not_unpacked(server: PictureServer) -> None:
    server.answers["/a.png"] = answer(gzip.compress(PNG + b"0" * 10_000_000), Content_Encoding="gzip")
    with pytest.raises(NotOurs, match="packs its answer"):
        fetched(server, limits=Limits(most_bytes=1_000_000))


@pytest.mark.parametrize(
    "parts",
    [
        [(5.0, b"")],
        [(0.0, b"HTTP/1.1 200 OK\r\n"), (5.0, b"\r\n")],
        [(0.0, answer(PNG, Content_Length="5000")), (5.0, b"")],
        [(0.1, b"HTTP/1.1 200 OK\r\n"), *((0.1, b"X-Drip: 1\r\n") for _ in range(100))],
        [(0.0, b"HTTP/1.1 200 OK\r\n\r\n"), *((0.1, b"x") for _ in range(100))],
    ],
    ids=["silent", "half a head", "half a body", "dripping head", "dripping body"],
)
def test_slow_server_is_left_in_time(server: PictureServer, parts: list[tuple[float, bytes]]) -> None:
    server.answers["/a.png"] = parts
    began = time.monotonic()
    with pytest.raises(Retryable):
        fetched(server, limits=IMPATIENT)
    assert time.monotonic() - began < MOST_PATIENCE


def test_redirects_share_one_time(server: PictureServer) -> None:
    for hop in range(3):
        server.answers[f"/{hop}"] = [(0.25, redirect(f"/{hop + 1}"))]
    server.answers["/3"] = answer(PNG)
    with pytest.raises(Retryable):
        fetched(server, "/0", limits=IMPATIENT)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (answer(PNG, status="404 Not Found"), Rejected),
        (answer(PNG, status="403 Forbidden"), Rejected),
        (answer(PNG, status="500 Oh"), Rejected),
        (answer(PNG, status="206 Partial Content"), Rejected),
        (b"not http at all\r\n\r\n", Retryable),
        (answer(PNG, Content_Length="500"), Retryable),
    ],
)
def test_unhappy_answer_is_no_picture(server: PictureServer, told: bytes, error: type[PortError]) -> None:
    server.answers["/a.png"] = told
    with pytest.raises(error):
        fetched(server)


def test_server_that_is_not_there_does_not_answer(server: PictureServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Retryable, match="no connection"):
        fetch_picture(f"http://127.0.0.1:{port}/", SMALL, own={f"http://127.0.0.1:{port}"})
