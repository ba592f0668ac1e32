"""Request parameters as a Rails server understands them: query, form, multipart and JSON alike."""

import json
from email import message_from_bytes
from email.message import Message
from urllib.parse import parse_qsl

from starlette.requests import Request

from parlour.simulator.errors import Refused

_TRUE = ("1", "true", "t", "on", "yes")


class Upload:
    """One file of a multipart body."""

    def __init__(self, part: Message) -> None:
        self.filename = part.get_filename() or "file"
        self.mime = part.get_content_type()
        payload = part.get_payload(decode=True)
        self.size = len(payload) if isinstance(payload, bytes) else 0


class Params:
    """Names with all their values; `name[]` and `name` are the same."""

    def __init__(self) -> None:
        self._values: dict[str, list[str]] = {}
        self.files: dict[str, Upload] = {}

    def add(self, name: str, value: str) -> None:
        """One more value."""
        self._values.setdefault(name.removesuffix("[]"), []).append(value)

    def text(self, name: str, default: str = "") -> str:
        """The last value."""
        return self._values[name][-1] if name in self._values else default

    def maybe(self, name: str) -> str | None:
        """The last value, None when absent or empty."""
        return self.text(name) or None

    def all(self, name: str) -> list[str]:
        """All values."""
        return self._values.get(name, [])

    def flag(self, name: str) -> bool:
        """A yes in any of its spellings."""
        return self.text(name).lower() in _TRUE

    def number(self, name: str, default: int, largest: int) -> int:
        """A whole number from 1 to `largest`; nonsense counts as absent."""
        value = self.text(name)
        return max(1, min(int(value), largest)) if value.isdecimal() and len(value) < 10 else default


async def read_params(request: Request, max_bytes: int) -> Params:
    """Reads query and body; refuses a body that is too large or cannot be parsed."""
    params = Params()
    for name, value in parse_qsl(request.url.query, keep_blank_values=True):
        params.add(name, value)
    body = await read_body(request, max_bytes)
    kind = request.headers.get("content-type", "")
    if body and kind.startswith("application/json"):
        _add_json(params, body)
    elif body and kind.startswith("multipart/form-data"):
        _add_multipart(params, body, kind)
    elif body:
        for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1000):
            params.add(name, value)
    return params


async def read_body(request: Request, max_bytes: int) -> bytes:
    """The body, refused as soon as it grows beyond `max_bytes`."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > max_bytes:
            raise Refused(413, "Payload too large")
        pieces.append(piece)
    return b"".join(pieces)


def _add_json(params: Params, body: bytes) -> None:
    try:
        content = json.loads(body)
    except ValueError as error:
        raise Refused(400, "Error occurred while parsing request parameters") from error
    if not isinstance(content, dict):
        return
    for name, value in content.items():
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                params.add(name, str(each).lower() if isinstance(each, bool) else str(each))


def _add_multipart(params: Params, body: bytes, kind: str) -> None:
    message = message_from_bytes(b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n" + body)
    for part in message.get_payload() if message.is_multipart() else []:
        if not isinstance(part, Message):
            continue
        name = part.get_param("name", header="content-disposition")
        if part.get_filename():
            params.files[str(name)] = Upload(part)
        else:
            payload = part.get_payload(decode=True)
            params.add(str(name), payload.decode("utf-8", "replace") if isinstance(payload, bytes) else "")
