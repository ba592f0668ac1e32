"""An agent's photo: whatever file they give is drawn anew as a small square, and only that is kept."""

import struct
from enum import StrEnum
from hashlib import blake2b
from io import BytesIO
from threading import Lock
from typing import Final

from django.db import transaction
from PIL import Image, ImageOps

from parlour.store.models import Agent, Brand, Photo
from parlour.store.record import Happening, append
from parlour.usecases.house import House

MOST_BYTES: Final = 5_000_000
# A JPEG is decoded at a fraction of its size; the others whole, and twice over where one can see through them.
MOST_PIXELS: Final = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
LEAST_SIDE, MOST_SIDE = 64, 16_000
SIDE: Final = 256
KINDS: Final = tuple(MOST_PIXELS)
QUALITY: Final = 84
# In a picture taken upright the face is nearer to the top than to the bottom.
MIDDLE: Final = (0.5, 0.4)
# Modes whose neighbouring pixels can be averaged; in others a number is a place in a palette.
EVEN: Final = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})
# What Pillow raises for files that are broken or lie about themselves.
BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, struct.error)
BOMB: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)

# Decoding takes up to some three hundred megabytes: one at a time is bounded, ten at once would not be.
_one_at_a_time = Lock()


class Unfit(StrEnum):
    """Why a file cannot be somebody's photo."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    NOT_A_PICTURE = "not_a_picture"


class UnfitPhotoError(Exception):
    """The file cannot be used; `why` says what to tell whoever gave it."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.value)
        self.why = why


def portrait(file: bytes) -> bytes:
    """The first frame of a JPEG, PNG or WebP file as a WebP of SIDE x SIDE pixels, upright, with nothing else in it.

    What the file is follows from its content alone. Raises UnfitPhotoError.
    """
    if not file:
        raise UnfitPhotoError(Unfit.EMPTY)
    if len(file) > MOST_BYTES:
        raise UnfitPhotoError(Unfit.TOO_LARGE)
    try:
        with _one_at_a_time:
            return _drawn(file)
    except BOMB as error:
        raise UnfitPhotoError(Unfit.TOO_MANY_PIXELS) from error
    except BROKEN as error:
        raise UnfitPhotoError(Unfit.NOT_A_PICTURE) from error


def _drawn(file: bytes) -> bytes:
    with Image.open(BytesIO(file), formats=KINDS) as looked_at:
        _check(*looked_at.size, most=MOST_PIXELS[looked_at.format or "PNG"])
        looked_at.verify()
    with Image.open(BytesIO(file), formats=KINDS) as picture:
        picture.draft("RGB", (2 * SIDE, 2 * SIDE))
        upright = ImageOps.exif_transpose(_smaller(picture))
    square = ImageOps.fit(_on_white(upright), (SIDE, SIDE), Image.Resampling.LANCZOS, centering=MIDDLE)
    # A fresh picture of the pixels alone: what the file said about place, time and camera stays behind.
    clean = Image.frombytes("RGB", square.size, square.tobytes())
    drawn = BytesIO()
    clean.save(drawn, "WEBP", quality=QUALITY, method=4)
    return drawn.getvalue()


def _check(width: int, height: int, *, most: int) -> None:
    if width * height > most or max(width, height) > MOST_SIDE:
        raise UnfitPhotoError(Unfit.TOO_MANY_PIXELS)
    if min(width, height) < LEAST_SIDE:
        raise UnfitPhotoError(Unfit.TOO_SMALL)


def _smaller(picture: Image.Image) -> Image.Image:
    """The whole picture in fewer pixels, before anything else makes a copy of it."""
    even = picture if picture.mode in EVEN else picture.convert("RGBA")
    return even.reduce(max(1, min(even.size) // (2 * SIDE)))


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in plain colours; what one could see through stands on white."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    above = picture.convert("RGBA")
    ground = Image.new("RGB", above.size, "white")
    ground.paste(above, mask=above)
    return ground


def give_photo(file: bytes, *, agent: Agent, brand: Brand, house: House) -> None:
    """Keep the agent's photo, in place of an earlier one. Raises UnfitPhotoError, and then nothing has changed."""
    body = portrait(file)
    with transaction.atomic():
        Photo.objects.update_or_create(agent=agent, defaults={"body": body})
        _show(agent, blake2b(body, digest_size=8).hexdigest())
        told = Happening(f"brand:{brand.pk}", "photo_given", f"agent:{agent.pk}")
        append(brand.pk, [told], at=house.clock())


def take_photo_back(*, agent: Agent, brand: Brand, house: House) -> None:
    """Forget the agent's photo; the drawn avatar stands in again. Nothing happens where there is none."""
    with transaction.atomic():
        if not Photo.objects.filter(agent=agent).delete()[0]:
            return
        _show(agent, "")
        told = Happening(f"brand:{brand.pk}", "photo_taken_back", f"agent:{agent.pk}")
        append(brand.pk, [told], at=house.clock())


def _show(agent: Agent, version: str) -> None:
    agent.photo = version
    agent.save(update_fields=["photo"])


def photo_of(agent: int, *, version: str, brand: Brand) -> bytes | None:
    """The picture of somebody who belongs to the brand, in this version; None for anybody and anything else."""
    known = Photo.objects.filter(agent=agent, agent__photo=version, agent__memberships__brand=brand)
    body = known.values_list("body", flat=True).first()
    return None if body is None else bytes(body)
