"""Entries of the tables beside this file: one that lacks a key, or has one that nobody reads, is refused."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from importlib.resources import files
from typing import Any


def table(name: str) -> dict[str, Any]:
    """A table beside this file, as it is written."""
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


def check_keys(entry: Mapping[str, Any], known: Collection[str], where: str, needed: Collection[str] = ()) -> None:
    """Refuse an entry with a key that is not known, or without one it needs.

    Raises ValueError or KeyError that name the file and the entry (`where`) and the key.
    """
    unknown = [key for key in entry if key not in known]
    if unknown:
        raise ValueError(f"{where}: nobody reads {unknown[0]!r}. Use one of: {', '.join(sorted(known))}.")
    missing = [key for key in needed if key not in entry]
    if missing:
        raise KeyError(f"{where}: {missing[0]!r} is missing.")


def keys_of(kind: type) -> tuple[frozenset[str], frozenset[str]]:
    """The names of a dataclass's fields, and of those without a default."""
    all_ = fields(kind)
    bare = (field.name for field in all_ if field.default is MISSING and field.default_factory is MISSING)
    return frozenset(field.name for field in all_), frozenset(bare)
