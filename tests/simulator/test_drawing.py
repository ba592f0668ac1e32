"""Drawn pictures are sound PNG files, the same each time."""

import struct
import zlib
from collections.abc import Iterator

import pytest

from parlour.simulator import drawing


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG file as any reader takes them: length, kind, data, checksum."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length]) == (zlib.crc32(kind + data),)
        yield kind, data
        place += 12 + length


@pytest.mark.parametrize("name", drawing.THINGS)
def test_thing_is_a_sound_png_of_the_named_size(name: str) -> None:
    (head, size), (body, packed), end = chunks(drawing.thing(name))
    assert (head, body, end) == (b"IHDR", b"IDAT", (b"IEND", b""))
    assert struct.unpack(">IIBBBBB", size) == (drawing.WIDTH, drawing.HEIGHT, 8, 2, 0, 0, 0)
    assert len(zlib.decompress(packed)) == drawing.HEIGHT * (1 + 3 * drawing.WIDTH)


def test_avatar_is_the_same_for_the_same_name_and_another_for_another() -> None:
    assert drawing.avatar("mara") == drawing.avatar("mara")
    assert len({drawing.avatar(name) for name in ("mara", "tom_a", "ines@other.example")}) == 3


def test_what_is_drawn_outside_is_not_seen() -> None:
    canvas = drawing.Canvas(2, 1, (0, 0, 0))
    canvas.rectangle(-5, -5, 1, 9, (1, 2, 3))
    canvas.ellipse((50, 50), 3, 3, (9, 9, 9))
    (_, _), (_, packed), _ = chunks(canvas.png())
    assert zlib.decompress(packed) == b"\0\1\2\3\0\0\0"
