"""A picture, recognised and measured by its own first bytes and by nothing a server says of it."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

MOST_PIXELS: Final = 50_000_000
"""A small file can be a picture so large that showing it takes a browser's whole memory."""

Size = tuple[int, int]

START_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG (ITU-T T.81) that are followed by the size."""

MOST_SEGMENTS: Final = 1000
WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD9)})


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
    """The picture these bytes are.

    None for everything else, drawings with a language of their own (SVG) included, and for one whose width and height
    cannot be read or make more than MOST_PIXELS.
    """
    for start, media_type, measure in KINDS:
        if body.startswith(start):
            try:
                width, height = measure(body)
            except (struct.error, IndexError, ValueError):
                return None
            return Picture(media_type, body) if 0 < width * height <= MOST_PIXELS else None
    return None


def _png(body: bytes) -> Size:
    """ISO/IEC 15948, 11.2.2: the header comes first."""
    kind, width, height = struct.unpack_from(">4sII", body, 12)
    if kind != b"IHDR":
        raise ValueError(kind)
    return width, height


def _gif(body: bytes) -> Size:
    width, height = struct.unpack_from("<HH", body, 6)
    return width, height


def _jpeg(body: bytes) -> Size:
    """Segment by segment to the first start of a frame."""
    place = 2
    for _ in range(MOST_SEGMENTS):
        if body[place] != 0xFF:
            raise ValueError(place)
        marker = body[place + 1]
        if marker == 0xFF or marker in WITHOUT_LENGTH:
            place += 1 if marker == 0xFF else 2
        elif marker in START_OF_FRAME:
            height, width = struct.unpack_from(">HH", body, place + 5)
            return width, height
        else:
            place += 2 + max(struct.unpack_from(">H", body, place + 2)[0], 2)
    raise ValueError(place)


def _webp(body: bytes) -> Size:
    """RFC 9649: the size stands in the first chunk, in one of three ways."""
    brand, kind = struct.unpack_from("<4s4s", body, 8)
    if brand == b"WEBP" and kind == b"VP8X":
        width, above, height, higher = struct.unpack_from("<HBHB", body, 24)
        return (width | above << 16) + 1, (height | higher << 16) + 1
    if brand == b"WEBP" and kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if brand == b"WEBP" and kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError(kind)


KINDS: Final[tuple[tuple[bytes, str, Callable[[bytes], Size]], ...]] = (
    (b"\xff\xd8\xff", "image/jpeg", _jpeg),
    (b"\x89PNG\r\n\x1a\n", "image/png", _png),
    (b"GIF87a", "image/gif", _gif),
    (b"GIF89a", "image/gif", _gif),
    (b"RIFF", "image/webp", _webp),
)
