"""The whole product as `parlour up` starts it, the make-believe cast speaking quickly, looked at from outside."""

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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.figures import SETTINGS
from parlour.store.embedded import Cluster

PATIENCE_SECONDS = 180.0
AGENT = "Ines Farrow"
ANSWERABLE = "select count(*) from store_case where state = 'open' and thread_id is not null"


@dataclass(frozen=True, slots=True)
class House:
    """Where a running product is: its desk, its make-believe network, its database and its agent's sign-in link."""

    desk: str
    lobby: str
    database: str
    sign_in: str

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """One statement in the house's database, committed; its rows."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def network(self, path: str) -> Any:
        """What the make-believe network knows, outside the make-believe."""
        with urllib.request.urlopen(f"{self.lobby}/_simulator/{path}", timeout=30) as answer:
            return json.load(answer)

    def server(self) -> dict[str, str]:
        """The settings of the database server that decide what a write costs."""
        return {name: str(self.sql(f"show {name}")[0][0]) for name in SETTINGS}

    def await_cases(self, wanted: int) -> None:
        """Return when so many open cases can be answered in public. Raises RuntimeError."""
        until(lambda: self.sql(ANSWERABLE)[0][0] >= wanted, what=f"{wanted} open cases")


@contextmanager
def opened(*, speed: float, undo_seconds: int) -> Iterator[House]:
    """`parlour up` on free ports in a new home, until the block ends. Raises RuntimeError when it does not open."""
    signal.signal(signal.SIGTERM, _end)
    with tempfile.TemporaryDirectory(prefix="parlour-bench-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with _running(home, speed) as house:
            settings = json.dumps({"undo_seconds": undo_seconds})
            house.sql("update store_brand set settings = settings || %s::jsonb", settings)
            yield house


def _end(*_: object) -> None:
    """Ended from outside, a run still closes the house."""
    raise SystemExit("ended before it was done")


@contextmanager
def _running(home: Path, speed: float) -> Iterator[House]:
    desk, lobby = free_port(), free_port()
    ports = ("--port", str(desk), "--lobby-port", str(lobby))
    environment = {**os.environ, "DATABASE_URL": "", "PARLOUR_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    cluster = Cluster(home / "postgresql")
    with (home / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "parlour", "up", *ports, "--speed", str(speed)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        link = _link(home / "said", process)
        yield House(f"http://127.0.0.1:{desk}", f"http://127.0.0.1:{lobby}", cluster.url, link)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(cluster.socket_folder, ignore_errors=True)


def _link(said: Path, process: subprocess.Popen[bytes]) -> str:
    until(lambda: process.poll() is not None or "Ctrl-C closes it." in said.read_text(), what="an open house")
    found = re.search(rf"^  {AGENT}  +(http://\S+/sign-in/\S+)$", said.read_text(), re.MULTILINE)
    if process.poll() is not None or found is None:
        raise RuntimeError(f"The house did not open: {said.read_text()[-2000:]}")
    return found[1]


def until(holds: Callable[[], object], *, what: str, told: Callable[[], object] = str) -> None:
    """Wait until something is so that other processes bring about.

    Raises RuntimeError after PATIENCE_SECONDS, with what there was to be `told` of it.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise RuntimeError(f"waited {PATIENCE_SECONDS:.0f} s in vain for {what}: {told()}")
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
