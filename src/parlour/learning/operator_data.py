"""An operator's own labelled posts: a folder of JSON lines, each answering as many of the questions as somebody asked.

A line has the shape of `posts/written.jsonl` with any of its labels, or that of corrections made on the desk:
`{"id", "text", "language"?, "labels": {output: true | false | a number from 0 to 1}}`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from parlour.learning.examples import Example, part_of, sameness
from parlour.learning.meaning import OWN_WEIGHT
from parlour.learning.operator_labels import KNOWN, BadLabel, annotated, corrected
from parlour.learning.scheme_rows import Rejected

SOURCE: Final = "yours"
MEASURED: Final = 15
"""Percent of the posts that are measured on and not learnt from; near-duplicates fall together."""


class UnusablePosts(Exception):
    """Nothing can be learnt from the folder; says why and what to do."""


@dataclass(frozen=True, slots=True)
class OwnData:
    """Posts of the operator, and the lines of which files taught nothing."""

    examples: tuple[Example, ...]
    rejected: tuple[tuple[str, Rejected], ...]


def read(folder: Path) -> OwnData:
    """All `.jsonl` files of the folder, in order of name. Raises UnusablePosts where no post is usable, OSError."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise UnusablePosts(f"{folder}: there is no .jsonl file; wanted is one labelled post per line.")
    examples: list[Example] = []
    rejected: list[tuple[str, Rejected]] = []
    for file in files:
        for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
            if line.strip():
                try:
                    examples.append(_example(line, f"{file.name}:{number}"))
                except BadLabel as bad:
                    rejected.append((file.name, Rejected(number, bad.code, str(bad))))
    if not examples:
        name, first = rejected[0] if rejected else (files[0].name, Rejected(1, "empty", "the file is empty"))
        raise UnusablePosts(f"{folder / name}, line {first.line}: {first.message}; no other post is usable.")
    return OwnData(tuple(examples), tuple(rejected))


def _example(line: bytes, place: str) -> Example:
    row = _decoded(line)
    text, language = _string(row, "text", None), _string(row, "language", "en")
    key = row.get("id", place)
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise BadLabel("wrong_type", f"'id' must be a string or a whole number, not {type(key).__name__}")
    labels = corrected(row["labels"]) if "labels" in row else annotated(row)
    if not labels:
        raise BadLabel("no_label", f"no label is answered; known are {KNOWN}")
    part = part_of("yours" + (sameness(text) or text), dev=0, test=MEASURED)
    return Example(text, SOURCE, part, labels, language, OWN_WEIGHT, str(key))


def _decoded(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as problem:
        raise BadLabel("invalid_json", f"not JSON: {problem}") from problem
    if not isinstance(row, dict):
        raise BadLabel("not_an_object", "the line is JSON but not an object")
    return row


def _string(row: Mapping[str, Any], name: str, absent: str | None) -> str:
    value = row.get(name, absent)
    if not isinstance(value, str) or not value.strip():
        raise BadLabel(
            "wrong_type" if name in row else "missing_field", f"{name!r} must be a string with letters in it"
        )
    return value


def lines(data: OwnData) -> Iterator[str]:
    """What to tell of a folder that was read."""
    measured = sum(example.part == "test" for example in data.examples)
    yield f"yours: {len(data.examples)} posts, {measured} of them measured on, {len(data.rejected)} lines rejected"
    for name, rejected in data.rejected:
        yield f"{name}, line {rejected.line}: {rejected.message}"
