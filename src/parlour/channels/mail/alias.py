"""The address of a case: whom it names, and the long word nobody can guess that finds the case again."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

NOBODY: Final = "team"
"""Before the word where no human is named yet."""
_LONGEST_NAME: Final = 30
_ALIAS: Final = re.compile(r"(?<![\w.+-])[a-z0-9-]{1,40}\.([a-z2-7]{26})@([a-z0-9.-]{1,253})(?![\w-])")


def alias_address(name: str, token: str, domain: str) -> str:
    """The address, such as `ines.k7fd…@replies.care.example`, for a human called `name`; only the word counts."""
    return f"{_plain(name)}.{token}@{domain.lower()}"


def tokens_in(headers: Iterable[str], *, domain: str) -> list[str]:
    """The words of addresses at this domain, in the order in which they stand in these headers, each once."""
    return list(dict.fromkeys(token for _, token in aliases_in(headers, domain=domain)))


def aliases_in(texts: Iterable[str], *, domain: str) -> list[tuple[str, str]]:
    """Addresses of this shape at this domain in these texts, in small letters, each with its word."""
    found = [match for text in texts for match in _ALIAS.finditer(text.lower())]
    return [(match[0].rstrip("."), match[1]) for match in found if match[2].rstrip(".") == domain.lower()]


def _plain(name: str) -> str:
    """A first name in letters any mail server takes; NOBODY where none are left."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    letters = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9-]+", "", letters)[:_LONGEST_NAME].strip("-") or NOBODY
