"""Photos of agents: any honest picture becomes a small clean square; nothing else becomes anything."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from parlour.knowledge import Knowledge
from parlour.store.models import Agent, Event, Photo
from parlour.usecases.house import House
from parlour.usecases.photo import (
    MOST_BYTES,
    SIDE,
    Unfit,
    UnfitPhotoError,
    give_photo,
    photo_of,
    portrait,
    take_photo_back,
)
from tests.desk import factory
from tests.desk.factory import AT

RED, BLUE, WHITE = (200, 30, 30), (30, 30, 200), (255, 255, 255)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><script>alert(1)</script></svg>'


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (400, 300), colour: Any = RED, **more: Any) -> bytes:
    return saved(Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour), kind, **more)


def saved(image: Image.Image, kind: str, **more: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def read(drawn: bytes) -> Image.Image:
    return Image.open(BytesIO(drawn))


def near(drawn: bytes, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    seen = read(drawn).convert("RGB").getpixel(place)
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 12 for one, other in zip(seen, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(64, 64), (400, 300), (300, 400), (64, 900), (3000, 2000)])
def test_portrait_is_a_square_whatever_came(kind: str, size: tuple[int, int]) -> None:
    drawn = portrait(picture(kind, size=size))
    assert (read(drawn).format, read(drawn).size, near(drawn, (128, 128), RED)) == ("WEBP", (SIDE, SIDE), True)


def test_portrait_keeps_nothing_the_file_said_about_itself() -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    drawn = portrait(picture(exif=exif, comment=b"taken at home", icc_profile=b"profile" * 20))
    assert (read(drawn).info.keys() & {"exif", "icc_profile", "comment", "xmp"}, dict(read(drawn).getexif())) == (
        set(),
        {},
    )
    assert [word for word in (b"camera", b"home", b"profile", b"EXIF") if word in drawn] == []


def test_portrait_stands_upright() -> None:
    lying = Image.new("RGB", (400, 300), RED)
    lying.paste(BLUE, (0, 0, 200, 300))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held turned: left is up
    drawn = portrait(saved(lying, "JPEG", exif=exif, quality=95))
    assert (near(drawn, (128, 20), BLUE), near(drawn, (128, 240), RED)) == (True, True)


def test_portrait_of_an_animation_is_its_first_frame() -> None:
    frames = [Image.new("RGB", (128, 128), colour) for colour in (RED, BLUE, BLUE)]
    for kind in ("PNG", "WEBP"):
        drawn = portrait(saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50))
        assert (near(drawn, (128, 128), RED), getattr(read(drawn), "n_frames", 1)) == (True, 1)


@pytest.mark.parametrize(
    "file",
    [
        picture("PNG", colour=(*RED, 0)),
        saved(Image.new("P", (100, 100), 0), "PNG", transparency=0),
        saved(Image.new("LA", (100, 100), (0, 0)), "PNG"),
        picture("WEBP", colour=(*RED, 0), lossless=True),
    ],
)
def test_what_one_can_see_through_stands_on_white(file: bytes) -> None:
    assert near(portrait(file), (128, 128), WHITE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_portrait_of_every_kind_of_png(mode: str) -> None:
    assert read(portrait(saved(Image.new(mode, (90, 90)), "PNG"))).size == (SIDE, SIDE)


def test_portrait_of_a_picture_for_print() -> None:
    assert read(portrait(saved(Image.new("CMYK", (90, 90)), "JPEG"))).mode == "RGB"


def header_only(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be this large."""
    claim = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", claim), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def test_photo_of_a_telephone_with_many_pixels_is_taken() -> None:
    assert near(portrait(picture("JPEG", size=(8064, 6048))), (128, 128), RED)
    with pytest.raises(UnfitPhotoError):
        portrait(picture("JPEG", size=(8064, 6400)))


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"", Unfit.EMPTY),
        (picture() + b"\0" * MOST_BYTES, Unfit.TOO_LARGE),
        (b"\0" * (MOST_BYTES + 1), Unfit.TOO_LARGE),
        (SVG, Unfit.NOT_A_PICTURE),
        (b"GIF89a" + b"\0" * 100, Unfit.NOT_A_PICTURE),
        (saved(Image.new("P", (90, 90)), "GIF"), Unfit.NOT_A_PICTURE),
        (saved(Image.new("RGB", (90, 90)), "TIFF"), Unfit.NOT_A_PICTURE),
        (saved(Image.new("RGB", (90, 90)), "PDF"), Unfit.NOT_A_PICTURE),
        (b"\xff\xd8\xff" + b"not a JPEG at all", Unfit.NOT_A_PICTURE),
        (picture("JPEG")[:200], Unfit.NOT_A_PICTURE),
        (picture("PNG")[:-40], Unfit.NOT_A_PICTURE),
        (picture("WEBP")[:-20], Unfit.NOT_A_PICTURE),
        (picture(size=(63, 400)), Unfit.TOO_SMALL),
        (picture(size=(400, 1)), Unfit.TOO_SMALL),
        (header_only(5000, 5001), Unfit.TOO_MANY_PIXELS),
        (header_only(16_001, 100), Unfit.TOO_MANY_PIXELS),
        (header_only(10_000, 10_000), Unfit.TOO_MANY_PIXELS),
        (header_only(60_000, 60_000), Unfit.TOO_MANY_PIXELS),
        (header_only(5000, 5000), Unfit.NOT_A_PICTURE),  # large enough to be looked at, and then there is nothing
    ],
)
def test_what_is_no_photo_is_refused_with_a_reason(file: bytes, why: Unfit) -> None:
    with pytest.raises(UnfitPhotoError) as refused:
        portrait(file)
    assert refused.value.why is why


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(1, 255)), max_size=12),
    cut=st.floats(0.05, 1),
)
def test_broken_files_are_refused_or_drawn_and_never_anything_else(
    kind: str, flips: list[tuple[float, int]], cut: float
) -> None:
    file = bytearray(picture(kind, size=(80, 80)))
    for place, flip in flips:
        file[int(place * len(file))] ^= flip
    try:
        drawn = portrait(bytes(file[: int(cut * len(file))]))
    except UnfitPhotoError:
        return
    assert read(drawn).size == (SIDE, SIDE)


@pytest.fixture
def still(knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=lambda: AT)


@pytest.mark.django_db
def test_photo_is_given_replaced_and_taken_back_on_record(still: House) -> None:
    marlow = factory.house()
    ines, brand = factory.agent(marlow), marlow.brand
    versions = []
    for colour in (RED, BLUE):
        give_photo(picture(colour=colour), agent=ines, brand=brand, house=still)
        versions.append(Agent.objects.get().photo)
    assert (len(set(versions)), "" in versions, Photo.objects.count()) == (2, False, 1)
    assert near(bytes(Photo.objects.get().body), (128, 128), BLUE)

    take_photo_back(agent=ines, brand=brand, house=still)
    take_photo_back(agent=ines, brand=brand, house=still)
    assert (Agent.objects.get().photo, Photo.objects.count()) == ("", 0)
    events = Event.objects.order_by("seq").values_list("stream", "verb", "actor")
    assert list(events) == [
        (f"brand:{brand.pk}", verb, f"agent:{ines.pk}") for verb in ("photo_given", "photo_given", "photo_taken_back")
    ]


@pytest.mark.django_db
def test_refused_photo_leaves_the_earlier_one(still: House) -> None:
    marlow = factory.house()
    ines = factory.agent(marlow)
    give_photo(picture(), agent=ines, brand=marlow.brand, house=still)
    before = Agent.objects.get().photo
    with pytest.raises(UnfitPhotoError):
        give_photo(SVG, agent=ines, brand=marlow.brand, house=still)
    assert (Agent.objects.get().photo, Event.objects.count()) == (before, 1)


@pytest.mark.django_db
def test_photo_is_for_the_agents_own_house_in_its_present_version(still: House) -> None:
    marlow, krone = factory.house(), factory.house("krone")
    ines = factory.agent(marlow)
    give_photo(picture(), agent=ines, brand=marlow.brand, house=still)
    asked = [(ines.photo, marlow), (ines.photo, krone), ("0" * 16, marlow), ("", marlow)]
    found = [photo_of(ines.pk, version=version, brand=house.brand) is not None for version, house in asked]
    assert found == [True, False, False, False]
