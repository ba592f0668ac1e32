"""Programs are kept running, but not for ever, and only ours are stopped."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parlour.cli.supervisor import RESTARTS, WITHIN_SECONDS, GaveUp, Program, Supervisor, inherited, python

ENDS = python("-c", "print('no luck'); raise SystemExit(3)")
STAYS = python("-c", "import time; print('here', flush=True); time.sleep(60)")
DEAF = python(
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
)


class Clock:
    """Moves when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def programs(tmp_path: Path, clock: Clock, said: list[str]) -> Iterator[Supervisor]:
    with Supervisor(tmp_path / "logs", environment=inherited(), say=said.append, clock=clock) as supervisor:
        yield supervisor


def until(holds: Callable[[], bool], *, seconds: float = 20) -> None:
    """Wait for something another process does."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.01)


def test_a_program_that_stops_is_started_again(programs: Supervisor, clock: Clock, said: list[str]) -> None:
    programs.start(Program("web", STAYS))
    first = programs.processes["web"]
    os.kill(first, signal.SIGKILL)
    until(lambda: not programs.processes)
    programs.look()
    assert said == [f"web stopped (SIGKILL) and is started again. Its log: {programs.log_of('web')}"]
    assert programs.processes == {}  # it waits for its pause to pass
    clock.now += 1
    programs.look()
    assert programs.processes["web"] != first


def test_a_program_waits_for_the_ground_it_stands_on(programs: Supervisor, clock: Clock) -> None:
    ready = False
    programs.start(Program("database", STAYS, ready=lambda: ready))
    programs.start(Program("web", STAYS))
    first = programs.processes
    for pid in first.values():
        os.kill(pid, signal.SIGKILL)
    until(lambda: not programs.processes)
    programs.look()
    clock.now += 1
    programs.look()
    assert list(programs.processes) == ["database"]
    ready = True
    programs.look()
    assert list(programs.processes) == ["database", "web"]


def test_a_program_is_stopped_by_the_signal_it_wants(programs: Supervisor, tmp_path: Path) -> None:
    told = tmp_path / "told"
    wait = "    print('here', flush=True); time.sleep(60)"
    words = f"import time\ntry:\n{wait}\nexcept KeyboardInterrupt:\n    open({str(told)!r}, 'w').close()"
    programs.start(Program("polite", python("-c", words), farewell=signal.SIGINT))
    until(lambda: "here" in programs.last_words("polite"))
    programs.stop()
    assert told.exists()


def end_once(programs: Supervisor, clock: Clock, *, later: float) -> None:
    until(lambda: not programs.processes)
    programs.look()
    clock.now += later
    programs.look()


def test_a_program_that_keeps_stopping_is_given_up_with_its_last_words(programs: Supervisor, clock: Clock) -> None:
    programs.start(Program("web", ENDS))
    for _ in range(RESTARTS):
        end_once(programs, clock, later=5)
    until(lambda: not programs.processes)
    with pytest.raises(GaveUp, match=r"web stopped 6 times within a minute\. It said last: no luck"):
        programs.look()


def test_a_program_that_stops_now_and_then_is_not_given_up(programs: Supervisor, clock: Clock) -> None:
    programs.start(Program("web", ENDS))
    for _ in range(RESTARTS + 2):
        end_once(programs, clock, later=WITHIN_SECONDS / 2)
    assert len(programs.last_words("web")) > 0


def test_stopping_stops_every_program_and_no_other(tmp_path: Path) -> None:
    other = subprocess.Popen(STAYS, stdout=subprocess.DEVNULL)
    try:
        with Supervisor(tmp_path, environment=inherited()) as programs:
            programs.start(Program("web", STAYS))
            programs.start(Program("worker", STAYS))
            ours = list(programs.processes.values())
        assert [pid for pid in ours if Path(f"/proc/{pid}").exists()] == []
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_program_that_does_not_listen_is_killed(programs: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parlour.cli.supervisor.STOP_SECONDS", 0.2)
    programs.start(Program("deaf", DEAF))
    until(lambda: programs.last_words("deaf") == "deaf")
    programs.stop()
    assert programs.processes == {}


def test_programs_end_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    holder = (
        "import sys, time; from pathlib import Path; from parlour.cli.supervisor import *\n"
        f"programs = Supervisor(Path({str(tmp_path)!r}), environment=inherited()).__enter__()\n"
        f"programs.start(Program('web', {STAYS!r}))\n"
        "print(programs.processes['web'], flush=True); time.sleep(60)"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    child = Path(f"/proc/{int(supervisor.stdout.readline())}")
    until(lambda: "here" in (tmp_path / "web.log").read_text())
    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()
    until(lambda: not child.exists() or "zombie" in (child / "status").read_text())


def test_a_long_log_makes_room(programs: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parlour.cli.supervisor.LOG_BYTES", 10)
    programs.log_of("web").write_text("x" * 11)
    programs.start(Program("web", STAYS))
    assert programs.log_of("web").with_suffix(".log.1").read_text() == "x" * 11


def test_watching_ends_when_told(programs: Supervisor) -> None:
    stop = threading.Event()
    stop.set()
    programs.watch(stop)
