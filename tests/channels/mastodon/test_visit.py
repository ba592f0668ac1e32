"""Connecting an account and proving that the connection works."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from parlour.channels.mastodon.channel import MastodonAdapter
from parlour.channels.mastodon.oauth import App, authorize_url, exchange_code, register_app
from parlour.channels.mastodon.setup import Setup
from parlour.channels.port import Account, NeedsReauth, NotOurs, Rejected
from tests.channels.mastodon.server import BASE, OURS, Pages, account, channel_with, no_network

FRESH = Account("", {"base_url": BASE}, "t0ken")
INSTANCE = {
    "domain": "Lobby.example",
    "version": "4.3.8",
    "configuration": {
        "urls": {"streaming": "wss://stream.lobby.example"},
        "statuses": {"max_characters": 1000, "characters_reserved_per_url": 25},
    },
}


def server(**changes: Any) -> Pages:
    found = {
        "/api/v2/instance": INSTANCE,
        "/api/v1/accounts/verify_credentials": account("MarlowCare", id="1"),
        "/api/v1/notifications": [],
        "/api/v1/conversations": [],
        **changes,
    }
    return Pages(found)


def test_check_tells_who_we_are_and_keeps_the_measures_of_the_server() -> None:
    checked = channel_with(server(), FRESH).check()
    assert checked == Account(
        "marlowcare@lobby.example",
        {
            "base_url": BASE,
            "domain": "lobby.example",
            "account_id": "1",
            "streaming": "wss://stream.lobby.example",
            "max_characters": "1000",
            "url_length": "25",
            "version": "4.3.8",
        },
        "t0ken",
    )
    assert channel_with(no_network, checked).capabilities.length_limit == 1000


def test_check_of_an_older_server() -> None:
    older = {"uri": "https://lobby.example/", "version": "3.5.0", "urls": {"streaming_api": "wss://s.lobby.example"}}
    found = server(**{"/api/v1/instance": older})
    del found.by_path["/api/v2/instance"]
    settings = channel_with(found, FRESH).check().settings
    assert (settings["domain"], settings["streaming"]) == ("lobby.example", "wss://s.lobby.example")
    assert (settings["max_characters"], settings["url_length"]) == ("500", "23")


@pytest.mark.parametrize(
    ("path", "status", "body", "error", "words"),
    [
        ("verify_credentials", 401, {"error": "The access token was revoked"}, NeedsReauth, "reconnect"),
        ("conversations", 403, {"error": "This action is outside the authorized scopes"}, NeedsReauth, "read:statuses"),
        ("instance", 200, {"hello": "world"}, NotOurs, r"instance\.configuration: expected an object"),
        ("instance", 302, None, NotOurs, "https://www.lobby.example"),
    ],
)
def test_check_that_fails_says_what_to_do(
    path: str, status: int, body: Any, error: type[Exception], words: str
) -> None:
    well = server()

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith(path):
            return httpx2.Response(status, json=body, headers={"Location": "https://www.lobby.example"})
        return well(request)

    with pytest.raises(error, match=words):
        channel_with(handler, FRESH).check()


@pytest.mark.parametrize(
    ("settings", "secret", "words"),
    [
        ({}, "t", "base_url"),
        ({"base_url": "lobby.example"}, "t", "Write it like"),
        ({"base_url": "http://lobby.example"}, "t", "Write it like"),
        ({"base_url": BASE}, "", "access token"),
    ],
)
def test_connect_names_the_missing_setting(settings: dict[str, str], secret: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        MastodonAdapter().connect(Account("", settings, secret))


def test_secret_is_never_shown() -> None:
    assert "t0ken" not in repr(OURS)
    assert "s3cret" not in repr(App(BASE, "id", "s3cret"))


@pytest.mark.parametrize(
    ("settings", "address", "domain"),
    [
        ({"domain": "Lobby.Example"}, "care@other.example", "lobby.example"),
        ({}, "@care@Other.Example", "other.example"),
        ({}, "", "web.lobby.example"),
    ],
)
def test_domain_of_local_people(settings: dict[str, str], address: str, domain: str) -> None:
    setup = Setup.of(Account(address, {"base_url": "https://web.lobby.example", **settings}, "t"))
    assert setup.address("Mara") == f"mara@{domain}"


def test_connecting_registers_asks_and_exchanges() -> None:
    forms: list[dict[str, list[str]]] = []
    answers = {
        "/api/v1/apps": {"id": "5", "client_id": "abc", "client_secret": "s3cret"},
        "/oauth/token": {"access_token": "t0ken", "token_type": "Bearer"},
    }

    def handler(request: httpx2.Request) -> httpx2.Response:
        forms.append(parse_qs(request.content.decode()))
        return httpx2.Response(200, json=answers[request.url.path])

    transport = httpx2.MockTransport(handler)
    app = register_app(f"{BASE}/", redirect_uri="https://desk.example/back", transport=transport)
    assert app == App(BASE, "abc", "s3cret", "https://desk.example/back")
    url = urlsplit(authorize_url(app, state="x&y"))
    assert (url.netloc, url.path) == ("lobby.example", "/oauth/authorize")
    assert parse_qs(url.query) == {
        "response_type": ["code"],
        "client_id": ["abc"],
        "redirect_uri": ["https://desk.example/back"],
        "scope": ["read:accounts read:notifications read:statuses write:statuses"],
        "state": ["x&y"],
    }
    assert exchange_code(app, "the-code", transport=transport) == FRESH
    assert forms[1]["code"] == ["the-code"]
    assert forms[1]["client_secret"] == ["s3cret"]


def test_code_that_is_used_up_says_so() -> None:
    body = {"error": "invalid_grant", "error_description": "The provided authorization grant is invalid"}
    transport = httpx2.MockTransport(lambda _request: httpx2.Response(400, json=body))
    with pytest.raises(Rejected, match="authorization grant is invalid"):
        exchange_code(App(BASE, "id", "s3cret"), "old", transport=transport)


def test_channels_of_one_account_count_their_calls_together() -> None:
    adapter = MastodonAdapter()
    first, again = adapter.connect(OURS), adapter.connect(OURS)
    other = adapter.connect(Account("b@lobby.example", OURS.settings, "another"))
    assert first._budget is again._budget
    assert first._budget is not other._budget
