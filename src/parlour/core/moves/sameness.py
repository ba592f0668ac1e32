"""The same words to many people: replies that differ only in names, numbers and links count as one."""

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz

from parlour.core.text.fold import fold

MOST_COMPARED: Final = 300
LONGEST: Final = 1000
"""Code points of a reply that are compared."""
SHORTEST: Final = 20
"""Letters below which a reply is a nod that anybody may give twice ("Thank you, Mara!")."""
ALIKE: Final = 85.0
"""Share of letters, of a hundred, in which two replies agree from which on they are the same words."""
MANY: Final = 3
"""People from which on it is said."""
_NOT_WORDS: Final = re.compile(r"https?://\S+|@[\w.@-]+|#\w+|[^\W\d_]*\d\w*")
_GAPS: Final = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """The words of a reply without names of accounts, links, numbers, marks and case."""
    return _GAPS.sub(" ", _NOT_WORDS.sub(" ", fold(text[:LONGEST]).text)).strip()


def people_told_the_same(text: str, told: Iterable[tuple[str, str]]) -> int:
    """How many people of `told` (person, what we told them; the newest MOST_COMPARED count) got nearly these words."""
    words = bare(text)
    if len(words) < SHORTEST:
        return 0
    compared = (pair for pair, _ in zip(told, range(MOST_COMPARED), strict=False))
    return len({person for person, said in compared if fuzz.ratio(words, bare(said), score_cutoff=ALIKE)})
