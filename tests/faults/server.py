"""A durable database server of our own that can be killed with all its children, comes back, and is emptied in between.

One server lasts for all scenes: bringing a killed one back takes a third of a second, and emptying its tables less
than copying a database.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from parlour.store.embedded import DATABASE, Cluster

ROOT = Path(__file__).parents[2]
START_SECONDS = 30.0
BECOME = "import sys, pathlib, parlour.store.embedded as e; e.Cluster(pathlib.Path(sys.argv[1])).become()"
TABLES = "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
SEQUENCES = "select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace"
OTHERS = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"


class Server:
    """The server as the product starts it, migrated. It is our own child, so that its end is known at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cluster = Cluster(folder / "pg")
        self.starts = 0
        folder.chmod(0o711)
        self.cluster.prepare()
        self.start()
        self.cluster.create_database()
        self._migrate()
        self._emptying = self._how_to_empty()

    @property
    def url(self) -> str:
        return self.cluster.url

    @property
    def pid(self) -> int:
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it takes connections; crash recovery included."""
        deadline = time.monotonic() + START_SECONDS
        self.starts += 1
        self._spawn()
        while not self._answers():
            assert time.monotonic() < deadline, self.cluster.log
            if self._process.poll() is not None:
                self._spawn()
            time.sleep(0.01)

    def died(self) -> bool:
        """Whether it was killed since it was started last."""
        return self._process.poll() == -signal.SIGKILL

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(START_SECONDS)
        shutil.rmtree(self.cluster.socket_folder, ignore_errors=True)

    def empty(self) -> None:
        """As it was after the migrations: everything written since is gone, and numbers begin anew."""
        with psycopg.connect(self.url, autocommit=True) as database:
            database.execute(f"select pg_terminate_backend(pid, 10000) {OTHERS}")
            database.execute(self._emptying)

    def _spawn(self) -> None:
        given = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-c", BECOME, str(self.cluster.folder)]
        with self.cluster.log.open("a") as log:
            self._process = subprocess.Popen(command, env=given, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url.replace(f"/{DATABASE}?", "/postgres?")):
            return True
        return False

    def _migrate(self) -> None:
        given = {**os.environ, "DATABASE_URL": self.url, "PARLOUR_HOME": str(self.folder / "home")}
        given |= {"DJANGO_SETTINGS_MODULE": "parlour.config.settings", "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=given, check=True, timeout=120)

    def _how_to_empty(self) -> bytes:
        """One statement of many parts: what the migrations wrote stays."""
        with psycopg.connect(self.url, autocommit=True) as database:
            tables = [name for (name,) in database.execute(TABLES)]
            empty = [one for one in tables if not _one_row(database, one)]
            sequences = [name for (name,) in database.execute(SEQUENCES) if not _called(database, name)]
        parts = [f'delete from "{name}"' for name in empty] + [
            f"select setval('{name}', 1, false)" for name in sequences
        ]
        return ("begin; set local session_replication_role = replica; " + "; ".join(parts) + "; commit").encode()


def _one_row(database: psycopg.Connection, table: str) -> bool:
    return database.execute(f'select 1 from "{table}" limit 1'.encode()).fetchone() is not None


def _called(database: psycopg.Connection, sequence: str) -> bool:
    row = database.execute(f'select is_called from "{sequence}"'.encode()).fetchone()
    return row is not None and bool(row[0])


@contextmanager
def durable_server(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()


def kill_server(pid: int) -> None:
    """SIGKILL for the server and every child it has; return when none of them is left to do anything."""
    family = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    for one in family:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    while any(map(_alive, family)):
        time.sleep(0.002)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False
