"""A bounded queue before work that is dear: so many at once, so many waiting, each for so long."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore


class Turnstile:
    """Lets `at_once` through; `waiting` more may stand before it, each for `seconds`."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self._inside = BoundedSemaphore(at_once)
        self._near = BoundedSemaphore(at_once + waiting)
        self._seconds = seconds

    @contextmanager
    def entered(self) -> Iterator[bool]:
        """Whether there was room."""
        if not self._near.acquire(blocking=False):
            yield False
            return
        try:
            if not self._inside.acquire(timeout=self._seconds):
                yield False
                return
            try:
                yield True
            finally:
                self._inside.release()
        finally:
            self._near.release()
