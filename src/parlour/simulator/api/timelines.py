"""/api/v1/timelines, favourites and bookmarks."""

from starlette.routing import BaseRoute

from parlour.simulator.api.call import Call, Who, route
from parlour.simulator.network import Page, Status


def _shown(call: Call, found: list[Status], page: Page) -> object:
    call.link([status.id for status in found], page)
    return [call.network.present.status(status, call.viewer) for status in found]


def _home(call: Call) -> object:
    return _shown(call, call.network.timelines.home(call.user, call.page()), call.page())


def _public(call: Call) -> object:
    local, remote = call.params.flag("local"), call.params.flag("remote")
    return _shown(call, call.network.timelines.public(call.page(), local=local, remote=remote), call.page())


def _tag(call: Call) -> object:
    return _shown(call, call.network.timelines.tag(call.path("name"), call.page()), call.page())


def _favourites(call: Call) -> object:
    return _shown(call, call.network.timelines.favourites(call.user, call.page()), call.page())


def _bookmarks(call: Call) -> object:
    return _shown(call, call.network.timelines.bookmarks(call.user, call.page()), call.page())


ROUTES: list[BaseRoute] = [
    route("GET", "/api/v1/timelines/home", _home, scope="read:statuses"),
    route("GET", "/api/v1/timelines/public", _public, scope="read:statuses", who=Who.ANYONE),
    route("GET", "/api/v1/timelines/tag/{name}", _tag, scope="read:statuses", who=Who.ANYONE),
    route("GET", "/api/v1/favourites", _favourites, scope="read:favourites"),
    route("GET", "/api/v1/bookmarks", _bookmarks, scope="read:bookmarks"),
]
