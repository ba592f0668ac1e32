"""How far a long run has come, for people who watch a terminal."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self, TextIO

EVERY: Final = 0.2
"""Seconds between two looks at the line."""
_ERASE_REST = "\x1b[K"


class Progress:
    """One line that is written over: count, rate and, where the size of the whole is known, share and time left.

    `whole` and the sizes given to `advance` are in one unit of the caller's choice, such as bytes of the input.
    Silent where `shown` is false.
    """

    def __init__(
        self,
        whole: int | None,
        *,
        shown: bool,
        screen: TextIO = sys.stderr,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._whole = whole
        self._shown = shown
        self._screen = screen
        self._clock = clock
        self._begin = self._said = clock() if shown else 0.0
        self._rows = self._size = self._bad = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and self._rows:
            self._screen.write(f"\r{self._summary()}{_ERASE_REST}\n")
            self._screen.flush()

    def advance(self, size: int, *, rows: int = 1, bad: int = 0) -> None:
        """Count rows that are done, `bad` of them with an error, and what they measure."""
        self._rows += rows
        self._size += size
        self._bad += bad
        if not self._shown or self._clock() - self._said < EVERY:
            return
        self._said = self._clock()
        self._screen.write(f"\r{self._now()}{_ERASE_REST}")
        self._screen.flush()

    def _now(self) -> str:
        words = [f"{self._rows:,} rows", f"{self._rate():,.0f} a second"]
        if self._whole and self._size:
            share = min(self._size / self._whole, 1.0)
            words += [f"{share:.0%}", f"{_clock_face(self._spent() * (1 / share - 1))} left"]
        return ", ".join(words)

    def _summary(self) -> str:
        errors = f", {self._bad:,} with errors" if self._bad else ""
        return f"{self._rows:,} rows in {_clock_face(self._spent())}, {self._rate():,.0f} a second{errors}"

    def _spent(self) -> float:
        return max(self._clock() - self._begin, 1e-3)

    def _rate(self) -> float:
        return self._rows / self._spent()


def watched(*, output: bool) -> bool:
    """Whether somebody looks at standard error and nothing else is written over there; `output`: to a named file."""
    return sys.stderr.isatty() and (output or not sys.stdout.isatty())


def _clock_face(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
