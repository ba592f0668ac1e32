"""The kinds of facts and the names they go by; read from the table beside this file."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from parlour.core.guard.knowledge import FactKind, names_of_kinds, plain_name


@lru_cache(maxsize=1)
def load_kinds() -> Mapping[str, FactKind]:
    """Every kind by its id. Raises KeyError naming a missing field."""
    table = tomllib.loads((files("parlour.knowledge.guard") / "kinds.toml").read_text(encoding="utf-8"))
    return {name: _kind(name, entry) for name, entry in table.items()}


def known_kind(name: str) -> str:
    """The id of the kind that goes by this name; the name itself where there is none, which is private text."""
    return _names().get(plain_name(name), name)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    return names_of_kinds(load_kinds().values())


def _kind(name: str, entry: Mapping[str, Any]) -> FactKind:
    return FactKind(
        id=name,
        noun=entry["noun"],
        shapes=tuple(entry["shapes"]),
        words=entry.get("words", "none"),
        minimum=entry.get("minimum", 5),
        concept=entry.get("concept", ""),
        always_private=entry.get("always_private", False),
        never=entry.get("never", False),
        also=tuple(entry.get("also", ())),
    )
