"""The kinds of facts and the names they go by; read from the table beside this file."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from parlour.core.guard.knowledge import FactKind, names_of_kinds, plain_name
from parlour.knowledge.guard.entries import check_keys, keys_of, table

FILE = "kinds.toml"
_KNOWN, _NEEDED = (keys - {"id"} for keys in keys_of(FactKind))


@lru_cache(maxsize=1)
def load_kinds() -> Mapping[str, FactKind]:
    """Every kind by its id. Raises KeyError naming a missing field, ValueError naming one that nobody reads."""
    return {name: read_kind(name, entry) for name, entry in table(FILE).items()}


def known_kind(name: str) -> str:
    """The id of the kind that goes by this name; the name itself where there is none, which is private text."""
    return _names().get(plain_name(name), name)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    return names_of_kinds(load_kinds().values())


def read_kind(name: str, entry: Mapping[str, Any]) -> FactKind:
    """The kind that an entry of the table describes; raises as `load_kinds` does."""
    check_keys(entry, _KNOWN, f"{FILE}: {name}", needed=_NEEDED | {"shapes"})
    read: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return FactKind(id=name, **read)
