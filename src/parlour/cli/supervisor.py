"""Keeping a few programs running: started in order, started again a bounded number of times, stopped in reverse."""

import itertools
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from parlour.cli.errors import CannotDo

RESTARTS: Final = 5
WITHIN_SECONDS: Final = 60.0
PAUSE_SECONDS: Final = 0.5  # before the first restart; each further one within the minute waits that much longer
STOP_SECONDS: Final = 10.0
LOOK_SECONDS: Final = 0.2
LOG_BYTES: Final = 5_000_000
LAST_WORDS: Final = 300


class GaveUp(CannotDo):
    """A program keeps stopping; the text says which, what it said last and where its log lies."""


@dataclass(frozen=True, slots=True)
class Program:
    """What to run under which name.

    `ready` says whether it can be used; what was started after it is not started again before it can. `farewell` is
    the signal that stops it in good order.
    """

    name: str
    command: Sequence[str]
    ready: Callable[[], bool] | None = None
    farewell: signal.Signals = signal.SIGTERM


@dataclass(slots=True)
class _Run:
    program: Program
    process: subprocess.Popen[bytes]
    ends: list[float] = field(default_factory=list)
    again_at: float | None = None


class Supervisor:
    """The programs it started, and nothing else. As a context manager it stops them on the way out."""

    def __init__(
        self,
        logs: Path,
        *,
        environment: Mapping[str, str],
        say: Callable[[str], None] = print,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._logs = logs
        self._environment = dict(environment)
        self._say = say
        self._clock = clock
        self._runs: list[_Run] = []

    def __enter__(self) -> Self:
        self._logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def processes(self) -> dict[str, int]:
        """Process ids by name, of what runs now."""
        return {run.program.name: run.process.pid for run in self._runs if run.process.poll() is None}

    def start(self, program: Program) -> None:
        """Start a program in a session of its own, so that a Ctrl-C reaches us and not it."""
        self._runs.append(_Run(program, self._spawn(program)))

    def watch(self, stop: threading.Event) -> None:
        """Keep everything running until `stop` is set. Raises GaveUp."""
        while not stop.is_set():
            self.look()
            stop.wait(LOOK_SECONDS)

    def look(self) -> None:
        """Start again what has stopped, after its pause. Raises GaveUp beyond RESTARTS within WITHIN_SECONDS."""
        for run in self._runs:
            if run.again_at is None and run.process.poll() is not None:
                self._note_end(run)
            if run.again_at is not None and self._clock() >= run.again_at and self._has_ground(run):
                run.process, run.again_at = self._spawn(run.program), None

    def stop(self) -> None:
        """Stop everything, last started first; what does not listen within STOP_SECONDS is killed."""
        for run in reversed(self._runs):
            if run.process.poll() is None:
                run.process.send_signal(run.program.farewell)
            try:
                run.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                run.process.kill()
                run.process.wait()
        self._runs.clear()

    def log_of(self, name: str) -> Path:
        """Where a program's output goes."""
        return self._logs / f"{name}.log"

    def last_words(self, name: str) -> str:
        """The last line a program wrote, shortened; "nothing" when it wrote none."""
        log = self.log_of(name)
        lines = log.read_text(errors="replace").split("\n")[-20:] if log.exists() else []
        return next((line.strip()[:LAST_WORDS] for line in reversed(lines) if line.strip()), "nothing")

    def _has_ground(self, run: _Run) -> bool:
        """Whether everything it stands on runs and is ready."""
        before = itertools.takewhile(lambda other: other is not run, self._runs)
        needed = [(other, other.program.ready) for other in before if other.program.ready is not None]
        return all(other.process.poll() is None and ready() for other, ready in needed)

    def _note_end(self, run: _Run) -> None:
        name, now = run.program.name, self._clock()
        run.ends = [end for end in run.ends if now - end < WITHIN_SECONDS] + [now]
        if len(run.ends) > RESTARTS:
            raise GaveUp(
                f"{name} stopped {len(run.ends)} times within a minute. It said last: {self.last_words(name)} "
                f"(its log: {self.log_of(name)})"
            )
        self._say(f"{name} stopped ({_how(run.process.returncode)}) and is started again. Its log: {self.log_of(name)}")
        run.again_at = now + PAUSE_SECONDS * len(run.ends)

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        log = self.log_of(program.name)
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as output:
            return subprocess.Popen(
                [*_follow_us(), *program.command],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


def _follow_us() -> list[str]:
    """On Linux, what makes a program end when we are killed without a chance to stop it."""
    follower = shutil.which("setpriv") if sys.platform == "linux" else None
    return [follower, "--pdeathsig", "TERM", "--"] if follower else []


def _how(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"exit {status}"


def python(*arguments: str) -> list[str]:
    """The command that runs `python ARGUMENTS` with this very Python."""
    return [sys.executable, *arguments]


def inherited(**more: str) -> dict[str, str]:
    """Our environment with some variables set."""
    return {**os.environ, **more}
