"""`parlour up`: everything on this machine, watched over; with a make-believe network until a real one is connected."""

import argparse
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from parlour.cli.errors import CannotDo
from parlour.cli.supervisor import Program, Supervisor, inherited, python
from parlour.store.embedded import Cluster, default_data_home

HOST: Final = "127.0.0.1"
LEAST_SPACE: Final = 300_000_000  # bytes: a fresh database with room for its log
OPENING_SECONDS: Final = 600
READY_SECONDS: Final = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8100, help="of the desk (default %(default)s)")
    parser.add_argument("--no-demo", action="store_true", help="start without the make-believe network")
    parser.add_argument(
        "--lobby-port", type=int, default=8130, help="of the make-believe network (default %(default)s)"
    )
    parser.add_argument("--speed", type=float, default=1.0, help="of its stories (default %(default)s)")
    parser.add_argument("--scenes", default="", help="tell only these of its stories, separated by commas")


def run(args: argparse.Namespace) -> int:
    """Run until Ctrl-C or SIGTERM, then stop what was started here and nothing else. Raises CannotDo."""
    home = default_data_home()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, _interrupt)
    with _the_only_one(home, f"http://{HOST}:{args.port}"):
        _check_port(args.port, "--port")
        if not args.no_demo:
            _check_port(args.lobby_port, "--lobby-port")
        _check_space(home)
        (home / "static").mkdir(exist_ok=True)
        with Supervisor(home / "logs", environment=inherited()) as programs:
            try:
                _start_database(home, programs)
                _open(args, programs)
                programs.watch(stop)
            except KeyboardInterrupt:
                _let_no_signal_disturb()
                print("\nClosing.", flush=True)
    return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _let_no_signal_disturb() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _the_only_one(home: Path, address: str) -> Iterator[None]:
    """Hold the installation's lock. Raises CannotDo saying where it already runs."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "up.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CannotDo(f"Parlour is already running: {file.read().strip() or home}") from None
        file.truncate(0)
        file.write(f"{address} (process {os.getpid()})")
        file.flush()
        yield


def _check_port(port: int, option: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise CannotDo(f"Port {port} cannot be used: {reason}. Choose another with {option}.") from error


def _check_space(home: Path) -> None:
    free = shutil.disk_usage(home).free
    if free < LEAST_SPACE:
        raise CannotDo(f"The disk of {home} has {free // 10**6} MB left, Parlour needs {LEAST_SPACE // 10**6}.")


def _start_database(home: Path, programs: Supervisor) -> None:
    """The embedded server, unless DATABASE_URL names another or somebody started it before. Raises CannotDo, GaveUp."""
    cluster = Cluster(home / "postgresql")
    if os.environ.get("DATABASE_URL") or _runs_already(cluster):
        return
    cluster.prepare()
    command = python("-m", "parlour.cli.database_server")
    programs.start(Program("database", command, ready=cluster.answers, farewell=signal.SIGINT))
    deadline = time.monotonic() + READY_SECONDS
    while not cluster.answers():
        programs.look()
        if time.monotonic() > deadline:
            said, log = programs.last_words("database"), programs.log_of("database")
            raise CannotDo(f"The database does not answer. It said last: {said} ({log})")
        time.sleep(0.1)
    cluster.create_database()


def _runs_already(cluster: Cluster) -> bool:
    """Whether a server answers that is not ours; one that is just stopping is waited for."""
    deadline = time.monotonic() + READY_SECONDS
    while cluster.running() and time.monotonic() < deadline:
        if cluster.answers():
            return True
        time.sleep(0.1)
    return False


def _open(args: argparse.Namespace, programs: Supervisor) -> None:
    """Start everything in its order, and say where it is once a page can be used."""
    lobby = f"http://{HOST}:{args.lobby_port}"
    desk = f"http://{HOST}:{args.port}"
    programs.start(Program("web", python("-m", "uvicorn", *_web(args.port))))
    opened = _opening("" if args.no_demo else lobby, desk)
    if opened["demo"]:
        stories = ("--speed", str(args.speed), "--scenes", args.scenes, "--quiet")
        simulator = python("-m", "parlour.simulator", "--port", str(args.lobby_port), *stories)
        programs.start(Program("simulator", simulator))
    _wait_for("web", f"{desk}/accounts/login/", programs)
    if opened["demo"]:
        _wait_for("simulator", f"{lobby}/", programs)
    programs.start(Program("worker", python("-m", "parlour", "worker")))
    programs.start(Program("listener", python("-m", "parlour", "listen")))
    _greet(desk, lobby, opened)


def _web(port: int) -> tuple[str, ...]:
    address = ("--host", HOST, "--port", str(port))
    quiet = ("--log-level", "warning", "--no-access-log")
    return (
        "parlour.config.asgi:application",
        *address,
        *quiet,
        "--lifespan",
        "off",
        "--timeout-graceful-shutdown",
        "5",
    )


def _opening(lobby: str, desk: str) -> dict[str, Any]:
    """What `parlour.cli.opening` answers. Raises CannotDo with its words when it could not do its work."""
    finished = subprocess.run(
        python("-m", "parlour.cli.opening", "--lobby", lobby, "--desk", desk),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=OPENING_SECONDS,
        start_new_session=True,
        check=False,
    )
    if finished.returncode != 0:
        said = finished.stderr.strip()
        if said.startswith("parlour: "):
            raise CannotDo(said.removeprefix("parlour: "))
        print(said, file=sys.stderr)
        raise CannotDo("The house could not be made ready; the lines above say where it broke.")
    answer: dict[str, Any] = json.loads(finished.stdout)
    return answer


def _wait_for(name: str, page: str, programs: Supervisor) -> None:
    """Return when this page of the named program can be used. Raises CannotDo after READY_SECONDS, or GaveUp."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        programs.look()
        try:
            with urllib.request.urlopen(page, timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    said, log = programs.last_words(name), programs.log_of(name)
    raise CannotDo(f"The program {name} does not answer. It said last: {said} ({log})")


def _greet(desk: str, lobby: str, opened: dict[str, Any]) -> None:
    print(f"Parlour is open: {desk}")
    if opened["demo"]:
        print("Sign in as one of these people; each link works once, for an hour:")
        width = max(len(each["name"]) for each in opened["people"])
        for each in opened["people"]:
            print(f"  {each['name']:<{width}}  {desk}{each['path']}")
        print(f"The make-believe network they answer on: {lobby}")
    else:
        print("`parlour agents add --help` and `parlour channels add --help` tell how to begin.")
    print("Ctrl-C closes it.", flush=True)
