"""The whole product as `parlour up` starts it, with one story to tell, and the ways to look at it from outside."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from parlour.store.embedded import Cluster

OPEN_SECONDS = 180  # on a machine with better things to do
ROOT = Path(__file__).parents[2]
Row = dict[str, Any]


@dataclass
class StoryHouse:
    """A running `parlour up`: its addresses, its people's sign-in links, and its end."""

    home: Path
    desk: str
    lobby: str
    process: subprocess.Popen[str]
    links: dict[str, str]

    @property
    def database(self) -> Cluster:
        return Cluster(self.home / "postgresql")

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Carry out one statement in the house's database, and commit."""
        with psycopg.connect(self.database.url, autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def patiently(self, statement: str) -> list[tuple[Any, ...]]:
        """Carry out one statement, again while the database is away."""
        found: list[list[tuple[Any, ...]]] = []

        def answered() -> bool:
            try:
                found.append(self.sql(statement))
            except psycopg.OperationalError:
                return False
            return True

        until(answered, why=self.log)
        return found[0]

    def parlour(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run `parlour …` beside the running house."""
        command = [sys.executable, "-m", "parlour", *arguments]
        return subprocess.run(
            command, env=environment(self.home), capture_output=True, text=True, timeout=OPEN_SECONDS, check=False
        )

    def export(self, what: str) -> list[Row]:
        finished = self.parlour("export", what)
        assert finished.returncode == 0, finished.stderr
        return [json.loads(line) for line in finished.stdout.splitlines()]

    def on_the_network(self, *, by: str = "") -> list[Row]:
        """What the make-believe network knows to have been said, by one account or by everybody."""
        told: list[Row] = self._ask("/statuses" + (f"?by={by}" if by else ""))
        return [status for status in told if status["deleted_at"] is None]

    def play(self, scene: str) -> None:
        self._ask("/play", scene=scene)

    def say(self, by: str, text: str) -> Row:
        """Somebody says something in public."""
        told: Row = self._ask("/say", by=by, text=text)
        return told

    def _ask(self, path: str, **body: object) -> Any:
        content = json.dumps(body).encode() if body else None
        request = urllib.request.Request(f"{self.lobby}/_simulator{path}", data=content)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def programs(self) -> dict[str, int]:
        """Process numbers of what the house watches over, by what each was started as."""
        told = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        found = {}
        for pid in Path(told).read_text().split():
            with suppress(OSError):  # it may have ended by now
                words = Path(f"/proc/{pid}/cmdline").read_bytes().decode()
                found.update({name: int(pid) for name, sign in SIGNS.items() if sign in words})
        return found

    def said(self) -> str:
        """What `parlour up` has told its operator so far."""
        return (self.home / "said").read_text()

    def log(self) -> str:
        return "\n".join(f"{path.name}: {path.read_text()[-1500:]}" for path in (self.home / "logs").glob("*.log"))


SIGNS = {
    "web": "uvicorn",
    "worker": "parlour\0worker",
    "listener": "parlour\0listen",
    "simulator": "parlour.simulator",
    "database": "unix_socket_directories",
}


def environment(home: Path) -> dict[str, str]:
    given = {**os.environ, "DATABASE_URL": "", "PARLOUR_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    return {name: value for name, value in given.items() if name not in {"PARLOUR_SECRET_KEY", "PARLOUR_CHANNEL_KEY"}}


@contextmanager
def opened(*arguments: str, undo_seconds: int) -> Iterator[StoryHouse]:
    """`parlour up ARGUMENTS` on free ports and in a new home, until the block ends; replies can be undone for so long.

    The embedded server's account may walk the home's path, which it may not in pytest's own folders.
    """
    with tempfile.TemporaryDirectory(prefix="parlour-story-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with _running(home, *arguments) as house:
            settings = json.dumps({"undo_seconds": undo_seconds})
            house.sql("update store_brand set settings = settings || %s::jsonb", settings)
            yield house


@contextmanager
def _running(home: Path, *arguments: str) -> Iterator[StoryHouse]:
    desk, lobby = free_port(), free_port()
    command = [sys.executable, "-m", "parlour", "up", "--port", str(desk), "--lobby-port", str(lobby), *arguments]
    with (home / "said").open("w") as said:
        process = subprocess.Popen(
            command, env=environment(home), stdin=subprocess.DEVNULL, stdout=said, stderr=said, text=True
        )
    house = StoryHouse(home, f"http://127.0.0.1:{desk}", f"http://127.0.0.1:{lobby}", process, {})
    try:
        until(lambda: process.poll() is not None or "Ctrl-C closes it." in (home / "said").read_text())
        words = (home / "said").read_text()
        assert process.poll() is None, words
        house.links.update(re.findall(r"^  (.*?)  +(http://\S+/sign-in/\S+)$", words, re.MULTILINE))
        yield house
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(house.database.socket_folder, ignore_errors=True)


def until(holds: Callable[[], object], *, seconds: float = OPEN_SECONDS, why: Callable[[], object] = str) -> None:
    """Wait until something is so that other processes bring about."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"It did not come about: {why()}"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
