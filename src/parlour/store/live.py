"""Telling open desks that something changed: one NOTIFY per change or batch, heard when the transaction commits."""

from collections.abc import Iterable
from typing import Any, Final

import orjson
import psycopg
from django.db import connection, connections

DESK_CHANNEL: Final = "parlour_desk"
ASSESS_CHANNEL: Final = "parlour_assess"
SEND_CHANNEL: Final = "parlour_send"
MAIL_CHANNEL: Final = "parlour_mail"
CASES_PER_NOTE: Final = 600  # a notification may carry 8,000 bytes


def announce(brand: int, cases: Iterable[int], *, what: str = "case") -> None:
    """Tell every web process that these cases (or, for another `what`, other things with these numbers) changed.

    The payload is `{"brand", "what", "ids"}`; it carries no content, so nothing private travels here.
    """
    ids = sorted(set(cases))
    for start in range(0, max(len(ids), 1), CASES_PER_NOTE):
        note = {"brand": brand, "what": what, "ids": ids[start : start + CASES_PER_NOTE]}
        _notify(DESK_CHANNEL, orjson.dumps(note).decode())


def wake(channel: str) -> None:
    """Wake the workers that wait on `channel`; the work itself is in the tables."""
    _notify(channel, "")


def listening_dsn() -> str:
    """A direct way to the database: a pooler between would swallow LISTEN."""
    known: dict[str, Any] = connections["default"].settings_dict
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options = {key: value for key, value in known["OPTIONS"].items() if key != "pool"}
    return psycopg.conninfo.make_conninfo(**options, **{key: known[name] for key, name in parts.items() if known[name]})


def _notify(channel: str, payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [channel, payload])
