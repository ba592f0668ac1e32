"""A picture, recognised by its own first bytes and by nothing a server says of it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

STARTS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made of pixels. `media_type` is one of image/jpeg, image/png, image/gif and image/webp."""

    media_type: str
    body: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return sha256(self.body).hexdigest()


def picture_in(body: bytes) -> Picture | None:
    """The picture these bytes are; None for everything else, drawings with a language of their own (SVG) included."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return Picture("image/webp", body)
    return next((Picture(media_type, body) for start, media_type in STARTS if body.startswith(start)), None)
