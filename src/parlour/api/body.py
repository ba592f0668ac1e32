"""What a request carries: one JSON object or lines of them, of a bounded size."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from parlour.api.replies import JSON, JSON_LINES, Refusal

MOST_BYTES: Final = 2**20
MOST_LINES: Final = 256
UNIT_BYTES: Final = MOST_BYTES // MOST_LINES


@dataclass(frozen=True, slots=True)
class Body:
    """`lines` are JSON texts; `single` when the request is one of them and wants one object back."""

    lines: tuple[bytes, ...]
    single: bool
    size: int

    @property
    def units(self) -> int:
        """What the request counts for: each line, or each 4 KiB begun where the lines are longer than that."""
        return max(1, len(self.lines), -(-self.size // UNIT_BYTES))


def read_body(request: HttpRequest) -> Body:
    """The body of a request. Raises Refusal: 415 for another kind, 413 for too many bytes or lines."""
    single = _kind(request) == JSON
    if declared(request.headers.get("Content-Length", "")) > MOST_BYTES or len(request.body) > MOST_BYTES:
        raise too_large()
    content = request.body
    lines = (content,) if single else _lines(content)
    if len(lines) > MOST_LINES:
        raise Refusal(413, "too_many_lines", f"At most {MOST_LINES} lines can be judged at once. Send fewer at a time.")
    return Body(lines, single, len(content))


def _lines(content: bytes) -> tuple[bytes, ...]:
    """The lines of a body, of too many just one more than may be; the newline at its end begins none."""
    return tuple(content.removesuffix(b"\n").split(b"\n", MOST_LINES)) if content else ()


def too_large() -> Refusal:
    """What a body that is too large gets to hear, wherever that is noticed."""
    return Refusal(413, "too_large", f"A request may carry {MOST_BYTES} bytes at most. Send fewer lines at a time.")


def _kind(request: HttpRequest) -> str:
    kind = request.content_type or ""
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    packed = request.headers.get("Content-Encoding", "identity").lower()
    if kind not in {JSON, JSON_LINES} or charset not in {"utf-8", "utf8"} or packed != "identity":
        told = f"Send {JSON} (one object) or {JSON_LINES} (one object a line), in UTF-8, not packed."
        raise Refusal(415, "unsupported_media_type", told, Accept=f"{JSON}, {JSON_LINES}")
    return kind


def declared(length: str) -> int:
    """What a Content-Length says, 0 where it says nothing that can be read."""
    return int(length[:20]) if length.isascii() and length.isdigit() else 0
