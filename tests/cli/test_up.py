"""`parlour up`: everything opens with one command, closes with one, and says in one line why it cannot."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parlour.cli import up
from parlour.cli.errors import CannotDo
from parlour.store.embedded import Cluster
from tests.cli.conftest import Parlour

REFUSED = (
    "DATABASE_URL leads to no database: connection failed: connection to server at "
    '"127.0.0.1", port 1 failed: Connection refused.'
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield int(holder.getsockname()[1])


def test_a_taken_port_is_one_line(unmigrated: Parlour, taken_port: int) -> None:
    finished = unmigrated("up", "--port", str(taken_port))
    assert (finished.returncode, finished.stderr) == (
        2,
        f"parlour: Port {taken_port} cannot be used: Address already in use. Choose another with --port.\n",
    )


def test_a_taken_port_of_the_lobby_is_one_line(unmigrated: Parlour, taken_port: int) -> None:
    finished = unmigrated("up", "--port", str(free_port()), "--lobby-port", str(taken_port))
    assert (finished.returncode, finished.stderr) == (
        2,
        f"parlour: Port {taken_port} cannot be used: Address already in use. Choose another with --lobby-port.\n",
    )


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("mysql://localhost/parlour", "DATABASE_URL must look like postgresql://user:password@host:5432/database."),
        (
            "postgresql://nobody@127.0.0.1:1/none",
            REFUSED,
        ),
    ],
)
def test_a_wrong_database_is_one_line(unmigrated: Parlour, url: str, line: str) -> None:
    ports = ("--port", str(free_port()), "--lobby-port", str(free_port()))
    finished = unmigrated("up", *ports, DATABASE_URL=url)
    assert (finished.returncode, finished.stderr) == (2, f"parlour: {line}\n")


def test_a_full_disk_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(up, "LEAST_SPACE", 10**18)
    with pytest.raises(CannotDo, match=r"The disk of .* has \d+ MB left, Parlour needs 1000000000000\."):
        up._check_space(tmp_path)


def test_a_second_start_says_where_the_first_runs(tmp_path: Path) -> None:
    first, second = (up._the_only_one(tmp_path, f"http://127.0.0.1:{port}") for port in (8100, 9999))
    told = rf"Parlour is already running: http://127\.0\.0\.1:8100 \(process {os.getpid()}\)"
    with first, pytest.raises(CannotDo, match=told), second:
        raise AssertionError("It may not start twice.")


def test_the_next_start_may_come_after_the_first(tmp_path: Path) -> None:
    for port in (1, 2):
        with up._the_only_one(tmp_path, f"http://127.0.0.1:{port}"):
            assert (tmp_path / "up.lock").read_text() == f"http://127.0.0.1:{port} (process {os.getpid()})"


class Opened:
    """A running `parlour up`, and what it has said."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.home = home
        self.port, self.lobby = free_port(), free_port()
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "parlour",
                "up",
                "--port",
                str(self.port),
                "--lobby-port",
                str(self.lobby),
                *arguments,
            ],
            env={**os.environ, "DATABASE_URL": "", "PARLOUR_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def read_until(self, end: str) -> None:
        """Read its words up to a line that begins with `end`."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if line.startswith(end):
                return
        raise AssertionError(f"It ended before it said {end!r}: {self.said}")

    def children(self) -> list[int]:
        """Every program it watches over."""
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(pid) for pid in found.stdout.split()]

    def page(self, path: str) -> str:
        address = path if path.startswith("http") else f"http://127.0.0.1:{self.port}{path}"
        with urllib.request.urlopen(address, timeout=20) as answer:
            return str(answer.read().decode())


@contextmanager
def opened(home: Path, *arguments: str) -> Iterator[Opened]:
    running = Opened(home, *arguments)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.terminate()
        running.process.communicate(timeout=60)
        shutil.rmtree(Cluster(home / "postgresql").socket_folder, ignore_errors=True)


def eventually(holds: Callable[[], bool], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.2)


def test_one_command_shows_the_product_alive(open_home: Path) -> None:
    with opened(open_home, "--speed", "20") as house:
        house.read_until("Ctrl-C")
        assert house.said.startswith(f"Parlour is open: http://127.0.0.1:{house.port}\n")
        people = re.findall(r"^  (.*?)  +(http://\S+/sign-in/\S+)$", house.said, re.MULTILINE)
        assert [name for name, _ in people] == ["Ines Farrow", "Jonas Brandt", "Ruth Okafor", "Tomás Rey"]
        assert "password" not in house.said.lower()
        assert "Marlow Care" in house.page(f"http://127.0.0.1:{house.lobby}/@marlowcare")
        eventually(lambda: exported(open_home, "--cases") > 3)
        children = house.children()
        assert len(children) == 5

        house.process.send_signal(signal.SIGTERM)
        assert house.process.wait(60) == 0
        assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
        assert not Cluster(open_home / "postgresql").running()


def exported(home: Path, what: str) -> int:
    """How many lines `parlour export` writes for the installation at `home`."""
    finished = subprocess.run(
        [sys.executable, "-m", "parlour", "export", what],
        env={**os.environ, "DATABASE_URL": "", "PARLOUR_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return len(finished.stdout.splitlines())


def test_an_empty_house_opens_without_the_lobby(open_home: Path) -> None:
    with opened(open_home, "--no-demo") as house:
        house.read_until("Ctrl-C")
        assert "sign-in" not in house.said
        assert len(house.children()) == 4
        assert "<form" in house.page("/accounts/login/")
        house.process.send_signal(signal.SIGINT)
        assert house.process.wait(60) == 0


def test_a_database_server_that_is_killed_comes_back(open_home: Path) -> None:
    cluster = Cluster(open_home / "postgresql")
    with opened(open_home, "--no-demo") as house:
        house.read_until("Ctrl-C")
        first = server_process(cluster)
        os.kill(first, signal.SIGKILL)
        eventually(lambda: server_process(cluster) not in (0, first) and cluster.answers())
        house.read_until("database stopped (SIGKILL) and is started again.")
        assert house.process.poll() is None
        assert "<form" in house.page("/accounts/login/")


def test_a_house_that_is_killed_takes_its_database_along(open_home: Path) -> None:
    cluster = Cluster(open_home / "postgresql")
    with opened(open_home, "--no-demo") as house:
        house.read_until("Ctrl-C")
        house.process.kill()
        eventually(lambda: not cluster.running())


def server_process(cluster: Cluster) -> int:
    """The number of the server's process; 0 when there is none."""
    known = cluster.data / "postmaster.pid"
    return int(known.read_text().splitlines()[0]) if known.exists() else 0


def test_a_database_that_ran_before_keeps_running(open_home: Path) -> None:
    cluster = Cluster(open_home / "postgresql")
    cluster.start()
    try:
        with opened(open_home, "--no-demo") as house:
            house.read_until("Ctrl-C")
            house.process.send_signal(signal.SIGINT)
            assert house.process.wait(60) == 0
            assert "database" not in house.said
        assert cluster.running()
    finally:
        cluster.stop()
