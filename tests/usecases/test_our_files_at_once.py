"""Several files of ours at once: looking at them holds up nobody in the room, and no more wait than may."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from PIL import Image

from parlour.store.models import Case, Outbox, Room, RoomFile
from parlour.usecases import our_files
from parlour.usecases.converse import MOST_FILES
from parlour.usecases.erase_room import erase_room
from parlour.usecases.room_files import RefusedError, Taken, take
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import come_in, invite

# Scanners run after the picture is drawn, and before anything is kept.
LOOKS_FOR_A_LOCK = """
import sys, psycopg
sys.stdin.buffer.read()
with psycopg.connect(sys.argv[1]) as other:
    other.execute("select id from store_room for update nowait").fetchall()
    other.execute("select who from store_knock for update nowait").fetchall()
"""
# It waits for its neighbours, not for time: they say by a file that they are there, and it looks for twenty seconds.
WAITS_FOR_ALL = """
import os, pathlib, sys, time
sys.stdin.buffer.read()
here, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
(here / str(os.getpid())).touch()
for _ in range(1000):
    if len(list(here.iterdir())) >= count:
        sys.exit(0)
    time.sleep(0.02)
sys.exit(1)
"""
Scanner = Callable[..., None]


@pytest.fixture
def scanner(settings: Any, tmp_path: Path) -> Scanner:
    def set_up(program: str, *arguments: object) -> None:
        path = tmp_path / "scanner.py"
        path.write_text(program)
        words = " ".join(f"'{argument}'" for argument in arguments)
        settings.ROOM_SCANNER = f"{sys.executable} {path} {words}"

    return set_up


@pytest.fixture
def lobby(open_lobby: Lobby) -> Lobby:
    open_lobby.rooms()
    return open_lobby


@pytest.fixture
def case(lobby: Lobby) -> Case:
    """Somebody's who is in their room."""
    case = lobby.case()
    lobby.customer(case.person, email="mara@reeds.example")
    come_in(lobby, invite(lobby, case))
    return Case.objects.get(pk=case.pk)


def picture(colour: int = 0) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), (colour, 0, 0)).save(drawn, "PNG")
    return drawn.getvalue()


def add(lobby: Lobby, case: Case, place: int = 0) -> str:
    """What came of it: "" where the file waits."""
    try:
        our_files.add(case, f"{place}.png", picture(place), agent=lobby.ada, house=lobby.house)
    except RefusedError as refused:
        return refused.why
    return ""


def add_in_threads(lobby: Lobby, case: Case, count: int) -> list[str]:
    def one(place: int) -> str:
        try:
            return add(lobby, case, place)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return sorted(pool.map(one, range(count)))


def test_nobody_in_the_room_waits_while_a_file_is_looked_at(lobby: Lobby, case: Case, scanner: Scanner) -> None:
    here = connection.get_connection_params()
    address = " ".join(f"{name}={here[name]}" for name in ("host", "port", "dbname", "user") if here.get(name))
    scanner(LOOKS_FOR_A_LOCK, address)
    assert add(lobby, case) == ""


@pytest.mark.parametrize(
    ("free", "came_of_it"), [(1, ["", "too_many_files"]), (2, ["", ""]), (0, ["too_many_files"] * 2)]
)
def test_of_two_that_come_at_once_as_many_wait_as_may(
    lobby: Lobby, case: Case, scanner: Scanner, tmp_path: Path, free: int, came_of_it: list[str]
) -> None:
    for place in range(MOST_FILES - free):
        assert add(lobby, case, 100 + place) == ""
    (tmp_path / "here").mkdir()
    scanner(WAITS_FOR_ALL, tmp_path / "here", 2)
    assert add_in_threads(lobby, case, 2) == came_of_it
    assert RoomFile.objects.count() == min(MOST_FILES, MOST_FILES - free + 2)


def test_a_full_composer_costs_no_drawing(lobby: Lobby, case: Case, scanner: Scanner) -> None:
    for place in range(MOST_FILES):
        assert add(lobby, case, place) == ""
    scanner("raise SystemExit(1)")
    assert add(lobby, case, 99) == "too_many_files"


def test_a_room_that_was_erased_meanwhile_keeps_nothing(
    lobby: Lobby, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*arguments: Any, **more: Any) -> Taken:
        taken = take(*arguments, **more)
        erase_room(Room.objects.get(), agent=lobby.sue, house=lobby.house)
        return taken

    monkeypatch.setattr(our_files, "take", slow)
    assert add(lobby, case) == "closed"
    assert not RoomFile.objects.exists()
    assert not Outbox.objects.filter(surface="private").exists()
