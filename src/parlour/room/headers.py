"""What every answer of the room says to browsers, and that files come from a place without cookies."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

PAGES: Final = "/room/"
FILES: Final = "/room-files/"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FILE_POLICY: Final = "sandbox; default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'"
_ALWAYS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def is_of_the_room(path: str) -> bool:
    """Whether an address belongs to the room, be there a page or not."""
    return path == "/room" or path.startswith((PAGES, FILES))


def stamps(path: str) -> dict[str, str]:
    """The headers of whatever is answered at this address of the room."""
    return {**_ALWAYS, "Content-Security-Policy": FILE_POLICY if path.startswith(FILES) else POLICY}


class RoomHeaders(MiddlewareMixin):
    """Outermost of what sees a request: under FILES no cookie is ever looked at or set, whatever else is installed."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path.startswith(FILES):
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES = {}

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not is_of_the_room(request.path):
            return response
        for name, value in stamps(request.path).items():
            response[name] = value
        if request.path.startswith(FILES):
            response.cookies.clear()
            del response["Vary"]
        return response
