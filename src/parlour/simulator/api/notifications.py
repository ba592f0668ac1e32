"""/api/v1/notifications with policy and requests."""

from starlette.routing import BaseRoute

from parlour.simulator.api.call import Call, route
from parlour.simulator.network.notifications import POLICY_KEYS, TYPES, Notification
from parlour.simulator.network.paging import Page, paginate

_OLD_KEYS = {
    "filter_not_following": "for_not_following",
    "filter_not_followers": "for_not_followers",
    "filter_new_accounts": "for_new_accounts",
    "filter_private_mentions": "for_private_mentions",
}


def _list(call: Call) -> object:
    params, page = call.params, call.page(40, 80)
    types = set(params.all("types") or TYPES) - set(params.all("exclude_types"))
    found = call.network.notifications(call.user, page, types=types, include_filtered=params.flag("include_filtered"))
    if params.maybe("account_id"):
        found = [each for each in found if each.sender == params.text("account_id")]
    call.link([each.id for each in found], page)
    return [call.network.present.notification(each) for each in found]


def _get(call: Call) -> object:
    return call.network.present.notification(call.network.books.notifications.get(call.user.id, call.path("id")))


def _unread(call: Call) -> object:
    page = Page(limit=call.params.number("limit", 100, 1000))
    return {"count": len(call.network.notifications(call.user, page))}


def _clear(call: Call) -> object:
    call.network.books.notifications.clear(call.user.id)
    return {}


def _dismiss(call: Call) -> object:
    call.network.books.notifications.dismiss(call.user.id, call.path("id"))
    return {}


def _summary(call: Call) -> dict[str, object]:
    inbox = call.network.books.notifications.inbox(call.user.id)
    filtered: list[Notification] = [each for each in inbox.notifications.values() if each.filtered]
    return {
        "summary": {
            "pending_requests_count": len(inbox.requests),
            "pending_notifications_count": len(filtered),
        }
    }


def _policy(call: Call) -> object:
    return {**call.network.books.notifications.inbox(call.user.id).policy, **_summary(call)}


def _set_policy(call: Call) -> object:
    changes = {key: call.params.text(key) for key in POLICY_KEYS if call.params.maybe(key)}
    call.network.books.notifications.set_policy(call.user.id, changes)
    return _policy(call)


def _old_policy(call: Call) -> object:
    policy = call.network.books.notifications.inbox(call.user.id).policy
    return {**{old: policy[key] != "accept" for old, key in _OLD_KEYS.items()}, **_summary(call)}


def _set_old_policy(call: Call) -> object:
    given = {old: key for old, key in _OLD_KEYS.items() if call.params.maybe(old)}
    changes = {key: "filter" if call.params.flag(old) else "accept" for old, key in given.items()}
    call.network.books.notifications.set_policy(call.user.id, changes)
    return _old_policy(call)


def _requests(call: Call) -> object:
    page = call.page(40, 80)
    inbox = call.network.books.notifications.inbox(call.user.id)
    found = paginate(reversed(inbox.requests.values()), lambda request: request.id, page)
    call.link([each.id for each in found], page)
    return [call.network.present.request(each) for each in found]


def _request(call: Call) -> object:
    return call.network.present.request(call.network.books.notifications.request(call.user.id, call.path("id")))


def _accept(call: Call) -> object:
    call.network.books.notifications.accept(call.user.id, call.path("id"))
    return {}


def _accept_many(call: Call) -> object:
    for identifier in call.params.all("id"):
        call.network.books.notifications.accept(call.user.id, identifier)
    return {}


def _dismiss_request(call: Call) -> object:
    call.network.books.notifications.dismiss_request(call.user.id, call.path("id"))
    return {}


def _dismiss_many(call: Call) -> object:
    for identifier in call.params.all("id"):
        call.network.books.notifications.dismiss_request(call.user.id, identifier)
    return {}


def _merged(_call: Call) -> object:
    return {"merged": True}


_READ, _WRITE = "read:notifications", "write:notifications"
_LIST = "/api/v1/notifications"
ROUTES: list[BaseRoute] = [
    route("GET", _LIST, _list, scope=_READ),
    route("GET", _LIST + "/unread_count", _unread, scope=_READ),
    route("POST", _LIST + "/clear", _clear, scope=_WRITE),
    route("GET", _LIST + "/policy", _old_policy, scope=_READ),
    route("PUT", _LIST + "/policy", _set_old_policy, scope=_WRITE),
    route("PATCH", _LIST + "/policy", _set_old_policy, scope=_WRITE),
    route("GET", "/api/v2/notifications/policy", _policy, scope=_READ),
    route("PUT", "/api/v2/notifications/policy", _set_policy, scope=_WRITE),
    route("PATCH", "/api/v2/notifications/policy", _set_policy, scope=_WRITE),
    route("GET", _LIST + "/requests", _requests, scope=_READ),
    route("GET", _LIST + "/requests/merged", _merged, scope=_READ),
    route("POST", _LIST + "/requests/accept", _accept_many, scope=_WRITE),
    route("POST", _LIST + "/requests/dismiss", _dismiss_many, scope=_WRITE),
    route("GET", _LIST + "/requests/{id}", _request, scope=_READ),
    route("POST", _LIST + "/requests/{id}/accept", _accept, scope=_WRITE),
    route("POST", _LIST + "/requests/{id}/dismiss", _dismiss_request, scope=_WRITE),
    route("GET", _LIST + "/{id}", _get, scope=_READ),
    route("POST", _LIST + "/{id}/dismiss", _dismiss, scope=_WRITE),
]
