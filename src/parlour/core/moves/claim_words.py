"""Which claims of a sheet somebody may be making: those that share the words that tell them apart."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeVar

from parlour.core.text.fold import fold
from parlour.core.text.tokens import tokens

Name = TypeVar("Name")

LONGEST: Final = 4000
"""Code points of a text that are read."""
_LETTERS: Final = 4
"""Letters from which on a word tells something."""
_STEM: Final = 6
"""Letters by which words are compared, so that endings do not part them ("overcharged", "overcharging")."""
_LEAST_SHARE: Final = 0.5
_LEAST: Final = 2


def telling(text: str, common: Collection[str]) -> frozenset[str]:
    """The beginnings of the words of a text that tell something: no short ones, no numbers, none of `common`."""
    words = (token.word for token in tokens(fold(text[:LONGEST]).text))
    return frozenset(
        word[:_STEM] for word in words if len(word) >= _LETTERS and word not in common and not word[0].isdigit()
    )


def alike(said: str, claims: Mapping[Name, str], common: Collection[str]) -> list[Name]:
    """Names of the claims `said` may be making, the likest first; each line of a claim is one way to word it.

    A line is met by half of its telling words, and by two of them where it has as many.
    """
    heard = telling(said, common)
    found = [(max(_shares(heard, text.splitlines(), common), default=0.0), name) for name, text in claims.items()]
    met = [(share, place, name) for place, (share, name) in enumerate(found) if share > 0]
    return [name for _, _, name in sorted(met, key=lambda one: (-one[0], one[1]))]


def _shares(heard: frozenset[str], lines: Iterable[str], common: Collection[str]) -> Iterable[float]:
    for line in lines:
        words = telling(line, common)
        shared = len(words & heard)
        if words and shared >= min(_LEAST, len(words)) and shared / len(words) >= _LEAST_SHARE:
            yield shared / len(words)
