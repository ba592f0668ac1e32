"""Files in a room: what they are, what is kept of them, and what is refused in words."""

import sys
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import Base

from parlour.store.models import Case, Room, RoomFile
from parlour.usecases import enter, room_files
from parlour.usecases.erase_room import erase_room
from parlour.usecases.room_files import RefusedError, file_of, file_token, keep, shown_name
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import case, come_in, invite

__all__ = ["case"]


def picture(kind: str = "JPEG", size: tuple[int, int] = (80, 60), *, place: str = "") -> bytes:
    made, file = Image.new("RGB", size, "teal"), BytesIO()
    exif = Image.Exif()
    if place:
        exif[Base.ImageDescription] = place
    made.save(file, kind, exif=exif)
    return file.getvalue()


@pytest.fixture
def room(lobby: Lobby, case: Case) -> Room:
    return come_in(lobby, invite(lobby, case)).visit.room


@pytest.mark.parametrize(
    ("name", "content", "media_type", "shown"),
    [
        ("bill.pdf", b"%PDF-1.7 ...", "application/pdf", "bill.pdf"),
        ("bill.exe", b"%PDF-1.7 ...", "application/pdf", "bill.pdf"),
        ("notes.txt", "Grüße\n".encode(), "text/plain; charset=utf-8", "notes.txt"),
        ("me.png", picture("PNG"), "image/png", "me.png"),
        ("me.jpeg", picture(), "image/jpeg", "me.jpg"),
        ("me.html", picture("WEBP"), "image/webp", "me.webp"),
    ],
)
def test_type_follows_from_the_content_alone(
    lobby: Lobby, room: Room, name: str, content: bytes, media_type: str, shown: str
) -> None:
    file = keep(room, name, content, by_guest=True, house=lobby.house)
    assert (file.media_type, file.name) == (media_type, shown)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"x" * (room_files.MOST_BYTES + 1), "too_large"),
        (b"<html><script>alert(1)</script>" + bytes([0]), "wrong_type"),
        (b"PK\x03\x04 a zip, perhaps a bomb", "wrong_type"),
        (b"MZ\x90\x00 a program", "wrong_type"),
        (b"\x89PNG\r\n\x1a\n and then nothing", "broken"),
        (b"GIF89a\x01\x00", "wrong_type"),
    ],
    ids=["nothing", "huge", "page", "zip", "program", "broken picture", "animation"],
)
def test_what_is_refused(lobby: Lobby, room: Room, content: bytes, why: str) -> None:
    with pytest.raises(RefusedError) as told:
        keep(room, "a.png", content, by_guest=True, house=lobby.house)
    assert told.value.why == why
    assert not RoomFile.objects.exists()


def test_picture_of_too_many_points_is_not_unpacked(lobby: Lobby, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_files, "MOST_PIXELS", 4000)
    with pytest.raises(RefusedError, match="too_large"):
        keep(room, "a.png", picture("PNG"), by_guest=True, house=lobby.house)


def test_picture_keeps_nothing_of_place_and_camera(lobby: Lobby, room: Room) -> None:
    given = picture(place="14 Mill Lane")
    assert b"14 Mill Lane" in given
    kept = bytes(keep(room, "a.jpg", given, by_guest=True, house=lobby.house).body)
    assert b"Mill Lane" not in kept
    assert not Image.open(BytesIO(kept)).getexif()


def test_room_is_full_some_day(lobby: Lobby, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_files, "MOST_IN_ROOM", 30)
    keep(room, "a.txt", b"x" * 20, by_guest=True, house=lobby.house)
    with pytest.raises(RefusedError, match="room_full"):
        keep(room, "b.txt", b"x" * 20, by_guest=True, house=lobby.house)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\secret\\plan.doc", "plan.txt"),
        ("", "file.txt"),
        ("...", "file.txt"),
        ("a" * 300, "a" * 96 + ".txt"),
        ("in\u202egnp.exe", "ingnp.txt"),
        ("new\nline.txt", "newline.txt"),
        ('a"b<c>.txt', "abc.txt"),
        (".profile", "profile.txt"),
        ("Größe.final.txt", "Größe.final.txt"),
    ],
)
def test_names_are_nothing_but_names(given: str, shown: str) -> None:
    assert shown_name(given, ".txt") == shown


def test_link_opens_its_file_for_a_few_minutes(lobby: Lobby, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    file = keep(room, "a.txt", b"words", by_guest=True, house=lobby.house)
    token = file_token(file)
    assert file_of(token, house=lobby.house) == file
    assert file_of(token[:-1], house=lobby.house) is None
    monkeypatch.setattr(room_files, "LINK_SECONDS", -1)
    assert file_of(token, house=lobby.house) is None


def test_guests_link_opens_nothing_once_that_browser_left(lobby: Lobby, room: Room) -> None:
    file, visit = keep(room, "a.txt", b"words", by_guest=True, house=lobby.house), room.visits.get()
    token = file_token(file, visit)
    assert file_of(token, house=lobby.house) == file
    enter.leave(visit, house=lobby.house)
    assert file_of(token, house=lobby.house) is None


def test_room_holds_so_many_files_and_no_more(lobby: Lobby, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_files, "MOST_FILES_IN_ROOM", 2)
    for number in range(2):
        keep(room, f"{number}.txt", b"x", by_guest=True, house=lobby.house)
    with pytest.raises(RefusedError, match="room_full"):
        keep(room, "2.txt", b"x", by_guest=True, house=lobby.house)


def test_files_nobody_sent_make_way_the_oldest_first(lobby: Lobby, room: Room) -> None:
    names = [f"{number}.txt" for number in range(room_files.MOST_UNSAID + 2)]
    for name in names:
        keep(room, name, b"x", by_guest=True, house=lobby.house)
    assert list(RoomFile.objects.order_by("pk").values_list("name", flat=True)) == names[2:]


@pytest.mark.parametrize(("content", "most"), [(b"x", "FILES_A_MINUTE"), (picture(), "PICTURES_A_MINUTE")])
def test_files_and_pictures_come_so_often_a_minute(
    lobby: Lobby, room: Room, monkeypatch: pytest.MonkeyPatch, content: bytes, most: str
) -> None:
    monkeypatch.setattr(room_files, most, 1)
    keep(room, "a", content, by_guest=True, house=lobby.house)
    with pytest.raises(RefusedError, match="too_fast"):
        keep(room, "b", content, by_guest=True, house=lobby.house)
    lobby.clock.forward(60)
    keep(room, "b", content, by_guest=True, house=lobby.house)


def test_room_that_was_erased_meanwhile_keeps_nothing(lobby: Lobby, room: Room) -> None:
    erase_room(Room.objects.get(), agent=lobby.sue, house=lobby.house)
    with pytest.raises(RefusedError, match="closed"):
        keep(room, "a.txt", b"x", by_guest=True, house=lobby.house)
    assert not RoomFile.objects.exists()


def test_photo_with_a_second_picture_in_it_is_a_photo(lobby: Lobby, room: Room) -> None:
    file, second = BytesIO(), Image.new("RGB", (80, 60), "red")
    Image.new("RGB", (80, 60), "teal").save(file, "MPO", save_all=True, append_images=[second])
    kept = keep(room, "IMG_1.jpg", file.getvalue(), by_guest=True, house=lobby.house)
    drawn = Image.open(BytesIO(bytes(kept.body)))
    assert (kept.media_type, kept.name, drawn.size, getattr(drawn, "n_frames", 1)) == (
        "image/jpeg",
        "IMG_1.jpg",
        (80, 60),
        1,
    )


@pytest.mark.parametrize(("mode", "kept"), [("I;16", False), ("L", True)])
def test_deep_pictures_may_have_fewer_points(
    lobby: Lobby, room: Room, monkeypatch: pytest.MonkeyPatch, mode: str, kept: bool
) -> None:
    monkeypatch.setattr(room_files, "MOST_DEEP_PIXELS", 4000)
    file = BytesIO()
    Image.new(mode, (80, 60)).save(file, "PNG")
    if kept:
        assert keep(room, "a.png", file.getvalue(), by_guest=True, house=lobby.house)
    else:
        with pytest.raises(RefusedError, match="too_large"):
            keep(room, "a.png", file.getvalue(), by_guest=True, house=lobby.house)


@pytest.mark.parametrize(
    ("program", "safe"),
    [("import sys; sys.exit(b'virus' in sys.stdin.buffer.read())", True), ("import sys; sys.exit(1)", False)],
)
def test_scanner_reads_the_file_and_decides(lobby: Lobby, room: Room, settings: Any, program: str, safe: bool) -> None:
    settings.ROOM_SCANNER = f'{sys.executable} -c "{program}"'
    if safe:
        assert keep(room, "a.txt", b"clean", by_guest=True, house=lobby.house)
        with pytest.raises(RefusedError, match="unsafe"):
            keep(room, "b.txt", b"a virus", by_guest=True, house=lobby.house)
    else:
        with pytest.raises(RefusedError, match="unsafe"):
            keep(room, "a.txt", b"clean", by_guest=True, house=lobby.house)


def test_missing_scanner_lets_nothing_in(lobby: Lobby, room: Room, settings: Any) -> None:
    settings.ROOM_SCANNER = "no-such-scanner-here"
    with pytest.raises(RefusedError, match="unsafe"):
        keep(room, "a.txt", b"clean", by_guest=True, house=lobby.house)
