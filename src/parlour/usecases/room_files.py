"""Files in a room: what a file is follows from its content; pictures are drawn anew, the rest is only downloaded."""

import re
import shlex
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import Final

from django.conf import settings
from django.core import signing
from PIL import Image, ImageOps

from parlour.store.models import Room, RoomFile
from parlour.usecases.house import House
from parlour.usecases.photo import BOMB, BROKEN

MOST_BYTES: Final = 10_000_000
MOST_IN_ROOM: Final = 100_000_000
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 4096
LONGEST_NAME: Final = 100
LINK_SECONDS: Final = 3600
SCAN_SECONDS: Final = 30
_SALT: Final = "parlour.room-file"
_PICTURES: Final = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png"), "WEBP": ("image/webp", ".webp")}
_ONE_AT_A_TIME: Final = Lock()


class RefusedError(Exception):
    """This file is not taken; `why` is `empty`, `too_large`, `room_full`, `wrong_type`, `broken` or `unsafe`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def keep(room: Room, name: str, content: bytes, *, by_guest: bool, house: House) -> RoomFile:
    """Take a file into the room: a picture (drawn anew, without place and camera), a PDF or plain text.

    Raises RefusedError, and then nothing is kept.
    """
    if not content:
        raise RefusedError("empty")
    if len(content) > MOST_BYTES:
        raise RefusedError("too_large")
    if sum(RoomFile.objects.filter(room=room).values_list("size", flat=True)) + len(content) > MOST_IN_ROOM:
        raise RefusedError("room_full")
    media_type, ending, body = _taken(content)
    _scan(body)
    return RoomFile.objects.create(
        brand_id=room.brand_id,
        room=room,
        by_guest=by_guest,
        name=shown_name(name, ending),
        media_type=media_type,
        size=len(body),
        sha256=sha256(body).digest(),
        body=body,
        made_at=house.clock(),
    )


def file_token(file: RoomFile) -> str:
    """What opens this file for an hour, without a cookie: whoever is shown the talk is given fresh ones."""
    return signing.dumps(file.pk, salt=_SALT)


def file_of(token: str) -> RoomFile | None:
    """The file of a token that still counts."""
    try:
        number = signing.loads(token, salt=_SALT, max_age=timedelta(seconds=LINK_SECONDS))
    except signing.BadSignature:
        return None
    return RoomFile.objects.filter(pk=number, erased_at=None, room__erased_at=None).first()


def shown_name(name: str, ending: str) -> str:
    """A name that is nothing but a name: no path, no signs that cannot be seen or turn the writing round."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')
    stem = seen.rpartition(".")[0] if "." in seen[1:] else seen
    return f"{stem.strip('. ')[: LONGEST_NAME - len(ending)] or 'file'}{ending}"


def _taken(content: bytes) -> tuple[str, str, bytes]:
    """Media type, the ending that belongs to it, and what is kept."""
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or content[8:12] == b"WEBP":
        return _drawn_anew(content)
    if content.startswith(b"%PDF-"):
        return "application/pdf", ".pdf", content
    if _is_text(content):
        return "text/plain; charset=utf-8", ".txt", content
    raise RefusedError("wrong_type")


def _drawn_anew(content: bytes) -> tuple[str, str, bytes]:
    try:
        with _ONE_AT_A_TIME, Image.open(BytesIO(content), formats=tuple(_PICTURES)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise RefusedError("too_large")
            kind = picture.format or "PNG"
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = upright.convert("RGB" if kind == "JPEG" else "RGBA")
            # Of the pixels alone: what the file said about place, time and camera stays behind.
            clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())
            drawn = BytesIO()
            clean.save(drawn, kind, **({"quality": 88} if kind != "PNG" else {}))
    except BOMB as problem:
        raise RefusedError("too_large") from problem
    except BROKEN as problem:
        raise RefusedError("broken") from problem
    return *_PICTURES[kind], drawn.getvalue()


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\n\r\t" for sign in text)


def _scan(body: bytes, run: Callable[..., "subprocess.CompletedProcess[bytes]"] = subprocess.run) -> None:
    """Ask the operator's scanner, if there is one: it reads the file from its input and fails for what is unsafe."""
    command = shlex.split(settings.ROOM_SCANNER)
    if not command:
        return
    try:
        done = run(command, input=body, capture_output=True, timeout=SCAN_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise RefusedError("unsafe") from problem
    if done.returncode != 0:
        raise RefusedError("unsafe")
