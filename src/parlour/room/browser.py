"""One browser: the cookies by which it is known again, and that a form it sends is one it was shown.

Pages of the room send no referrer, and browsers then send forms without an origin too, which Django's own protection
would refuse. So every form carries a word derived from the browser's secret cookie, which no other site can read,
and which is not sent along with what other sites send.
"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from parlour.room.posted import posted
from parlour.usecases import tokens

DOOR: Final = "room_door"
"""Who stands at the door, for as long as a proof may take."""
VISIT: Final = "room_visit"
DOOR_SECONDS: Final = 86_400
_PATH: Final = "/room/"


def door_secret(request: HttpRequest) -> str:
    """The secret of the browser at the door; a fresh one, the same for the whole request, where we gave it none."""
    known = request.COOKIES.get(DOOR, "")
    if not tokens.same(
        known.encode("utf-8", "replace"), _sealed(known[: tokens.SHAPE_LENGTH]).encode("utf-8", "replace")
    ):
        known = request.COOKIES[DOOR] = _sealed(tokens.fresh())
    return known


def _sealed(word: str) -> str:
    """A word with the sign that it is one of ours: what others plant as a cookie is not taken over."""
    return word + tokens.derived("parlour.room.door", word)


def remember(response: HttpResponseBase, name: str, secret: str, *, seconds: int) -> None:
    """Set a cookie that only the room's own pages are sent."""
    response.set_cookie(
        name, secret, max_age=seconds, path=_PATH, secure=settings.SECURE, httponly=True, samesite="Lax"
    )


def forget(response: HttpResponseBase, name: str) -> None:
    response.delete_cookie(name, path=_PATH, samesite="Lax")


def form_word(secret: str) -> str:
    """What a form carries that was shown to the browser with this secret."""
    return tokens.derived("parlour.room.form", secret)


def is_own_form(request: HttpRequest, secret: str) -> bool:
    """Whether what is sent was typed into a form this browser was shown. Raises TooLargeError."""
    return tokens.same(posted(request).get("form", "").encode(), form_word(secret).encode())
