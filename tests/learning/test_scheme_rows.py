"""Files of labelled texts: every line teaches something or is told apart, with its number and why."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.learning.scheme_lines import UnusableRows
from parlour.learning.scheme_rows import Found, check_name, read

GOOD = [
    '{"text":"where is my card","label":"card"}',
    '{"text":"card not here yet","label":"card"}',
    '{"text":"the transfer failed","label":"transfer"}',
    '{"text":"my transfer is pending","label":"transfer"}',
]


def found(tmp_path: Path, lines: list[str | bytes], name: str = "rows.jsonl") -> Found:
    path = tmp_path / name
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return read(path)


def test_rows_are_read_with_their_lines(tmp_path: Path) -> None:
    held = found(tmp_path, [GOOD[0], "", *GOOD[1:]])
    assert [(row.line, row.label) for row in held.rows] == [(1, "card"), (3, "card"), (4, "transfer"), (5, "transfer")]
    assert (held.labels, held.rejected) == (("card", "transfer"), [])


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("{", "invalid_json", "not JSON"),
        ("[1]", "not_an_object", "not an object"),
        ('{"text":"a"}', "missing_field", "'label' is missing"),
        ('{"txt":"a","label":"card"}', "missing_field", "'text' is missing; there is 'txt', 'label'"),
        ("{}", "missing_field", "there is nothing"),
        ('{"text":7,"label":"card"}', "wrong_type", "'text' must be a string, not int"),
        ('{"text":"a","label":null}', "wrong_type", "'label' must be a string"),
        ('{"text":"  ","label":"card"}', "empty", "'text' is empty"),
        ('{"text":"a","label":""}', "empty", "'label' is empty"),
        ('{"text":"a\\ud800","label":"card"}', "invalid_utf8", "not UTF-8"),
        (b'{"text":"a\xff","label":"card"}', "invalid_utf8", "not UTF-8"),
        (json.dumps({"text": "a", "label": "x" * 201}), "long_label", "longer than 200"),
        ('{"text":"Where is  my CARD","label":"transfer"}', "contradiction", "line 1 says 'card'"),
        ('{"text":"quite alone","label":"refund"}', "lonely_label", "no other text is labelled 'refund'"),
    ],
)
def test_bad_row_is_rejected_with_its_line(tmp_path: Path, line: str | bytes, code: str, words: str) -> None:
    held = found(tmp_path, [*GOOD, line])
    assert [(rejected.line, rejected.code) for rejected in held.rejected] == [(5, code)]
    assert words in held.rejected[0].message
    assert len(held.rows) == len(GOOD)


def test_repeats_count_once_and_do_not_make_a_label_less_lonely(tmp_path: Path) -> None:
    held = found(tmp_path, [*GOOD, GOOD[0], '{"text":"alone","label":"x"}', '{"text":"Alone ","label":"x"}'])
    assert (len(held.rows), held.repeats) == (4, 2)
    assert [rejected.code for rejected in held.rejected] == ["lonely_label"]


def test_other_columns_are_left_unread_and_told(tmp_path: Path) -> None:
    held = found(tmp_path, [line.replace("}", ',"domain":"bank"}') for line in GOOD])
    assert held.unread == {"domain": 4}


CSV = ["label,text,note", 'card,"where, oh where\nis my card",x', "card,card not here,", "transfer,it failed,"]


def test_csv_is_read_by_its_header(tmp_path: Path) -> None:
    held = found(tmp_path, [*CSV, "transfer,pending,", ""], "rows.csv")
    assert [(row.line, row.text) for row in held.rows][:2] == [(2, "where, oh where\nis my card"), (4, "card not here")]
    assert held.unread == {"note": 4}


def test_csv_row_of_another_width_is_rejected(tmp_path: Path) -> None:
    held = found(tmp_path, [*CSV, "transfer,pending,", "card,too,many,cells"], "rows.csv")
    assert [(r.line, r.code, r.message) for r in held.rejected] == [(7, "wrong_width", "4 cells under 3 columns")]


def test_csv_row_with_a_broken_quote_is_rejected_and_nothing_else(tmp_path: Path) -> None:
    held = found(tmp_path, [*CSV, 'card,"a"b,', "transfer,pending,"], "rows.csv")
    assert [rejected.code for rejected in held.rejected] == ["invalid_csv"]
    assert [row.line for row in held.rows] == [2, 4, 5, 7]


@pytest.mark.parametrize("name", ["rows.jsonl.gz", "rows.csv.gz"])
def test_gzip_is_unpacked(tmp_path: Path, name: str) -> None:
    lines = GOOD if "jsonl" in name else [*CSV, "transfer,pending,"]
    (tmp_path / name).write_bytes(gzip.compress("\n".join(lines).encode()))
    assert len(read(tmp_path / name).rows) == 4


def test_byte_order_mark_and_windows_lines_are_no_letters(tmp_path: Path) -> None:
    assert len(found(tmp_path, ["\ufeff" + "\r\n".join(GOOD)]).rows) == 4
    assert len(found(tmp_path, ["\ufeff" + "\r\n".join([*CSV, "transfer,pending,"])], "rows.csv").rows) == 4


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rows.jsonl", b"", "is empty"),
        ("rows.jsonl", b" \n\n", "is empty"),
        ("rows.csv", b"text;label\na;b\n", "line 1 names no column 'text' and 'label', only text;label"),
        ("rows.csv", b"text,text,label\n", "names the column 'text' twice"),
        ("rows.csv", b"text,label\n", "there are 0"),
        ("rows.jsonl", GOOD[0].encode(), "Line 1: no other text is labelled 'card'"),
        ("rows.jsonl", "\n".join(GOOD[:2]).encode(), "there is 1"),
        ("rows.jsonl.gz", b"no gzip", "not a whole gzip file"),
        ("rows.jsonl.gz", gzip.compress(b"x" * 99, mtime=0)[:-9], "not a whole gzip file"),
    ],
)
def test_unusable_file_says_why(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnusableRows, match=words):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["banking77", "a", "my-intents_2"])
def test_simple_names_name_schemes(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize("name", ["care", "", "Bank", "7up", "a b", "../x", "a.npz", "é", "a" * 41, "a\n"])
def test_other_names_do_not(name: str) -> None:
    with pytest.raises(UnusableRows):
        check_name(name)


@given(st.lists(st.binary(max_size=40), max_size=12))
def test_no_line_is_lost(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    lines = [line.replace(b"\n", b"") for line in lines]
    held = found(tmp_path_factory.mktemp("rows"), [*GOOD, *lines])
    said = sum(1 for line in lines if line.decode("utf-8", "surrogateescape").strip())
    assert len(held.rows) + len(held.rejected) + held.repeats == len(GOOD) + said
