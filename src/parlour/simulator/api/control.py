"""/_simulator/: for tests and operators, outside the make-believe. No tokens, no quotas, no faults."""

import json
from collections.abc import Callable
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from parlour.simulator.api.call import Site
from parlour.simulator.api.params import read_body
from parlour.simulator.clock import iso
from parlour.simulator.errors import Refused
from parlour.simulator.faults import Fault
from parlour.simulator.network import Account, Network, Status

_MAX_BYTES = 100_000
Body = dict[str, object]


def _control(method: str, path: str, handler: Callable[[Site, Request, Body], object]) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(handler(request.app.state.site, request, await _body(request)))
        except Refused as refused:
            return JSONResponse({"error": refused.error}, refused.status)
        except KeyError as missing:
            return JSONResponse({"error": f"there is no {missing}"}, 404)
        except (ValueError, TypeError) as error:
            return JSONResponse({"error": str(error)}, 422)

    return Route(f"/_simulator{path}", endpoint, methods=[method])


async def _body(request: Request) -> Body:
    content = await read_body(request, _MAX_BYTES)
    body = json.loads(content) if content else {}
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")
    return body


def _text(body: Body, key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} must be text")
    return value


def _play(site: Site, _request: Request, body: Body) -> object:
    scene = _text(body, "scene")
    return {"scene": scene, "posts": site.player.play(scene)}


def _say(site: Site, _request: Request, body: Body) -> object:
    reply_to = _text(body, "reply_to") if body.get("reply_to") else None
    visibility = _text(body, "visibility") if "visibility" in body else "public"
    status = site.player.say(_text(body, "by"), _text(body, "text"), reply_to=reply_to, visibility=visibility)
    return _truth(site.network, status)


def _truth(network: Network, status: Status) -> Body:
    accounts = network.books.accounts
    return {
        "id": status.id,
        "by": accounts.get(status.author).acct,
        "text": status.wording.text,
        "language": status.wording.language,
        "visibility": status.visibility,
        "in_reply_to_id": status.in_reply_to_id,
        "thread": status.thread,
        "to": [accounts.get(each).acct for each in status.wording.mentions],
        "origin": status.origin,
        "reblog_of": status.reblog_of,
        "created_at": iso(status.created_at),
        "deleted_at": iso(status.deleted_at) if status.deleted_at else None,
        "versions": [wording.text for wording in status.versions],
        "favourited_by": [accounts.get(each).acct for each in status.favourited_by],
    }


def _statuses(site: Site, request: Request, _body: Body) -> object:
    by = request.query_params.get("by")
    told = [_truth(site.network, status) for status in site.network.books.statuses.everything()]
    return [status for status in told if by in (None, status["by"])]


def _accounts(site: Site, _request: Request, _body: Body) -> object:
    return [_known(site.network, account) for account in site.network.books.accounts]


def _known(network: Network, account: Account) -> Body:
    token = network.token_for(account) if account.local else None
    names = {"id": account.id, "acct": account.acct, "name": account.profile.name}
    return {**names, "brand": account.brand, "token": token}


def _list_faults(site: Site, _request: Request, _body: Body) -> object:
    return [asdict(fault) for fault in site.faults.standing()]


def _add_fault(site: Site, _request: Request, body: Body) -> object:
    allowed = set(Fault.__dataclass_fields__) - {"id", "struck"}
    unknown = sorted(set(body) - allowed)
    if unknown:
        raise ValueError(f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(allowed))}")
    fault = site.faults.add(Fault(**body))  # type: ignore[arg-type]
    if fault.kind in ("outage", "revoked_token"):
        site.network.books.streams.close_all()
    return asdict(fault)


def _clear_faults(site: Site, _request: Request, _body: Body) -> object:
    site.faults.clear()
    return {}


def _remove_fault(site: Site, request: Request, _body: Body) -> object:
    if not site.faults.remove(int(request.path_params["id"])):
        raise KeyError("such fault")
    return {}


def _reset(site: Site, _request: Request, _body: Body) -> object:
    site.player.reset()
    site.faults.clear()
    site.open_windows()
    return {}


def _visits(site: Site, _request: Request, _body: Body) -> object:
    return site.player.guests.visits()


def _state(site: Site, _request: Request, _body: Body) -> object:
    books, player = site.network.books, site.player
    due = player.agenda.next_due()
    return {
        "now": iso(site.network.clock()),
        "speed": player.speed,
        "scenes": [scene.id for scene in player.cast.scenes],
        "playing": player.playing,
        "to_come": len(player.agenda),
        "next": iso(due) if due else None,
        "mishaps": player.mishaps,
        "statuses": sum(1 for _ in books.statuses.everything()),
        "forgotten": books.statuses.forgotten,
        "streams": len(books.streams),
        "faults": len(site.faults.standing()),
    }


ROUTES: list[BaseRoute] = [
    _control("POST", "/play", _play),
    _control("POST", "/say", _say),
    _control("GET", "/statuses", _statuses),
    _control("GET", "/accounts", _accounts),
    _control("GET", "/visits", _visits),
    _control("GET", "/faults", _list_faults),
    _control("POST", "/faults", _add_fault),
    _control("DELETE", "/faults", _clear_faults),
    _control("DELETE", "/faults/{id:int}", _remove_fault),
    _control("POST", "/reset", _reset),
    _control("GET", "/state", _state),
]
