"""What is a picture, and what only looks like one."""

import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.nouns.picture import MOST_PIXELS, Picture, picture_in


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x02\0\0\0"


def gif(width: int, height: int, version: bytes = b"89a") -> bytes:
    return b"GIF" + version + struct.pack("<HH", width, height) + b"\0\0\0"


def jpeg(width: int, height: int, *, marker: int = 0xC0, before: bytes = b"") -> bytes:
    frame = struct.pack(">BBHBHHB", 0xFF, marker, 17, 8, height, width, 3)
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + before + frame + 9 * b"\0"


def webp(chunk: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def lossy(width: int, height: int) -> bytes:
    return webp(b"VP8 \x20\0\0\0\x30\1\0\x9d\1\x2a" + struct.pack("<HH", width, height))


def lossless(width: int, height: int) -> bytes:
    return webp(b"VP8L\x20\0\0\0\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14))


def extended(width: int, height: int) -> bytes:
    return webp(b"VP8X\x0a\0\0\0\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (png(320, 240), "image/png"),
        (gif(320, 240), "image/gif"),
        (gif(320, 240, b"87a"), "image/gif"),
        (jpeg(320, 240), "image/jpeg"),
        (jpeg(320, 240, marker=0xC2), "image/jpeg"),
        (jpeg(320, 240, before=b"\xff\xe1\1\0" + 254 * b"x"), "image/jpeg"),
        (jpeg(320, 240, before=b"\xff\xff\xff\xdb\0\2"), "image/jpeg"),
        (lossy(320, 240), "image/webp"),
        (lossless(320, 240), "image/webp"),
        (extended(320, 240), "image/webp"),
    ],
)
def test_picture_is_told_by_its_first_bytes(body: bytes, media_type: str) -> None:
    assert picture_in(body) == Picture(media_type, body)


@pytest.mark.parametrize(
    "body",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"<!doctype html><img src=x onerror=alert(1)>",
        b" " + png(4, 3),
        b"\x89PNG\n\x1a\n" + png(4, 3)[8:],
        png(4, 3)[:20],
        png(4, 3).replace(b"IHDR", b"IDAT"),
        gif(4, 3, b"88a"),
        gif(4, 3)[:9],
        jpeg(4, 3)[:24],
        jpeg(4, 3, marker=0xC4),
        jpeg(4, 3, before=b"no marker"),
        b"\xff\xd8\xff" + 100_000 * b"\xff",
        webp(b"VP8S\x0a\0\0\0" + 12 * b"\0"),
        lossy(4, 3).replace(b"WEBP", b"WAVE"),
        extended(4, 3)[:20],
        b"BM a bitmap",
        b"II*\0 a TIFF",
        b"%PDF-1.7",
        b"\0\0\0\x1cftypavif",
        b"",
    ],
)
def test_what_is_no_picture_made_of_pixels_is_none(body: bytes) -> None:
    assert picture_in(body) is None


@pytest.mark.parametrize("make", [png, jpeg, extended], ids=["png", "jpeg", "webp"])
@pytest.mark.parametrize(
    ("width", "height", "shown"), [(10_000, 5_000, True), (10_000, 5_001, False), (65_000, 65_000, False)]
)
def test_picture_too_large_to_show_is_none(
    make: Callable[[int, int], bytes], width: int, height: int, shown: bool
) -> None:
    assert (picture_in(make(width, height)) is not None) is shown
    assert (width * height <= MOST_PIXELS) is shown


@pytest.mark.parametrize("body", [png(0, 3), gif(4, 0), lossy(0, 0)])
def test_picture_without_pixels_is_none(body: bytes) -> None:
    assert picture_in(body) is None


STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ", b"RIFF\0\0\0\0WEBPVP8L", b"")


@given(st.sampled_from(STARTS), st.binary(max_size=80))
def test_no_bytes_are_too_odd(start: bytes, rest: bytes) -> None:
    found = picture_in(start + rest)
    assert found is None or found.body == start + rest
