"""Texts with one label each, out of JSON lines or CSV: every line is used, or told apart with its number and why."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from parlour.learning.scheme_lines import LABEL, TEXT, BadRow, Row, UnusableRows, lines

LEAST_OF_A_LABEL = 2
LONGEST_LABEL = 200
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}", re.ASCII)
_TAKEN = ("care",)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its label; `line` is where it stands, from 1."""

    line: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that teaches nothing. `code` is stable snake_case, `message` for people."""

    line: int
    code: str
    message: str

    def as_row(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(slots=True)
class Found:
    """What a file held. unread: columns beside text and label; repeats: rows said before with the same label."""

    rows: list[Labelled] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    repeats: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels, sorted."""
        return tuple(sorted({row.label for row in self.rows}))


def check_name(name: str) -> None:
    """Raises UnusableRows where `name` cannot name a scheme."""
    if name in _TAKEN:
        raise UnusableRows(f"{name!r} is the scheme that ships; choose another name.")
    if not _NAME.fullmatch(name):
        raise UnusableRows(f"{name!r} cannot name a scheme: at most 40 of a-z, 0-9, _ and -, beginning with a letter.")


def read(path: Path) -> Found:
    """The rows of the file, as `scheme_lines` reads it.

    Rows of a label that fewer than LEAST_OF_A_LABEL different texts carry are rejected too. Raises UnusableRows where
    fewer than two labels remain, OSError where the file cannot be read.
    """
    found = _without_lonely(_gathered(lines(path)))
    if len(found.labels) < 2:
        why = f" Line {found.rejected[0].line}: {found.rejected[0].message}." if found.rejected else ""
        raise UnusableRows(
            f"{path}: a scheme needs two labels with {LEAST_OF_A_LABEL} different texts each, "
            f"there {'is' if len(found.labels) == 1 else 'are'} {len(found.labels)}.{why}"
        )
    return found


def _gathered(read_lines: Iterable[tuple[int, Row | BadRow]]) -> Found:
    found, said = Found(), dict[str, Labelled]()
    for number, row in read_lines:
        try:
            labelled = _labelled(number, row)
            before = said.setdefault(" ".join(labelled.text.split()).casefold(), labelled)
            if before is labelled:
                found.rows.append(labelled)
            elif before.label == labelled.label:
                found.repeats += 1
            else:
                raise BadRow("contradiction", f"line {before.line} says {before.label!r} of the same text")
        except BadRow as bad:
            found.rejected.append(Rejected(number, bad.code, str(bad)))
        if not isinstance(row, BadRow):
            found.unread.update(name for name in row if name not in (TEXT, LABEL))
    return found


def _labelled(number: int, row: Row | BadRow) -> Labelled:
    if isinstance(row, BadRow):
        raise row
    text, label = (_words(row, name) for name in (TEXT, LABEL))
    if len(label) > LONGEST_LABEL:
        raise BadRow("long_label", f"a label is longer than {LONGEST_LABEL} letters")
    return Labelled(number, text, label)


def _words(row: Row, name: str) -> str:
    if name not in row:
        raise BadRow("missing_field", f"{name!r} is missing; there {_named(row)}")
    value = row[name]
    if not isinstance(value, str):
        raise BadRow("wrong_type", f"{name!r} must be a string, not {type(value).__name__}")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadRow("invalid_utf8", f"{name!r} holds bytes or halves of letters that are not UTF-8")
    if not value.strip():
        raise BadRow("empty", f"{name!r} is empty")
    return value.strip()


def _named(row: Row) -> str:
    return f"is {', '.join(map(repr, row))}" if row else "is nothing"


def _without_lonely(found: Found) -> Found:
    texts = Counter(row.label for row in found.rows)
    for row in found.rows:
        if texts[row.label] < LEAST_OF_A_LABEL:
            message = f"no other text is labelled {row.label!r}; {LEAST_OF_A_LABEL} are needed"
            found.rejected.append(Rejected(row.line, "lonely_label", message))
    found.rows = [row for row in found.rows if texts[row.label] >= LEAST_OF_A_LABEL]
    found.rejected.sort(key=lambda rejected: rejected.line)
    return found
