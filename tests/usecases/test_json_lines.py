"""Reading one JSON object of a line, field by field, and saying what is wrong with it."""

from contextlib import suppress

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.usecases.json_lines import BadLine, Record, decode, encode, optional_text, refused, text_field, texts_field


@pytest.mark.parametrize(("value", "expected"), [(None, ()), ([], ()), (["a", "b"], ("a", "b"))])
def test_list_of_texts(value: object, expected: tuple[str, ...]) -> None:
    assert texts_field({"thread": value}, "thread") == expected


@pytest.mark.parametrize("value", ["a", [1], {"a": 1}])
def test_list_of_texts_refuses_other_types(value: object) -> None:
    with pytest.raises(BadLine) as caught:
        texts_field({"thread": value}, "thread")
    assert caught.value.code == "wrong_type"


@pytest.mark.parametrize(
    ("record", "code", "message"),
    [
        ({}, "missing_field", "'id' is missing"),
        ({"id": None}, "wrong_type", "'id' must be a string, not null"),
        ({"id": True}, "wrong_type", "'id' must be a string, not true or false"),
        ({"id": 1.5}, "wrong_type", "'id' must be a string, not a number"),
        ({"id": []}, "wrong_type", "'id' must be a string, not a list"),
        ({"id": {}}, "wrong_type", "'id' must be a string, not an object"),
    ],
)
def test_field_that_cannot_be_used_is_named(record: Record, code: str, message: str) -> None:
    with pytest.raises(BadLine) as caught:
        text_field(record, "id")
    assert (caught.value.code, caught.value.message) == (code, message)


@pytest.mark.parametrize(("record", "text"), [({}, None), ({"id": None}, None), ({"id": ""}, ""), ({"id": "a"}, "a")])
def test_text_that_may_be_absent(record: Record, text: str | None) -> None:
    assert optional_text(record, "id") == text


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "invalid_json"),
        (b"{", "invalid_json"),
        (b"[]", "not_an_object"),
        (b"null", "not_an_object"),
        (b'{"a":NaN}', "invalid_json"),
        (b'{"a":"\xff"}', "invalid_utf8"),
        (b'{"a":' * 5000, "invalid_json"),
        (b'{"a":' + b"[" * 100_000, "invalid_json"),
        (b'{"a":' + b"1" * 5000 + b',"b":"\\ud800"}', "invalid_json"),
    ],
)
def test_line_that_is_no_object(line: bytes, code: str) -> None:
    with pytest.raises(BadLine) as caught:
        decode(line)
    assert caught.value.code == code


@given(st.binary(max_size=60))
def test_any_bytes_are_an_object_or_a_bad_line(line: bytes) -> None:
    with suppress(BadLine):
        assert isinstance(decode(line), dict)


def test_mark_at_the_beginning_is_read_over_once() -> None:
    assert decode(b"\xef\xbb\xbf{}", first=True) == {}
    for line, first in ((b"\xef\xbb\xbf{}", False), (b"\xef\xbb\xbf\xef\xbb\xbf{}", True)):
        with pytest.raises(BadLine):
            decode(line, first=first)


@pytest.mark.parametrize(
    ("found", "shown"),
    [(None, None), ("a", "a"), (7, 7), (2**63 - 1, 2**63 - 1), (2**63, None), (-(2**63) - 1, None), ([1], None)],
)
def test_refused_line_says_where_it_stood(found: object, shown: object) -> None:
    answer = refused(3, found, BadLine("invalid_time", "'now' is none"))
    assert orjson.loads(encode(answer)) == {
        "line": 3,
        "id": shown,
        "error": {"code": "invalid_time", "message": "'now' is none"},
    }
