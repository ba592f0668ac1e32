"""Whether a reply repeats words we once settled on: word by word, whatever became of commas, capitals and a name."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import LCSseq

from parlour.core.text.fold import fold
from parlour.core.text.tokens import tokens

_SHORT: Final = 6
"""Words below which a wording may be a turn of phrase: it is repeated only where it is half of all that is said."""
_MAY_MISS: Final = 10
"""One word in so many may be missing or another one, save those with a figure in them."""
_MAY_ADD: Final = 4
"""One word for so many may stand between them: a name, a greeting."""


class Words(NamedTuple):
    """The folded words of a text, in order and as a set."""

    order: tuple[str, ...]
    kinds: frozenset[str]


@lru_cache(maxsize=8192)
def words_of(text: str) -> Words:
    """The words that are compared."""
    order = tuple(token.word for token in tokens(fold(text).text))
    return Words(order, frozenset(order))


def missing(wording: Words, said: Words) -> int | None:
    """How many words of `wording` lack where `said` comes nearest to it; None where it does not repeat it.

    The words stand in their order, close together.
    """
    words, count = wording.order, len(wording.order)
    spare = count // _MAY_MISS
    if not count or (count < _SHORT and 2 * count < len(said.order)) or len(wording.kinds - said.kinds) > spare:
        return None
    opening, reach = set(words[: spare + 1]), count + count // _MAY_ADD
    figures = [word for word in words if _has_figure(word)]
    best = max(
        (
            LCSseq.similarity(words, stretch)
            for start, word in enumerate(said.order)
            if word in opening and _holds(stretch := said.order[start : start + reach], figures)
        ),
        default=0,
    )
    return count - best if best >= count - spare else None


def _has_figure(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _holds(stretch: Sequence[str], figures: Sequence[str]) -> bool:
    """Whether these figures follow each other in the stretch: other ones say something else."""
    rest = iter(stretch)
    return all(figure in rest for figure in figures)
