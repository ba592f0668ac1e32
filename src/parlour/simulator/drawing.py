"""Pictures drawn by a few lines: a pattern for each account, and the things people hold into a camera."""

import colorsys
import struct
import zlib
from collections.abc import Callable, Mapping
from math import isqrt

Colour = tuple[int, int, int]

WIDTH, HEIGHT = 480, 360
_TILE = 24
_GREY, _DARK, _WHITE, _PAPER = (176, 174, 168), (48, 46, 42), (250, 250, 248), (238, 232, 214)
_TABLE, _WALL = (168, 130, 92), (214, 220, 216)


class Canvas:
    """Pixels in red, green and blue, the first at the top left. What is drawn outside is not seen."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width = width
        self.height = height
        self._rows = [bytearray(bytes(ground) * width) for _ in range(height)]

    def rectangle(self, left: int, top: int, right: int, bottom: int, colour: Colour) -> None:
        """From `left` and `top` up to, but without, `right` and `bottom`."""
        left, right = max(left, 0), min(right, self.width)
        if left < right:
            for row in self._rows[max(top, 0) : max(bottom, 0)]:
                row[3 * left : 3 * right] = bytes(colour) * (right - left)

    def ellipse(self, centre: tuple[int, int], across: int, down: int, colour: Colour) -> None:
        """With half axes `across` and `down`."""
        x, y = centre
        for line in range(-down, down + 1):
            half = isqrt(across * across * (down * down - line * line)) // down
            self.rectangle(x - half, y + line, x + half + 1, y + line + 1, colour)

    def line(self, start: tuple[int, int], end: tuple[int, int], thickness: int, colour: Colour) -> None:
        """A row of dots from start to end."""
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for step in range(steps + 1):
            x = start[0] + (end[0] - start[0]) * step // steps
            y = start[1] + (end[1] - start[1]) * step // steps
            self.rectangle(x, y, x + thickness, y + thickness, colour)

    def png(self) -> bytes:
        """As a PNG file (ISO/IEC 15948): eight bits a channel, no filter."""
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + row for row in self._rows), 6)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def avatar(name: str) -> bytes:
    """A pattern of five by five tiles, left and right alike, the same for the same name."""
    seed = zlib.crc32(name.encode())
    hue = (seed % 360) / 360
    light, strong = _colour(hue, 0.88, 0.45), _colour(hue, 0.38, 0.55)
    canvas = Canvas(5 * _TILE, 5 * _TILE, light)
    for place in range(15):
        if seed >> (place + 9) & 1:
            column, row = place % 3, place // 3
            for x in {column, 4 - column}:
                canvas.rectangle(x * _TILE, row * _TILE, (x + 1) * _TILE, (row + 1) * _TILE, strong)
    return canvas.png()


def _colour(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, lightness, saturation))
    return red, green, blue


def _on_a_table() -> Canvas:
    canvas = Canvas(WIDTH, HEIGHT, _WALL)
    canvas.rectangle(0, 250, WIDTH, HEIGHT, _TABLE)
    return canvas


def _router() -> Canvas:
    canvas = _on_a_table()
    for x in (150, 320):
        canvas.line((x, 190), (x, 60), 8, _DARK)
    canvas.rectangle(90, 190, 390, 280, _DARK)
    for x, colour in ((130, (70, 190, 90)), (180, (240, 150, 40)), (230, (80, 78, 74)), (280, (70, 190, 90))):
        canvas.ellipse((x, 235), 11, 11, colour)
    canvas.ellipse((180, 235), 5, 5, (255, 220, 160))
    return canvas


def _booklet() -> Canvas:
    canvas = _on_a_table()
    canvas.rectangle(60, 60, 238, 300, _PAPER)
    canvas.rectangle(242, 60, 420, 300, _PAPER)
    for page in (80, 262):
        for line in range(7):
            canvas.rectangle(page, 90 + 24 * line, page + 136 - 18 * (line % 3), 98 + 24 * line, _GREY)
    canvas.rectangle(258, 134, 390, 150, (246, 222, 90))
    canvas.rectangle(262, 138, 320, 146, _DARK)
    canvas.rectangle(326, 138, 384, 146, _DARK)
    return canvas


def _slip() -> Canvas:
    canvas = _on_a_table()
    canvas.rectangle(130, 30, 350, 330, _WHITE)
    canvas.rectangle(150, 52, 260, 70, _DARK)
    for line in range(4):
        canvas.rectangle(150, 100 + 24 * line, 330 - 26 * (line % 2), 108 + 24 * line, _GREY)
    canvas.rectangle(148, 206, 332, 250, (246, 222, 90))
    for digit in range(5):
        canvas.rectangle(160 + 34 * digit, 216, 182 + 34 * digit, 240, _DARK)
    canvas.line((160, 300), (230, 280), 4, (40, 60, 150))
    canvas.line((230, 280), (300, 304), 4, (40, 60, 150))
    return canvas


def _meter() -> Canvas:
    canvas = Canvas(WIDTH, HEIGHT, (120, 116, 108))
    canvas.rectangle(110, 30, 370, 330, _WHITE)
    canvas.ellipse((240, 130), 84, 84, _GREY)
    canvas.ellipse((240, 130), 74, 74, _PAPER)
    canvas.line((240, 130), (292, 92), 6, (180, 40, 30))
    canvas.rectangle(150, 240, 330, 290, _DARK)
    for digit in range(5):
        canvas.rectangle(158 + 34 * digit, 248, 186 + 34 * digit, 282, _WHITE if digit < 4 else (220, 90, 80))
    return canvas


def _keys() -> Canvas:
    canvas = _on_a_table()
    canvas.ellipse((170, 180), 50, 50, _GREY)
    canvas.ellipse((170, 180), 38, 38, _WALL)
    for end in ((330, 210), (310, 280)):
        canvas.line((205, 205), end, 16, (190, 160, 70))
        canvas.line((end[0], end[1]), (end[0], end[1] + 26), 12, (190, 160, 70))
    canvas.rectangle(60, 210, 150, 270, (30, 110, 120))
    canvas.ellipse((136, 224), 7, 7, _WALL)
    return canvas


def _kettle() -> Canvas:
    canvas = _on_a_table()
    canvas.ellipse((330, 170), 66, 66, _DARK)
    canvas.ellipse((330, 170), 46, 46, _WALL)
    canvas.line((110, 150), (170, 220), 26, _GREY)
    canvas.ellipse((240, 200), 96, 92, _GREY)
    canvas.rectangle(150, 270, 330, 300, _DARK)
    canvas.ellipse((240, 106), 44, 14, _DARK)
    for start, end in (((214, 130), (240, 180)), ((240, 180), (222, 220)), ((222, 220), (256, 266))):
        canvas.line(start, end, 5, _DARK)
    canvas.ellipse((262, 318), 70, 12, (150, 190, 210))
    return canvas


def _eye() -> Canvas:
    canvas = Canvas(WIDTH, HEIGHT, (226, 186, 160))
    canvas.ellipse((240, 190), 170, 92, (236, 160, 150))
    canvas.ellipse((240, 190), 150, 74, (250, 236, 232))
    for end in ((110, 170), (130, 220), (350, 160), (362, 214)):
        canvas.line((240, 190), end, 3, (214, 90, 84))
    canvas.ellipse((240, 190), 58, 58, (92, 120, 70))
    canvas.ellipse((240, 190), 26, 26, _DARK)
    canvas.line((90, 110), (390, 110), 12, (130, 92, 66))
    return canvas


_THINGS: Mapping[str, Callable[[], Canvas]] = {
    "booklet": _booklet,
    "eye": _eye,
    "kettle": _kettle,
    "keys": _keys,
    "meter": _meter,
    "router": _router,
    "slip": _slip,
}
THINGS = tuple(_THINGS)


def thing(name: str) -> bytes:
    """One of THINGS as a PNG file. Raises KeyError for anything else."""
    return _THINGS[name]().png()
