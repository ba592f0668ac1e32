"""How harm to others and to oneself is said: the expressions in `threats.toml` and `despair.toml`."""

import re
import tomllib
from collections.abc import Mapping
from importlib import resources

from parlour.core.triage.knowledge import Harm

_FILES = ("threats.toml", "despair.toml")


def load_harms() -> tuple[Harm, ...]:
    """How harm to others and to oneself is said."""
    return tuple(map(_harm, _FILES))


def _harm(file: str) -> Harm:
    """One file of ways of speaking, of all languages together."""
    told = tomllib.loads(resources.files(__package__).joinpath(file).read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for name, pattern in told["words"].items():
        # A word calls only those above it.
        written = pattern if isinstance(pattern, str) else f"(?:{'|'.join(pattern)})"
        words[name] = _filled(written, words)
    stated, otherwise = (
        "(?i)" + "|".join(f"(?:{_filled(each, words)})" for listed in told[kind].values() for each in listed)
        for kind in ("stated", "otherwise")
    )
    gate = "|".join(told.get("gate", ()))
    return Harm(stated, otherwise, told["adds"], told["takes"], tuple(told["moves"]), gate and f"(?i){gate}")


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda called: words[called[1]], pattern)
