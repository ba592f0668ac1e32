"""Writing many rows at once: the same code for one row and for five hundred."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

Columns = Mapping[str, tuple[str, Sequence[Any]]]
"""Column name → (PostgreSQL type, one value per row)."""


def cursor() -> psycopg.Cursor[Any]:
    """A cursor of Django's connection that sends values apart from the statement, bytes and arrays in binary."""
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)


def next_ids(table: str, count: int) -> list[int]:
    """Reserve primary keys, so that rows can be linked before they are written."""
    if count == 0:
        return []
    with cursor() as rows:
        rows.execute("select nextval(%s::text::regclass) from generate_series(1, %s)", [f"{table}_id_seq", count])
        return [row[0] for row in rows.fetchall()]


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append rows that are known to be new; a clash is a programming error and raises IntegrityError."""
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with cursor() as target, target.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def insert_new(table: str, columns: Columns, *, returning: Sequence[str] = ("id",)) -> list[tuple[Any, ...]]:
    """Insert the rows that no unique constraint knows yet; return the named columns of those that were new."""
    names = list(columns)
    if not columns[names[0]][1]:
        return []
    arrays = [sql.SQL("%b::{}[]").format(sql.SQL(columns[name][0])) for name in names]
    statement = sql.SQL(
        "insert into {table} ({names}) select * from unnest({arrays}) on conflict do nothing returning {returning}"
    ).format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(map(sql.Identifier, names)),
        arrays=sql.SQL(", ").join(arrays),
        returning=sql.SQL(", ").join(map(sql.Identifier, returning)),
    )
    with cursor() as rows:
        rows.execute(statement, [list(columns[name][1]) for name in names])
        return rows.fetchall()


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
