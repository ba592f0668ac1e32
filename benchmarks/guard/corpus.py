"""Drafts written by hand, each with what a careful privacy officer would decide. Imports nothing that it judges.

`develop`, `everyday` and `rules` are looked at while the guard is built; `report` and `fresh` are not, and land before
what they judge. `fresh` is later, by other people, each of another trade, and without what a second reader thought
arguable. Every other desk of `report` has served and been moved to `develop` (`report_*.toml`): what stays has not been
looked at. `everyday` tells one fact each in the shapes that careless agents write; `rules` breaks one written rule or
has one tone each, before a customer of whom nothing is known. A desk is one customer with a file; its cases share it,
and every case becomes one line of `parlour guard`.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
UNSEEN = ("report", "fresh")
SETS = (*UNSEEN, "develop", "everyday", "rules")
EXPECTED = {
    "block": ("block",),
    "hold": ("block", "review"),
    "review": ("review",),
    "pass": ("allow",),
}
"""What may be decided for each word of `expect`."""
_OF_A_CASE = ("class", "expect", "draft")


@dataclass(frozen=True)
class Case:
    """One draft. `kind` names what it is about, dotted; `line` is the whole input of `parlour guard`."""

    kind: str
    expect: str
    language: str
    line: dict[str, Any]

    @property
    def draft(self) -> str:
        return str(self.line["draft"])


def cases(name: str) -> Iterator[Case]:
    """All cases of a set, file by file."""
    for path in sorted((FOLDER / name).glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for desk in file["desk"]:
            yield from _cases(file.get("shared", {}) | desk)


def _cases(desk: dict[str, Any]) -> Iterator[Case]:
    shared = {key: value for key, value in desk.items() if key not in ("cases", "language")}
    for number, case in enumerate(desk["cases"], 1):
        own = {key: value for key, value in case.items() if key not in _OF_A_CASE}
        line = shared | own | {"id": f"{desk['id']}.{number}", "draft": case["draft"]}
        yield Case(case["class"], case["expect"], desk["language"], line)
