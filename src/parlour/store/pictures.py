"""Fetched pictures as files, bounded in size and age, shared by all processes of one machine.

A file is named by the hash of brand and address, so nothing from outside is ever part of a path and no brand sees what
only another one can reach. Its modification time says when it was fetched, its access time when it was last used. An
empty file remembers that fetching failed.
"""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings

from parlour.core.nouns.picture import Picture, picture_in

MOST_BYTES: Final = 512 * 1024 * 1024

KEPT_SECONDS: Final = 24 * 60 * 60
"""A fetched picture is used no longer; then it is asked for again, so that what was taken back elsewhere goes."""

FAILED_SECONDS: Final = 10 * 60
"""After a failure the same address is left in peace for so long."""

ASKED: Final = b"asked for"
ASKED_SECONDS: Final = 30
"""Whoever asks has the picture or gave up after so long; a process that ended meanwhile keeps nobody from asking."""

UNFINISHED_SECONDS: Final = 60 * 60
"""What a process was writing so long ago, it writes no more."""

BLOCK: Final = 4096
"""What a file takes on disk at least; counted so that the number of empty ones is bounded too."""

FULL: Final = 3 / 4
EMPTIED: Final = 5 / 8
"""How full the folder may be when it is looked at, and how full it is left once the files used longest ago went."""

LOOKS: Final = 1 / 32
"""A process looks after writing this part of what may lie there: between two looks, eight of them stay within it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of an address: its picture; None while somebody fetches it (`asked`) or when that failed lately."""

    picture: Picture | None
    asked: bool = False


class PictureFiles:
    """The files below `folder`, `most_bytes` in all. Safe to use from many threads and processes at once.

    Times are seconds since 1970. Raises OSError where the folder cannot be read or written.
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most = most_bytes
        self._unseen = float(most_bytes)  # written since the last look at the folder; the first file makes us look

    def find(self, brand: int, url: str, *, now: float) -> Found | None:
        """What is known of an address, None when nothing is; a picture that is found counts as used now."""
        path = self._path(brand, url)
        try:
            with path.open("rb") as file:
                fetched = os.fstat(file.fileno()).st_mtime
                body = file.read()
        except FileNotFoundError:
            return None
        if now - fetched >= _lasts(len(body)):
            return None
        if body == ASKED:
            return Found(None, asked=True)
        with suppress(FileNotFoundError):
            os.utime(path, (now, fetched))
        picture = picture_in(body)
        return Found(picture) if picture or not body else None

    def keep(self, brand: int, url: str, picture: Picture | None, *, now: float) -> None:
        """Keep a fetched picture, or with None that it could not be fetched. A file appears whole or not at all."""
        self._write(brand, url, picture.body if picture else b"", now=now)

    def ask(self, brand: int, url: str, *, now: float) -> None:
        """Say that somebody is asking for a picture, until what came of it is kept or `ASKED_SECONDS` are over."""
        self._write(brand, url, ASKED, now=now)

    def forget(self, brand: int, urls: Iterable[str]) -> None:
        """Nothing is known of these addresses any more."""
        for url in urls:
            self._path(brand, url).unlink(missing_ok=True)

    def tidy(self, *, now: float) -> None:
        """Remove what is too old, and when it becomes too much, what was used longest ago; nothing being written."""
        self._unseen = 0
        files = sorted(self._files(now), key=lambda one: one[1].st_atime)
        total = sum(_taken(stat) for _, stat in files)
        wanted = self._most * (FULL if total <= self._most * FULL else EMPTIED)
        for path, stat in files:
            if total <= wanted:
                return
            if not _is_unfinished(path.name):
                path.unlink(missing_ok=True)
                total -= _taken(stat)

    def _write(self, brand: int, url: str, body: bytes, *, now: float) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(dir=self._folder, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(body)
            os.utime(unfinished, (now, now))
            os.replace(unfinished, self._path(brand, url))  # noqa: PTH105 - a name from mkstemp
        except OSError:
            Path(unfinished).unlink(missing_ok=True)
            raise
        self._unseen += max(len(body), BLOCK)
        if self._unseen > self._most * LOOKS:
            self.tidy(now=now)

    def _files(self, now: float) -> Iterable[tuple[Path, os.stat_result]]:
        """What lies there and is still of use; the rest is removed."""
        with suppress(FileNotFoundError), os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):
                    path, stat = Path(entry.path), entry.stat()
                    if now - stat.st_mtime < _stays(entry.name, stat):
                        yield path, stat
                    else:
                        path.unlink(missing_ok=True)

    def _path(self, brand: int, url: str) -> Path:
        return self._folder / sha256(f"{brand} {url}".encode("utf-8", "surrogatepass")).hexdigest()


def _taken(stat: os.stat_result) -> int:
    return max(stat.st_size, BLOCK)


def _is_unfinished(name: str) -> bool:
    return name.startswith(".")


def _stays(name: str, stat: os.stat_result) -> int:
    return UNFINISHED_SECONDS if _is_unfinished(name) else _lasts(stat.st_size)


def _lasts(size: int) -> int:
    """For how long a file of so many bytes says something; no picture is as short as `ASKED`."""
    return {0: FAILED_SECONDS, len(ASKED): ASKED_SECONDS}.get(size, KEPT_SECONDS)


def picture_files() -> PictureFiles:
    """The house's own pictures."""
    return _files_in(settings.PICTURE_HOME)


@cache
def _files_in(folder: Path) -> PictureFiles:
    return PictureFiles(folder, MOST_BYTES)
