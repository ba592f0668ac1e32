"""Apps, authorisation codes and tokens: OAuth 2 without passwords."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from parlour.simulator.errors import Refused

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
_CODE_LIFETIME = timedelta(minutes=10)
_MAX_APPS = 1000
_MAX_TOKENS = 5000


@dataclass(frozen=True, slots=True)
class App:
    """A registered client."""

    id: str
    name: str
    website: str | None
    redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...]
    client_id: str
    client_secret: str


@dataclass(slots=True)
class Token:
    """Does not run out; `account_id` is None for a client without a user."""

    value: str
    account_id: str | None
    scopes: tuple[str, ...]
    app: App | None
    created_at: datetime
    revoked: bool = False

    def allows(self, wanted: str) -> bool:
        """`read` covers `read:statuses`."""
        return wanted in self.scopes or wanted.partition(":")[0] in self.scopes


@dataclass(frozen=True, slots=True)
class _Code:
    app: App
    account_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    expires: datetime


def _bad_grant() -> Refused:
    reason = "The provided authorization grant is invalid, expired, revoked, or does not match the redirection URI."
    return Refused(400, "invalid_grant", {"error_description": reason})


class Access:
    """Everything that lets a program act for an account."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._apps: dict[str, App] = {}
        self._codes: dict[str, _Code] = {}
        self._tokens: dict[str, Token] = {}

    def register(self, name: str, redirect_uris: tuple[str, ...], scopes: tuple[str, ...], website: str | None) -> App:
        """A new client with its id and secret."""
        if len(self._apps) >= _MAX_APPS:
            raise Refused(503, "Too many registered applications")
        app = App(
            str(len(self._apps) + 1), name, website, redirect_uris, scopes, self._secret("client"), self._secret("key")
        )
        self._apps[app.client_id] = app
        return app

    def app(self, client_id: str, client_secret: str | None = None) -> App:
        """By id, and by secret where one is given; refuses an unknown client."""
        app = self._apps.get(client_id)
        if app is None or client_secret not in (None, app.client_secret):
            reason = "Client authentication failed due to unknown client, or unsupported authentication method."
            raise Refused(401, "invalid_client", {"error_description": reason})
        return app

    def authorize(self, app: App, account_id: str, redirect_uri: str, scopes: tuple[str, ...], now: datetime) -> str:
        """A code good for ten minutes and one use."""
        if redirect_uri not in app.redirect_uris:
            raise Refused(400, "invalid_request", {"error_description": "The redirect URI is not among the app's."})
        self._codes = {code: entry for code, entry in self._codes.items() if entry.expires > now}
        code = self._secret("code")
        self._codes[code] = _Code(app, account_id, redirect_uri, scopes or app.scopes, now + _CODE_LIFETIME)
        return code

    def exchange(self, app: App, code: str, redirect_uri: str, now: datetime) -> Token:
        """A code for a token; the code is used up even when it does not fit."""
        entry = self._codes.pop(code, None)
        if entry is None or entry.app != app or entry.redirect_uri != redirect_uri or entry.expires <= now:
            raise _bad_grant()
        return self.issue(self._secret("token"), entry.account_id, entry.scopes, now, app)

    def client_token(self, app: App, scopes: tuple[str, ...], now: datetime) -> Token:
        """A token of the client itself."""
        return self.issue(self._secret("token"), None, scopes or ("read",), now, app)

    def issue(
        self, value: str, account_id: str | None, scopes: tuple[str, ...], now: datetime, app: App | None = None
    ) -> Token:
        """Makes a token of a known value."""
        if len(self._tokens) >= _MAX_TOKENS:
            raise Refused(503, "Too many access tokens")
        self._tokens[value] = Token(value, account_id, scopes, app, now)
        return self._tokens[value]

    def token(self, value: str) -> Token:
        """A living token; refuses unknown and revoked ones, each in its own words."""
        token = self._tokens.get(value)
        if token is None:
            raise Refused(401, "The access token is invalid")
        if token.revoked:
            raise Refused(401, "The access token was revoked")
        return token

    def revoke(self, app: App, value: str) -> None:
        """Ends a token; unknown ones are no error, another client's are refused."""
        token = self._tokens.get(value)
        if token and token.app not in (None, app):
            reason = "You are not authorized to revoke this token"
            raise Refused(403, "unauthorized_client", {"error_description": reason})
        if token:
            token.revoked = True

    def _secret(self, kind: str) -> str:
        return f"{kind}-{self._chance.getrandbits(160):040x}"
