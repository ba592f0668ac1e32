"""Uploads: measured, named, and thrown away."""

from starlette.responses import JSONResponse
from starlette.routing import BaseRoute

from parlour.simulator.api.call import Call, route
from parlour.simulator.errors import invalid
from parlour.simulator.network.media import Media


def _upload(call: Call) -> object:
    file = call.params.files.get("file")
    if file is None:
        raise invalid("File can't be blank")
    books = call.network.books
    made = Media(
        books.ids.at(books.now()), call.user.id, file.filename, file.mime, file.size, call.params.maybe("description")
    )
    return JSONResponse(call.network.present.media(books.media.add(made)))


def _get(call: Call) -> object:
    return call.network.present.media(call.network.books.media.of(call.user.id, call.path("id")))


def _describe(call: Call) -> object:
    described = call.network.books.media.describe(call.user.id, call.path("id"), call.params.maybe("description"))
    return call.network.present.media(described)


ROUTES: list[BaseRoute] = [
    route("POST", "/api/v1/media", _upload, scope="write:media"),
    route("POST", "/api/v2/media", _upload, scope="write:media"),
    route("GET", "/api/v1/media/{id}", _get, scope="write:media"),
    route("PUT", "/api/v1/media/{id}", _describe, scope="write:media"),
]
