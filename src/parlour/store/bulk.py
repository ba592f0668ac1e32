"""Writing many rows at once: the same code for one row and for five hundred."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final

import orjson
import psycopg
from django.db import connection
from psycopg import sql

Columns = Mapping[str, tuple[str, Sequence[Any]]]
"""Column name → (PostgreSQL type, one value per row)."""

Same = Mapping[str, tuple[str, Any]]
"""Column name → (PostgreSQL type, the value of every row)."""

_CONTROL: Final = re.compile(rb'\\[^"]')  # how JSON writes a control character, once "\\\\" is out of the way


@contextmanager
def cursor() -> Iterator[psycopg.Cursor[Any]]:
    """A cursor of Django's connection that sends values apart from the statement, bytes and arrays in binary.

    What goes wrong is raised as Django's errors, as everywhere else.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as opened:
        yield opened


def next_ids(table: str, count: int) -> list[int]:
    """Reserve primary keys, so that rows can be linked before they are written."""
    if count == 0:
        return []
    with cursor() as rows:
        rows.execute("select nextval(%s::text::regclass) from generate_series(1, %s)", [f"{table}_id_seq", count])
        return [row[0] for row in rows.fetchall()]


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append rows that are known to be new; a clash is a programming error and raises IntegrityError."""
    statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), _names(columns))
    with cursor() as target, target.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def insert_new(
    table: str, columns: Columns, *, same: Same = MappingProxyType({}), returning: Sequence[str] = ("id",)
) -> list[tuple[Any, ...]]:
    """Insert the rows that no unique constraint knows yet; return the named columns of those that were new.

    `same` holds the columns that are alike in all rows.
    """
    if not next(iter(columns.values()))[1]:
        return []
    statement = sql.SQL(
        "insert into {table} ({names}) select {values} from unnest({arrays}) new({new}) "
        "on conflict do nothing returning {returning}"
    ).format(
        table=sql.Identifier(table),
        names=_names([*same, *columns]),
        values=sql.SQL(", ").join([*(_typed(kind) for kind, _ in same.values()), *map(sql.Identifier, columns)]),
        arrays=sql.SQL(", ").join(_typed(kind + "[]") for kind, _ in columns.values()),
        new=_names(columns),
        returning=_names(returning),
    )
    alike = [value for _, value in same.values()]
    with cursor() as rows:
        rows.execute(statement, alike + [_column(kind, values) for kind, values in columns.values()])
        return rows.fetchall()


def array(values: Sequence[str] | Sequence[int] | Sequence[int | None]) -> str | list[Any]:
    """Texts or numbers as one argument for a PostgreSQL array: its literal, written in one go.

    The literal is JSON's but for its brackets, as long as no text holds a control character; lists with such a text
    are left to the driver, which goes through them value by value.
    """
    literal = orjson.dumps(values)
    if b"\\" in literal and _CONTROL.search(literal.replace(rb"\\", b"")):
        return list(values)
    return f"{{{literal[1:-1].decode()}}}"


def _column(kind: str, values: Sequence[Any]) -> str | list[Any]:
    return list(values) if kind in {"bytea", "timestamptz"} else array(values)


def _typed(kind: str) -> sql.SQL:
    return sql.SQL(f"%b::{kind}")


def _names(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def fetch(statement: str, arguments: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of a query whose values travel apart from its text."""
    with cursor() as rows:
        rows.execute(statement.encode(), arguments, binary=True)
        return rows.fetchall()


def execute(statement: str, arguments: Sequence[Any]) -> int:
    """Run a statement; the number of rows it touched."""
    with cursor() as rows:
        rows.execute(statement.encode(), arguments)
        return rows.rowcount
