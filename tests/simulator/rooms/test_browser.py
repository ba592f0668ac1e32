"""A browser that stays on this machine."""

import httpx2
import pytest

from parlour.simulator.rooms.browser import Browser, is_this_machine, room_link
from tests.simulator.rooms.door import LINK, Door


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("localhost.example", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("", False),
    ],
)
def test_this_machine_is_told_by_its_names_alone(host: str, own: bool) -> None:
    assert is_this_machine(host) == own


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (f"Come to our private room: {LINK} A person answers.", LINK),
        (f"Komm: {LINK.rstrip('/')}.", LINK.rstrip("/")),
        ("http://127.0.0.1/room/one/ or http://127.0.0.1/room/two/", "http://127.0.0.1/room/two/"),
        ("http://127.0.0.1/room/key/abc/", ""),
        ("http://127.0.0.1/room/", ""),
        ("http://127.0.0.1/rooms/abc/", ""),
        ("http://[/room/abc/", ""),
        ("/room/abc/", ""),
    ],
)
def test_link_of_a_room_is_found_in_what_is_said(text: str, link: str) -> None:
    assert room_link(text) == link


def test_form_goes_where_the_page_says_with_what_it_held_and_redirects_are_followed() -> None:
    door = Door()
    browser = Browser("de", door.transport)
    page = browser.get(LINK)
    button = page.form()
    assert button is not None
    after = browser.send(page, button)
    assert (after.status, after.words) == (200, "bogam-mugit")
    assert after.url == "http://127.0.0.1:8100/room/bell1/words/p"


@pytest.mark.parametrize(
    "onward", ["https://elsewhere.example/room/", "http://127.0.0.1:9/room/", "//elsewhere.example/", "http://[x/"]
)
def test_redirect_to_another_house_is_not_followed(onward: str) -> None:
    asked = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return httpx2.Response(302, headers={"Location": onward})

    page = Browser("en", httpx2.MockTransport(serve)).get(LINK)
    assert (page.forms, asked) == ([], [LINK])


def test_redirects_in_a_circle_end() -> None:
    asked = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        asked.append(1)
        return httpx2.Response(302, headers={"Location": LINK})

    assert Browser("en", httpx2.MockTransport(serve)).get(LINK).status == 302
    assert len(asked) == 6


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/room/abc/", "http://10.0.0.1/room/abc/", "http://[::2]/room/a/"]
)
def test_other_machines_are_never_asked(url: str) -> None:
    def serve(request: httpx2.Request) -> httpx2.Response:
        raise AssertionError(request.url)

    assert Browser("en", httpx2.MockTransport(serve)).get(url).status == 0


def test_page_too_large_or_none_at_all_is_no_page() -> None:
    def fails(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("nobody there")

    huge = httpx2.MockTransport(lambda _: httpx2.Response(200, content=b"x" * 1_000_001))
    assert [Browser("en", each).get(LINK).status for each in (huge, httpx2.MockTransport(fails))] == [0, 0]
