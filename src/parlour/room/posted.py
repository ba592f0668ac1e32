"""What a form brought, within limits."""

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError

# LookupError and ValueError: a form in a charset that is none, or not in the charset that it names.
_UNREADABLE = (
    RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError, BadRequest, LookupError, ValueError,
)  # fmt: skip


class TooLargeError(Exception):
    """More was sent than is taken in, or it cannot be read."""


def posted(request: HttpRequest) -> QueryDict:
    """The fields of the form. Raises TooLargeError."""
    try:
        return request.POST
    except _UNREADABLE as problem:
        raise TooLargeError from problem


def line(request: HttpRequest, name: str) -> str:
    """One field as one line of bounded length. Raises TooLargeError."""
    return " ".join(posted(request).get(name, "")[:500].replace("\x00", "").split())
