"""Triggers that a migration puts up: which stand, and whether they can be taken down and put up again."""

from django.db import connection
from django.db.migrations import Migration, RunSQL


def triggers(names: str) -> set[str]:
    """Those whose name is like this regular expression."""
    with connection.cursor() as cursor:
        cursor.execute("select tgname from pg_trigger where not tgisinternal and tgname ~ %s", [names])
        return {name for (name,) in cursor.fetchall()}


def steps_of(migration: type[Migration]) -> list[RunSQL]:
    return [one for one in migration.operations if isinstance(one, RunSQL)]


def take_down_and_put_up(migration: type[Migration], names: str) -> None:
    """Run its steps backwards, after which none stands, and forwards, after which all do."""
    standing, steps = triggers(names), steps_of(migration)
    with connection.cursor() as cursor:
        for step in reversed(steps):
            cursor.execute(str(step.reverse_sql))
        assert triggers(names) == set()
        for step in steps:
            cursor.execute(str(step.sql))
    assert triggers(names) == standing
