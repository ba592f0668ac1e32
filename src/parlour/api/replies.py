"""How the API answers: JSON that nobody keeps, and every refusal in one shape."""

import logging
import traceback
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Final

import orjson
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

JSON: Final = "application/json"
JSON_LINES: Final = "application/x-ndjson"
RETRY_SECONDS: Final = 5

View = Callable[[HttpRequest], HttpResponse]


class Refusal(Exception):
    """A request that is not answered as asked. `code` is stable for programs, `message` is for whoever writes them."""

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(code)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.body = orjson.dumps({"error": {"code": code, "message": message}})


def reply(
    body: bytes, *, kind: str = JSON, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """An answer of this kind that no cache may keep."""
    return HttpResponse(
        body, content_type=kind, status=status, headers={"Cache-Control": "no-store", **(headers or {})}
    )


def in_json(view: View) -> View:
    """Answer refusals of the view, and whatever goes wrong in it, in the API's one shape.

    Of an error only its kind and its places in the code are logged: its words could hold some of what was sent.
    """

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except Refusal as refusal:
            return _refused(refusal)
        except DatabaseError as error:
            _log(error)
            told = "The database cannot be reached just now. Ask again in a moment."
            return _refused(Refusal(503, "unavailable", told, Retry_After=str(RETRY_SECONDS)))
        except Exception as error:  # noqa: BLE001 - the edge of the API: Django would answer with a page and log the words
            _log(error)
            told = "Something went wrong here, and nothing was judged. Whoever runs this desk finds it in its log."
            return _refused(Refusal(500, "internal", told))

    return answered


def _refused(refusal: Refusal) -> HttpResponse:
    return reply(refusal.body, status=refusal.status, headers=refusal.headers)


def _log(error: Exception) -> None:
    places = "".join(traceback.format_tb(error.__traceback__))
    logger.error("A request to the API failed with %s:\n%s", type(error).__name__, places)
