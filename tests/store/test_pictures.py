"""Copies of pictures: found again, bounded in size and age, and no name from outside is part of a path."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parlour.core.nouns.picture import Picture
from parlour.store.pictures import (
    ASKED_SECONDS,
    BLOCK,
    FAILED_SECONDS,
    KEPT_SECONDS,
    UNFINISHED_SECONDS,
    Found,
    PictureFiles,
)

NOW = 1_700_000_000.0
URL = "https://social.example/a.png"
BRAND = 1


def picture(words: str = "a picture", *, size: int = 0) -> Picture:
    return Picture(
        "image/png", (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x03" + words.encode()).ljust(size, b"x")
    )


@pytest.fixture
def files(tmp_path: Path) -> PictureFiles:
    return PictureFiles(tmp_path / "pictures", 100 * BLOCK)


def taken(folder: Path) -> int:
    return sum(max(path.stat().st_size, BLOCK) for path in folder.iterdir())


def test_kept_picture_is_found_by_its_address_and_brand_alone(files: PictureFiles) -> None:
    assert files.find(BRAND, URL, now=NOW) is None
    files.keep(BRAND, URL, picture(), now=NOW)
    assert files.find(BRAND, URL, now=NOW) == Found(picture())
    assert files.find(BRAND + 1, URL, now=NOW) is None
    assert files.find(BRAND, URL + "?", now=NOW) is None


@pytest.mark.parametrize(
    ("kept", "lasts"), [(picture(), KEPT_SECONDS), (None, FAILED_SECONDS)], ids=["picture", "failure"]
)
def test_what_is_known_is_forgotten_with_time_however_often_it_is_used(
    files: PictureFiles, kept: Picture | None, lasts: int
) -> None:
    files.keep(BRAND, URL, kept, now=NOW)
    assert files.find(BRAND, URL, now=NOW + lasts / 2) == Found(kept)
    assert files.find(BRAND, URL, now=NOW + lasts - 1) == Found(kept)
    assert files.find(BRAND, URL, now=NOW + lasts) is None


def test_later_picture_takes_the_place_of_a_failure(files: PictureFiles) -> None:
    files.keep(BRAND, URL, None, now=NOW)
    files.keep(BRAND, URL, picture(), now=NOW)
    assert files.find(BRAND, URL, now=NOW) == Found(picture())


def test_picture_that_is_asked_for_is_neither_there_nor_missing_until_it_came(files: PictureFiles) -> None:
    files.ask(BRAND, URL, now=NOW)
    assert files.find(BRAND, URL, now=NOW + ASKED_SECONDS - 1) == Found(None, asked=True)
    files.keep(BRAND, URL, picture(), now=NOW + 1)
    assert files.find(BRAND, URL, now=NOW + 1) == Found(picture())


def test_who_never_came_back_from_asking_keeps_nobody_from_it(files: PictureFiles, tmp_path: Path) -> None:
    files.ask(BRAND, URL, now=NOW)
    assert files.find(BRAND, URL, now=NOW + ASKED_SECONDS) is None
    files.tidy(now=NOW + ASKED_SECONDS)
    assert list((tmp_path / "pictures").iterdir()) == []


@pytest.mark.parametrize("url", ["../../etc/passwd", "/etc/passwd", "a\0b", "x" * 5000, ".", "", "\udcff", "ü/\\:*?"])
def test_no_address_becomes_part_of_a_path(files: PictureFiles, tmp_path: Path, url: str) -> None:
    files.keep(BRAND, url, picture(), now=NOW)
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert kept.parent == tmp_path / "pictures"
    assert len(kept.name) == 64
    assert set(kept.name) <= set("0123456789abcdef")
    assert files.find(BRAND, url, now=NOW) == Found(picture())


def test_folder_and_files_are_for_the_house_alone(files: PictureFiles, tmp_path: Path) -> None:
    files.keep(BRAND, URL, picture(), now=NOW)
    assert (tmp_path / "pictures").stat().st_mode & 0o077 == 0
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "pictures").iterdir()] == [0]


def test_damaged_file_is_no_picture(files: PictureFiles, tmp_path: Path) -> None:
    files.keep(BRAND, URL, picture(), now=NOW)
    (kept,) = (tmp_path / "pictures").iterdir()
    kept.write_bytes(b"<svg/>")
    assert files.find(BRAND, URL, now=NOW) is None


def test_forgotten_addresses_lead_nowhere(files: PictureFiles, tmp_path: Path) -> None:
    files.keep(BRAND, URL, picture(), now=NOW)
    files.keep(BRAND, URL + "2", picture(), now=NOW)
    files.forget(BRAND, [URL, "https://social.example/never"])
    assert files.find(BRAND, URL, now=NOW) is None
    assert len(list((tmp_path / "pictures").iterdir())) == 1


@pytest.mark.parametrize("make", [lambda n: picture(size=3 * BLOCK + n), lambda _: None], ids=["pictures", "failures"])
def test_folder_never_holds_more_than_its_measure(
    files: PictureFiles, tmp_path: Path, make: Callable[[int], Picture | None]
) -> None:
    for place in range(300):
        files.keep(BRAND, f"{URL}{place}", make(place), now=NOW + place)
        assert taken(tmp_path / "pictures") <= 100 * BLOCK
    assert files.find(BRAND, f"{URL}299", now=NOW + 300) is not None
    assert files.find(BRAND, f"{URL}0", now=NOW + 300) is None


def test_two_processes_stay_within_the_measure_together(tmp_path: Path) -> None:
    both = [PictureFiles(tmp_path, 100 * BLOCK) for _ in range(2)]
    for place in range(300):
        both[place % 2].keep(BRAND, f"{URL}{place}", picture(), now=NOW + place)
        assert taken(tmp_path) <= 100 * BLOCK


def test_what_was_used_longest_ago_goes_first(files: PictureFiles) -> None:
    files.keep(BRAND, URL, picture(), now=NOW)
    for place in range(60):
        files.keep(BRAND, f"{URL}{place}", picture(), now=NOW + 1)
    files.find(BRAND, URL, now=NOW + 2)
    for place in range(60, 90):
        files.keep(BRAND, f"{URL}{place}", picture(), now=NOW + 3)
    assert files.find(BRAND, URL, now=NOW + 4) == Found(picture())
    assert [files.find(BRAND, f"{URL}{place}", now=NOW + 4) for place in range(60)].count(None) >= 10


def test_tidying_removes_what_is_too_old_and_what_was_never_finished(files: PictureFiles, tmp_path: Path) -> None:
    files.keep(BRAND, URL, picture(), now=NOW)
    files.keep(BRAND, URL + "2", None, now=NOW)
    (tmp_path / "pictures" / ".unfinished").write_bytes(b"half")
    left = tmp_path / "pictures" / ".unfinished"
    began = left.stat().st_mtime
    files.tidy(now=began + UNFINISHED_SECONDS)
    assert list((tmp_path / "pictures").iterdir()) == []
    files.keep(BRAND, URL, picture(), now=NOW)
    files.tidy(now=NOW + KEPT_SECONDS - 1)
    assert len(list((tmp_path / "pictures").iterdir())) == 1


def test_tidying_without_a_folder_is_harmless(files: PictureFiles) -> None:
    files.tidy(now=NOW)
    files.forget(BRAND, [URL])


def test_what_another_is_writing_stays_however_full_it_is(files: PictureFiles, tmp_path: Path) -> None:
    files.keep(BRAND, URL, picture("a", size=50_000), now=NOW)
    begun = tmp_path / "pictures" / ".begun"
    begun.write_bytes(bytes(300 * BLOCK))
    os.utime(begun, (NOW - 5, NOW - 5))
    files.tidy(now=NOW)
    assert begun.exists()


def read_by_many(files: PictureFiles) -> set[Picture | None]:
    """What eight threads find that write two pictures over one another."""

    def write_and_read(turn: int) -> Picture | None:
        files.keep(BRAND, URL, picture("ab"[turn % 2], size=50_000), now=NOW)
        found = files.find(BRAND, URL, now=NOW)
        return found.picture if found else None

    with ThreadPoolExecutor(8) as threads:
        return set(threads.map(write_and_read, range(200)))


WRITTEN = {picture("a", size=50_000), picture("b", size=50_000)}


def test_many_at_once_read_whole_pictures(tmp_path: Path) -> None:
    room_for_all = PictureFiles(tmp_path / "pictures", 1000 * BLOCK)
    assert read_by_many(room_for_all) <= WRITTEN


def test_many_at_once_read_whole_pictures_or_none_where_there_is_no_room_for_all(files: PictureFiles) -> None:
    """What eight are writing fills the folder by itself: the picture that was kept may have to go."""
    assert read_by_many(files) <= WRITTEN | {None}
