"""/api/v1/statuses."""

from starlette.responses import JSONResponse
from starlette.routing import BaseRoute

from parlour.simulator.api.call import Call, Who, route
from parlour.simulator.errors import Refused
from parlour.simulator.network import NewStatus, Status


def _shown(call: Call, status: Status) -> dict[str, object]:
    return call.network.present.status(status, call.viewer)


def _status(call: Call) -> Status:
    return call.network.books.statuses.get(call.path("id"), call.viewer)


def _asked(call: Call) -> NewStatus:
    params = call.params
    if params.all("poll") or params.maybe("poll[options]") or params.maybe("scheduled_at"):
        raise Refused(422, "This server takes neither polls nor scheduled posts")
    app = call.token.app if call.token else None
    return NewStatus(
        text=params.text("status").replace("\r\n", "\n"),
        in_reply_to_id=params.maybe("in_reply_to_id"),
        visibility=params.maybe("visibility") or "public",
        language=params.maybe("language"),
        spoiler_text=params.text("spoiler_text"),
        sensitive=params.flag("sensitive"),
        media_ids=tuple(params.all("media_ids")),
        application=app.name if app else None,
        idempotency_key=call.request.headers.get("idempotency-key"),
    )


def _post(call: Call) -> object:
    try:
        status = call.network.post_status(call.user, _asked(call))
    finally:
        call.quota = call.network.publisher.quota(call.user)
    return _shown(call, status)


def _get(call: Call) -> object:
    return _shown(call, _status(call))


def _many(call: Call) -> object:
    statuses = call.network.books.statuses
    found = [statuses.find(identifier) for identifier in call.params.all("id")[:20]]
    return [_shown(call, status) for status in statuses.visible_to(call.viewer, [each for each in found if each])]


def _edit(call: Call) -> object:
    return _shown(call, call.network.edit_status(call.user, call.path("id"), _asked(call)))


def _delete(call: Call) -> object:
    own = call.network.publisher.own(call.user, call.path("id"))
    shown = _shown(call, own) | {"text": own.wording.text}
    call.network.delete_status(call.user, own.id)
    return shown


def _source(call: Call) -> object:
    wording = _status(call).wording
    return {"id": call.path("id"), "text": wording.text, "spoiler_text": wording.spoiler_text}


def _history(call: Call) -> object:
    status = _status(call)
    return [call.network.present.edit(status, wording) for wording in status.versions]


def _context(call: Call) -> object:
    status, statuses = _status(call), call.network.books.statuses
    lines = {"ancestors": statuses.ancestors(status), "descendants": statuses.descendants(status)}
    return {
        name: [_shown(call, each) for each in statuses.visible_to(call.viewer, line)] for name, line in lines.items()
    }


def _favourite(call: Call) -> object:
    return _shown(call, call.network.favourite(call.user, _status(call)))


def _unfavourite(call: Call) -> object:
    return _shown(call, call.network.unfavourite(call.user, _status(call)))


def _reblog(call: Call) -> object:
    return _shown(call, call.network.publisher.reblog(call.user, _status(call)))


def _unreblog(call: Call) -> object:
    return _shown(call, call.network.unreblog(call.user, _status(call)))


def _bookmark(call: Call) -> object:
    _status(call).bookmarked_by[call.user.id] = None
    return _get(call)


def _unbookmark(call: Call) -> object:
    _status(call).bookmarked_by.pop(call.user.id, None)
    return _get(call)


def _favourited_by(call: Call) -> object:
    accounts = call.network.books.accounts
    return JSONResponse([call.network.present.account(accounts.get(each)) for each in _status(call).favourited_by])


def _reblogged_by(call: Call) -> object:
    accounts = call.network.books.accounts
    return JSONResponse([call.network.present.account(accounts.get(each)) for each in _status(call).reblogged_by])


_ONE = "/api/v1/statuses/{id}"
ROUTES: list[BaseRoute] = [
    route("POST", "/api/v1/statuses", _post, scope="write:statuses"),
    route("GET", "/api/v1/statuses", _many, scope="read:statuses", who=Who.ANYONE),
    route("GET", _ONE, _get, scope="read:statuses", who=Who.ANYONE),
    route("PUT", _ONE, _edit, scope="write:statuses"),
    route("DELETE", _ONE, _delete, scope="write:statuses"),
    route("GET", _ONE + "/source", _source, scope="read:statuses"),
    route("GET", _ONE + "/history", _history, scope="read:statuses", who=Who.ANYONE),
    route("GET", _ONE + "/context", _context, scope="read:statuses", who=Who.ANYONE),
    route("GET", _ONE + "/favourited_by", _favourited_by, who=Who.ANYONE),
    route("GET", _ONE + "/reblogged_by", _reblogged_by, who=Who.ANYONE),
    route("POST", _ONE + "/favourite", _favourite, scope="write:favourites"),
    route("POST", _ONE + "/unfavourite", _unfavourite, scope="write:favourites"),
    route("POST", _ONE + "/reblog", _reblog, scope="write:statuses"),
    route("POST", _ONE + "/unreblog", _unreblog, scope="write:statuses"),
    route("POST", _ONE + "/bookmark", _bookmark, scope="write:bookmarks"),
    route("POST", _ONE + "/unbookmark", _unbookmark, scope="write:bookmarks"),
]
