"""Connecting an account: Parlour makes itself known to the server, a person agrees there, a token comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx2

from parlour.channels.http import Client, check_base_url, open_client
from parlour.channels.mastodon.visit import SCOPES
from parlour.channels.port import Account
from parlour.channels.tamed import Tamed, parse_json

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
"""As redirect address: the server shows the code, and the person copies it."""

APP_NAME = "Parlour"


@dataclass(frozen=True, slots=True)
class App:
    """Parlour as one server knows it. `client_secret` never reaches a log."""

    base_url: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str = OUT_OF_BAND
    allow_private: bool = False


def register_app(
    base_url: str,
    *,
    redirect_uri: str = OUT_OF_BAND,
    allow_private: bool = False,
    transport: httpx2.BaseTransport | None = None,
) -> App:
    """Make Parlour known to the server. Raises the port errors, ValueError for an address that is none."""
    app = App(check_base_url(base_url, allow_private=allow_private), "", "", redirect_uri, allow_private)
    form = {"client_name": APP_NAME, "redirect_uris": redirect_uri, "scopes": SCOPES}
    answer = _ask(app, "/api/v1/apps", form, transport)
    return App(app.base_url, answer.name("client_id"), answer.name("client_secret"), redirect_uri, allow_private)


def authorize_url(app: App, *, state: str) -> str:
    """Where the person agrees. `state` comes back with the code and must be compared by the caller."""
    query = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": app.redirect_uri,
        "scope": SCOPES,
        "state": state,
    }
    return f"{app.base_url}/oauth/authorize?{urlencode(query)}"


def exchange_code(app: App, code: str, *, transport: httpx2.BaseTransport | None = None) -> Account:
    """An account with its token, ready for `connect(...).check()`, which fills in the address.

    Raises the port errors.
    """
    form = {
        "grant_type": "authorization_code",
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "redirect_uri": app.redirect_uri,
        "scope": SCOPES,
        "code": code,
    }
    token = _ask(app, "/oauth/token", form, transport).name("access_token")
    settings = {"base_url": app.base_url, **({"allow_private": "yes"} if app.allow_private else {})}
    return Account("", settings, token)


def _ask(app: App, path: str, form: Mapping[str, str], transport: httpx2.BaseTransport | None) -> Tamed:
    client: Client = open_client(app.base_url, transport=transport, allow_private=app.allow_private)
    try:
        answer = client.post(path, form)
        return Tamed(parse_json(answer.body, answer.where), answer.where)
    finally:
        client.close()
