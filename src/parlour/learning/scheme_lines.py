"""The lines of a file of labelled texts, JSON or CSV, each with its number: rows, or what is wrong with them."""

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

TEXT, LABEL = "text", "label"


class UnusableRows(Exception):
    """Nothing can be learnt from the file; says why and what to do."""


class BadRow(Exception):
    """A line that teaches nothing. `code` is stable snake_case, the text for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


Row = Mapping[str, Any]
Lines = Iterator[tuple[int, Row | BadRow]]


def lines(path: Path) -> Lines:
    """Of a `.csv` file with a header, or else of JSON lines; `.gz` behind either is unpacked.

    Raises UnusableRows where the file is empty, no whole gzip file, or its header lacks a column; OSError.
    """
    content = _decoded(path)
    if not content.strip():
        raise UnusableRows(f"{path}: the file is empty; wanted is one {{{TEXT!r}, {LABEL!r}}} per line.")
    return _csv_lines(path, content) if path.name.removesuffix(".gz").endswith(".csv") else _json_lines(content)


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    if path.suffix == ".gz":
        try:
            raw = gzip.decompress(raw)
        except (EOFError, gzip.BadGzipFile) as problem:
            raise UnusableRows(f"{path}: not a whole gzip file ({problem}).") from problem
    # Bytes that are not UTF-8 are told of by their line, not by their place in the file.
    return raw.decode("utf-8-sig", "surrogateescape")


def _json_lines(content: str) -> Lines:
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            yield number, _json_row(line)


def _json_row(line: str) -> Row | BadRow:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as problem:
        return BadRow("invalid_json", f"not JSON: {problem}")
    return value if isinstance(value, dict) else BadRow("not_an_object", "the line is JSON but not an object")


def _csv_lines(path: Path, content: str) -> Lines:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    head: list[str] = []
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield number, BadRow("invalid_csv", f"not CSV: {problem}")
            continue
        if not head:
            head = _checked_head(path, [cell.strip() for cell in cells])
        elif len(cells) == len(head):
            yield number, dict(zip(head, cells, strict=True))
        elif cells:
            yield number, BadRow("wrong_width", f"{len(cells)} cells under {len(head)} columns")


def _checked_head(path: Path, head: list[str]) -> list[str]:
    missing = [repr(name) for name in (TEXT, LABEL) if name not in head]
    if missing:
        raise UnusableRows(f"{path}: line 1 names no column {' and '.join(missing)}, only {', '.join(head)}.")
    if twice := [name for name, times in Counter(head).items() if times > 1]:
        raise UnusableRows(f"{path}: line 1 names the column {twice[0]!r} twice.")
    return head
