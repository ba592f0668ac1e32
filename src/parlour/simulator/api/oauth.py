"""Registering a client and getting a token, without passwords: on this network one simply picks who to be."""

from html import escape
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute

from parlour.simulator.api.call import Call, Who, route
from parlour.simulator.errors import Refused, invalid
from parlour.simulator.network.access import OUT_OF_BAND, App, Token

_FIELDS = ("client_id", "redirect_uri", "scope", "state", "response_type")


def _scopes(text: str) -> tuple[str, ...]:
    return tuple(text.replace("+", " ").split())


def _register(call: Call) -> object:
    params = call.params
    name, uris = params.text("client_name").strip(), " ".join(params.all("redirect_uris")).split()
    if not name:
        raise invalid("Application name can't be blank")
    if not uris:
        raise invalid("Redirect URI must be an absolute URI.")
    access = call.network.books.access
    app = access.register(name, tuple(uris), _scopes(params.text("scopes")) or ("read",), params.maybe("website"))
    return {**_app(app), "client_id": app.client_id, "client_secret": app.client_secret, "client_secret_expires_at": 0}


def _app(app: App) -> dict[str, object]:
    return {
        "id": app.id,
        "name": app.name,
        "website": app.website,
        "scopes": list(app.scopes),
        "redirect_uri": "\n".join(app.redirect_uris),
        "redirect_uris": list(app.redirect_uris),
        "vapid_key": "",
    }


def _verify_app(call: Call) -> object:
    app = call.token.app if call.token else None
    return _app(app) if app else {"id": "0", "name": "Ready-made token", "website": None, "scopes": [], "vapid_key": ""}


def _ask(call: Call) -> object:
    call.network.books.access.app(call.params.text("client_id"))
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(call.params.text(name))}">' for name in _FIELDS
    )
    options = "".join(
        f'<option value="{account.username}">{escape(account.profile.name)} (@{account.username})</option>'
        for account in sorted(call.network.books.accounts, key=lambda account: (not account.brand, account.username))
        if account.local
    )
    form = f'<form method="post">{hidden}<label>Act as <select name="account">{options}</select></label>'
    return _html("Authorise", f"<h1>Authorise</h1>{form} <button>Authorise</button></form>")


def _grant(call: Call) -> object:
    params, books = call.params, call.network.books
    app = books.access.app(params.text("client_id"))
    account = books.accounts.find(params.text("account"))
    if account is None or not account.local:
        raise Refused(422, "No such account to act as")
    uri = params.text("redirect_uri") or OUT_OF_BAND
    code = books.access.authorize(app, account.id, uri, _scopes(params.text("scope")), books.now())
    if uri == OUT_OF_BAND:
        return _html("Code", f'<h1>Code</h1><input class="oauth-code" readonly value="{code}">')
    query = {"code": code} | ({"state": params.text("state")} if params.maybe("state") else {})
    return RedirectResponse(f"{uri}{'&' if '?' in uri else '?'}{urlencode(query)}", 302)


def _token(call: Call) -> object:
    params, books = call.params, call.network.books
    app = books.access.app(params.text("client_id"), params.text("client_secret"))
    kind = params.text("grant_type")
    if kind == "authorization_code":
        uri = params.text("redirect_uri") or OUT_OF_BAND
        return _shown(books.access.exchange(app, params.text("code"), uri, books.now()))
    if kind == "client_credentials":
        return _shown(books.access.client_token(app, _scopes(params.text("scope")), books.now()))
    reason = "The authorization grant type is not supported by the authorization server."
    raise Refused(400, "unsupported_grant_type", {"error_description": reason})


def _shown(token: Token) -> dict[str, object]:
    return {
        "access_token": token.value,
        "token_type": "Bearer",
        "scope": " ".join(token.scopes),
        "created_at": int(token.created_at.timestamp()),
    }


def _revoke(call: Call) -> object:
    params, books = call.params, call.network.books
    app = books.access.app(params.text("client_id"), params.text("client_secret"))
    books.access.revoke(app, params.text("token"))
    books.streams.close_all(params.text("token"))
    return {}


def _server(call: Call) -> object:
    base = f"{call.request.url.scheme}://{call.request.url.netloc}"
    return {
        "issuer": f"{base}/",
        "authorization_endpoint": f"{base}/oauth/authorize",
        "token_endpoint": f"{base}/oauth/token",
        "revocation_endpoint": f"{base}/oauth/revoke",
        "app_registration_endpoint": f"{base}/api/v1/apps",
        "scopes_supported": ["read", "write", "follow", "push", "profile"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }


def _html(title: str, body: str) -> Response:
    return HTMLResponse(f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>{body}</html>')


ROUTES: list[BaseRoute] = [
    route("POST", "/api/v1/apps", _register, who=Who.ANYONE),
    route("GET", "/api/v1/apps/verify_credentials", _verify_app, who=Who.CLIENT),
    route("GET", "/oauth/authorize", _ask, who=Who.ANYONE),
    route("POST", "/oauth/authorize", _grant, who=Who.ANYONE),
    route("POST", "/oauth/token", _token, who=Who.ANYONE),
    route("POST", "/oauth/revoke", _revoke, who=Who.ANYONE),
    route("GET", "/.well-known/oauth-authorization-server", _server, who=Who.ANYONE),
]
