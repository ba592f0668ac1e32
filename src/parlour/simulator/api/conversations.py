"""/api/v1/conversations: direct messages."""

from starlette.routing import BaseRoute

from parlour.simulator.api.call import Call, route
from parlour.simulator.network.paging import paginate


def _list(call: Call) -> object:
    page = call.page()
    mine = call.network.books.conversations.newest_first(call.user.id)
    found = paginate(mine, lambda conversation: conversation.last_status_id, page)
    call.link([each.last_status_id for each in found], page)
    return [call.network.present.conversation(each) for each in found]


def _read(call: Call) -> object:
    conversation = call.network.books.conversations.get(call.user.id, call.path("id"))
    conversation.unread = False
    return call.network.present.conversation(conversation)


def _unread(call: Call) -> object:
    conversation = call.network.books.conversations.get(call.user.id, call.path("id"))
    conversation.unread = True
    return call.network.present.conversation(conversation)


def _delete(call: Call) -> object:
    conversations = call.network.books.conversations
    conversations.forget(conversations.get(call.user.id, call.path("id")))
    return {}


_ONE = "/api/v1/conversations/{id}"
ROUTES: list[BaseRoute] = [
    route("GET", "/api/v1/conversations", _list, scope="read:statuses"),
    route("POST", _ONE + "/read", _read, scope="write:conversations"),
    route("POST", _ONE + "/unread", _unread, scope="write:conversations"),
    route("DELETE", _ONE, _delete, scope="write:conversations"),
]
