"""Many rows at once: what is known already is left alone, and every value arrives as it was."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from parlour.store.bulk import array, copy_rows, execute, fetch, insert_new, next_ids

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
STORABLE = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


@pytest.fixture(autouse=True)
def rooms(db: None) -> None:
    """A table with a column of every type that is written in bulk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table room (id bigserial primary key, house bigint not null, name text not null unique, "
            "floor smallint, open boolean, body bytea, seen_at timestamptz, more jsonb) on commit drop"
        )


def insert(*names: str, **more: tuple[str, list[Any]]) -> list[tuple[Any, ...]]:
    return insert_new("room", {"name": ("text", list(names)), **more}, same={"house": ("int8", 7)}, returning=("name",))


def everything() -> list[tuple[Any, ...]]:
    return fetch("select house, name, floor, open, body, seen_at, more from room order by id", [])


def test_insert_new_returns_only_what_was_new() -> None:
    assert insert("hall", "kitchen") == [("hall",), ("kitchen",)]
    assert insert("kitchen", "attic") == [("attic",)]
    assert [row[1] for row in everything()] == ["hall", "kitchen", "attic"]


def test_insert_new_writes_a_row_named_twice_once() -> None:
    assert insert("hall", "hall") == [("hall",)]


def test_insert_new_of_nothing_asks_nothing() -> None:
    assert insert_new("no_such_table", {"name": ("text", [])}) == []


def test_insert_new_keeps_every_type() -> None:
    insert(
        "hall",
        "attic",
        floor=("int2", [0, None]),
        open=("bool", [True, False]),
        body=("bytea", [b"\x00\xff\\", b""]),
        seen_at=("timestamptz", [AT, None]),
        more=("jsonb", ['{"a": "\\u0001 \\" \\\\ {"}', "[]"]),
    )
    assert everything() == [
        (7, "hall", 0, True, b"\x00\xff\\", AT, {"a": '\x01 " \\ {'}),
        (7, "attic", None, False, b"", None, []),
    ]


def test_insert_new_refuses_nul_in_text_and_writes_nothing() -> None:
    with pytest.raises(DataError, match="0x00"), transaction.atomic():
        insert("hall", "at\x00tic")
    assert everything() == []


@pytest.mark.parametrize(
    "texts",
    [
        [""],
        ["NULL", "null"],
        ["{}", "{a,b}", "a,b"],
        ['"', "\\", '\\"', "\\\\n", "\\n"],
        ["line\nbreak", "tab\t", "\x01\x1f\x7f"],
        [" spaces ", "\u200b", "🦊", "é"],
        ["the \\", "\n"],
    ],
)
def test_array_carries_texts_unchanged(texts: list[str]) -> None:
    assert fetch("select %s::text[]", [array(texts)]) == [(texts,)]


@given(st.lists(STORABLE))
def test_array_carries_any_storable_text(texts: list[str]) -> None:
    assert fetch("select %s::text[]", [array(texts)]) == [(texts,)]


@pytest.mark.parametrize("numbers", [[], [1], [-1, 0, None], [2**63 - 1, -(2**63)]])
def test_array_carries_numbers_unchanged(numbers: list[int | None]) -> None:
    assert fetch("select %s::bigint[]", [array(numbers)]) == [(numbers,)]


def test_copy_rows_appends_bytes_and_missing_values() -> None:
    copy_rows("room", ("house", "name", "body"), [(1, "hall\n\t\\N", b"\x00\xff"), (2, "attic", None)])
    assert [row[:2] + row[4:5] for row in everything()] == [(1, "hall\n\t\\N", b"\x00\xff"), (2, "attic", None)]


def test_copy_rows_that_clash_are_an_error_and_write_nothing() -> None:
    insert("hall")
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows("room", ("house", "name"), [(1, "attic"), (1, "hall")])
    assert [row[1] for row in everything()] == ["hall"]


def test_copy_rows_of_nothing_writes_nothing() -> None:
    copy_rows("room", ("house", "name"), [])
    assert everything() == []


def test_next_ids_are_reserved_in_order() -> None:
    first, second = next_ids("room", 2), next_ids("room", 1)
    assert first == [1, 2]
    assert second == [3]
    assert next_ids("room", 0) == []


def test_execute_tells_how_many_rows_it_touched() -> None:
    insert("hall", "attic")
    assert execute("update room set floor = %s", [3]) == 2
