"""`parlour worker`: assess, send, and do what was put off, in one process that loads the kernel once."""

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Final

from parlour.cli.installation import open_installation

CONCURRENCY: Final = 2
JOIN_SECONDS: Final = 10
SWITCH_SECONDS: Final = 0.0005
"""How long one loop may compute while another has an answer of the database: sending asks fifty times for one reply,
and with the interpreter's own 5 ms each of these waits for triage."""

Loop = Callable[[threading.Event], None]

logger = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--concurrency", type=int, default=CONCURRENCY, help="jobs at the same time (default %(default)s)"
    )


def run(args: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; 1 when a loop broke, so that whoever watches starts the worker again."""
    open_installation()
    sys.setswitchinterval(SWITCH_SECONDS)
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from parlour.jobs import postman, sender
    from parlour.usecases import assess_loop

    loops = Loops({"assess": assess_loop.run, "send": sender.run, "mail": postman.run})
    loops.start()
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("The job queue is not on Django's database.")
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(concurrency=args.concurrency, delete_jobs="successful", listen_notify=True)
    loops.stop()
    return 1 if loops.broken else 0


class Loops:
    """Endless work in threads. One that breaks ends the process, and is not missed in silence."""

    def __init__(self, loops: dict[str, Loop]) -> None:
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._keep, args=(name, loop), name=name, daemon=True)
            for name, loop in loops.items()
        ]
        self.broken = False

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask all to end, and wait for each no longer than JOIN_SECONDS."""
        self._stop.set()
        for thread in self._threads:
            thread.join(JOIN_SECONDS)

    def _keep(self, name: str, loop: Loop) -> None:
        try:
            loop(self._stop)
        except Exception:  # whatever it was, it must end the process and not only this thread
            logger.exception("The %s loop broke; the worker ends.", name)
            self.broken = True
        if not self._stop.is_set():
            os.kill(os.getpid(), signal.SIGTERM)
