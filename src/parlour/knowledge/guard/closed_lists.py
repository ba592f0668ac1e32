"""The names there are for sectors, laws and networks, with what each network takes; read from the table beside this
file."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from parlour.core.nouns.surface import Surface
from parlour.core.text.graphemes import graphemes, weight

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')]+", re.IGNORECASE)
_UNION, _ELSEWHERE = "eu", "other"


@dataclass(frozen=True, slots=True)
class Network:
    """A network: the longest text it takes in public and in private (0: any), and how it counts."""

    name: str
    public: int = 0
    private: int = 0
    unit: str = "characters"
    link: int = 0

    def limit(self, surface: Surface) -> int:
        """The longest text this network takes there, in its own unit; 0 where it has no limit."""
        return self.public if surface is Surface.PUBLIC else self.private

    def length(self, text: str) -> int:
        """How long the network takes this text to be, in its own unit."""
        links = len(_LINK.findall(text)) if self.link else 0
        rest = _LINK.sub("", text) if links else text
        return links * self.link + _COUNTS[self.unit](rest)


def sector(name: str) -> str:
    """The sector that goes by this name. Raises ValueError, naming all of them, when there is none."""
    sectors = _tables()[0]
    return _named(name, sectors, "sector", sectors.values())


def jurisdiction(name: str) -> str:
    """The jurisdiction that goes by this name, a part behind its whole ("us-ca"). Raises ValueError, naming the wholes,
    when there is none."""
    laws, wholes = _laws()
    return _named(name, laws, "jurisdiction", (*wholes, "or a part such as us-ca, eu-de or de"))


def network(name: str) -> Network:
    """The network that goes by this name. Raises ValueError, naming all of them, when there is none."""
    names, networks = _tables()[1:]
    return networks[_named(name, names, "network", names.values())]


def _named(name: str, names: Mapping[str, str], what: str, told: Iterable[str]) -> str:
    known = names.get(re.sub(r"[\s./-]+", "_", name.strip().casefold()))
    if known is None:
        raise ValueError(f"{name!r} is no {what} there is. Use one of: {', '.join(dict.fromkeys(told))}.")
    return known


@lru_cache(maxsize=1)
def _tables() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, Network]]:
    table = _table()
    sectors = {alias: name for name, aliases in table["sectors"].items() for alias in (name, *aliases)}
    entries: Mapping[str, Mapping[str, Any]] = table["networks"]
    names = {alias: name for name, entry in entries.items() for alias in (name, *entry.get("names", ()))}
    networks = {
        name: Network(name, **{key: value for key, value in entry.items() if key != "names"})
        for name, entry in entries.items()
    }
    return sectors, names, networks


@lru_cache(maxsize=1)
def _laws() -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Every jurisdiction by its names, countries by themselves, too; and those that are no part."""
    table = _table()
    parts: Mapping[str, str] = table["jurisdictions"]
    countries = {part: f"{_UNION}-{part}" for part in parts[_UNION].split()} | dict.fromkeys(
        parts[_ELSEWHERE].split(), _ELSEWHERE
    )
    inside = {f"{whole}_{part}": f"{whole}-{part}" for whole, said in parts.items() for part in said.split()}
    named = {name: whole for whole, names in table["jurisdiction_names"].items() for name in names}
    return countries | inside | named | {whole: whole for whole in parts}, tuple(parts)


def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((files("parlour.knowledge.guard") / "closed_lists.toml").read_text(encoding="utf-8"))


_COUNTS: Mapping[str, Callable[[str], int]] = {
    "characters": len,
    "weight": weight,
    "graphemes": lambda text: len(graphemes(text)),
    "bytes": lambda text: len(text.encode()),
}
