"""Sleeping until another process says that there is work."""

import threading
import time
from typing import Final

import psycopg
from django.db import connection
from psycopg import sql

SLICE: Final = 0.5  # seconds after which `stop` is looked at again


def wait_for_note(channel: str, *, seconds: float, stop: threading.Event) -> bool:
    """Wait for a NOTIFY on `channel`, at most `seconds`; whether one came. Raises psycopg.Error when the server goes.

    The thread's own connection listens, so the first wait hears only notes sent after it began; look for work between
    the first and the second wait.
    """
    connection.ensure_connection()
    raw: psycopg.Connection[object] = connection.connection
    raw.execute(sql.SQL("listen {}").format(sql.Identifier(channel)))
    end = time.monotonic() + seconds
    while not stop.is_set() and (left := end - time.monotonic()) > 0:
        for _ in raw.notifies(timeout=min(SLICE, left), stop_after=1):
            return True
    return False
