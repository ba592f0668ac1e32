"""Files in a room: what a file is follows from its content; pictures are drawn anew, the rest is only downloaded."""

import re
import shlex
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import Final

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Count, Sum
from PIL import Image, ImageOps

from parlour.store.models import Agent, Room, RoomFile, RoomVisit
from parlour.usecases.house import House
from parlour.usecases.knocks import may_knock
from parlour.usecases.photo import BOMB, BROKEN
from parlour.usecases.proven import PROVEN_BY, still_proves

MOST_BYTES: Final = 10_000_000
MOST_IN_ROOM: Final = 100_000_000
MOST_FILES_IN_ROOM: Final = 200
MOST_UNSAID: Final = 10
"""Files a guest gave and has not sent with any words yet."""
FILES_A_MINUTE: Final = 60
PICTURES_A_MINUTE: Final = 20
MOST_PIXELS: Final = 24_000_000
# A JPEG is decoded at a fraction of its size. Of the others, what is not eight bits of a colour takes twice as much.
MOST_JPEG_PIXELS: Final = 50_000_000
MOST_DEEP_PIXELS: Final = 6_000_000
LONGEST_SIDE: Final = 4096
LONGEST_NAME: Final = 100
LINK_SECONDS: Final = 300
SCAN_SECONDS: Final = 30
_SALT: Final = "parlour.room-file"
_PICTURES: Final = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png"), "WEBP": ("image/webp", ".webp")}
_ONE_AT_A_TIME: Final = Lock()


class RefusedError(Exception):
    """This file is not taken; `why` is `empty`, `too_large`, `too_fast`, `room_full`, `closed`, `wrong_type`,
    `broken` or `unsafe`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was looked at: what it is, the ending that belongs to it, and the bytes to keep of it."""

    media_type: str
    ending: str
    body: bytes


def keep(
    room: Room, name: str, content: bytes, *, by_guest: bool, house: House, agent: Agent | None = None
) -> RoomFile:
    """Take a file into the room: a picture (drawn anew, without place and camera), a PDF or plain text.

    `agent` is who of us gives it. Raises RefusedError, and then nothing is kept.
    """
    return put(room, name, take(room, content, house=house), by_guest=by_guest, house=house, agent=agent)


def take(room: Room, content: bytes, *, house: House) -> Taken:
    """Look at what somebody gives in this room; it takes its time, so no lock is held. Raises RefusedError."""
    if not content:
        raise RefusedError("empty")
    if len(content) > MOST_BYTES:
        raise RefusedError("too_large")
    if not may_knock(f"files:{room.pk}", most=FILES_A_MINUTE, seconds=60, house=house):
        raise RefusedError("too_fast")
    if _is_picture(content) and not may_knock(f"pictures:{room.pk}", most=PICTURES_A_MINUTE, seconds=60, house=house):
        raise RefusedError("too_fast")
    _room_for(room, len(content))
    taken = _taken(content)
    _scan(taken.body)
    return taken


def put(room: Room, name: str, taken: Taken, *, by_guest: bool, house: House, agent: Agent | None = None) -> RoomFile:
    """Keep what was taken, if the room still has place for it; its row is locked from here on. Raises RefusedError."""
    with transaction.atomic():
        held = Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
        if held.erased_at is not None:
            raise RefusedError("closed")
        if by_guest:
            _drop_oldest_unsaid(room)
        _room_for(room, len(taken.body))
        return RoomFile.objects.create(
            brand_id=room.brand_id,
            room=room,
            by_guest=by_guest,
            agent=agent,
            name=shown_name(name, taken.ending),
            media_type=taken.media_type,
            size=len(taken.body),
            sha256=sha256(taken.body).digest(),
            body=taken.body,
            made_at=house.clock(),
        )


def _room_for(room: Room, more: int) -> None:
    """Raises RefusedError where the room holds all it may."""
    held = RoomFile.objects.filter(room=room, erased_at=None).aggregate(files=Count("pk"), size=Sum("size"))
    if held["files"] >= MOST_FILES_IN_ROOM or (held["size"] or 0) + more > MOST_IN_ROOM:
        raise RefusedError("room_full")


def _drop_oldest_unsaid(room: Room) -> None:
    """A guest's files that no words went with make way for the next ones, the oldest first."""
    unsaid = RoomFile.objects.filter(room=room, by_guest=True, said_at=None, erased_at=None).order_by("-pk")
    over = list(unsaid.values_list("pk", flat=True)[MOST_UNSAID - 1 :])
    if over:
        RoomFile.objects.filter(pk__in=over).delete()


def as_attachment(file: RoomFile) -> dict[str, str]:
    """The file as a post names it."""
    return {"room_file": str(file.pk), "description": file.name, "type": file.media_type, "url": ""}


def file_token(file: RoomFile, visit: RoomVisit | None = None) -> str:
    """What opens this file for a few minutes, without a cookie; a guest's, while that guest's browser is in."""
    return signing.dumps([file.pk, visit.pk if visit else 0], salt=_SALT)


def file_of(token: str, *, house: House) -> RoomFile | None:
    """The file of a token that still counts."""
    try:
        number, visit = signing.loads(token, salt=_SALT, max_age=timedelta(seconds=LINK_SECONDS))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    inside = RoomVisit.objects.filter(pk=visit, ended_at=None, expires_at__gt=house.clock())
    if visit and not any(still_proves(one) for one in inside.select_related(*PROVEN_BY)):
        return None
    return RoomFile.objects.filter(pk=number, erased_at=None, room__erased_at=None).first()


def shown_name(name: str, ending: str) -> str:
    """A name that is nothing but a name: no path, no signs that cannot be seen or turn the writing round."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')
    stem = seen.rpartition(".")[0] if "." in seen[1:] else seen
    return f"{stem.strip('. ')[: LONGEST_NAME - len(ending)] or 'file'}{ending}"


def plain_ending(name: str) -> str:
    """The ending of a name as somebody gave it, where it is a plain one: for telling them which file is meant."""
    ending = name.rpartition(".")[2]
    return f".{ending}" if ending != name and ending.isascii() and ending.isalnum() and len(ending) <= 8 else ""


def _taken(content: bytes) -> Taken:
    if _is_picture(content):
        return _drawn_anew(content)
    if content.startswith(b"%PDF-"):
        return Taken("application/pdf", ".pdf", content)
    if _is_text(content):
        return Taken("text/plain; charset=utf-8", ".txt", content)
    raise RefusedError("wrong_type")


def _is_picture(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or content[8:12] == b"WEBP"


def _drawn_anew(content: bytes) -> Taken:
    """The first frame: what phones take as a JPEG may have others behind it."""
    try:
        with _ONE_AT_A_TIME, Image.open(BytesIO(content), formats=tuple(_PICTURES)) as picture:
            if picture.width * picture.height > _most_pixels(picture):
                raise RefusedError("too_large")
            kind = "JPEG" if picture.format == "MPO" else picture.format or "PNG"
            if kind == "JPEG":
                picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            plain = upright.convert("RGB" if kind == "JPEG" else "RGBA")
            # Of the pixels alone: what the file said about place, time and camera stays behind.
            clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())
            drawn = BytesIO()
            clean.save(drawn, kind, **({"quality": 88} if kind != "PNG" else {}))
    except BOMB as problem:
        raise RefusedError("too_large") from problem
    except BROKEN as problem:
        raise RefusedError("broken") from problem
    return Taken(*_PICTURES[kind], drawn.getvalue())


def _most_pixels(picture: Image.Image) -> int:
    """Told by the head of the file, before anything is unpacked."""
    if picture.format in ("JPEG", "MPO"):
        return MOST_JPEG_PIXELS
    deep = any(";16" in str(part) for tile in getattr(picture, "tile", ()) for part in tile)
    return MOST_DEEP_PIXELS if deep or picture.mode in ("I", "F") else MOST_PIXELS


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
