"""Words of a text with their places."""

import re
from typing import NamedTuple

from parlour.core.text.date_words import MONTHS, WEEKDAYS
from parlour.core.text.number_words import KNOWN

# French and Italian drop a vowel before another ("l'adresse", "d'ici", "jusqu'au"): two words, not one.
_WORD = re.compile(r"(?:[ldjmtsnc]|(?:jus|lors|puis|quoi)?qu)(?='[^\W_]{2})|[^\W_]+(?:'[^\W_]+)*")
# Only from the first mark of a row, or a long row would be read again from each of its marks.
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+(?=[\s\"')\]]|$)[\"')\]]*|\n+")
_NO_END = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|nr|str|ca|bzw|sr|sra|av|avda|tel|geb|dob|ext|sg|fr|hr)|\b\d{1,2}|(?<!\d )\b[a-z]|"
    r"\b(?:am|bis|vom|den|el|este|le|ce) (?:mo|di|mi|do|sa|so|lun|mar|mie|jue|vie|sab|dom|mer|jeu|ven|sam|dim))$",
    re.IGNORECASE,
)

_FIGURES_FOR_LETTERS = str.maketrans("0134578", "oieastb")
_COUNTING = frozenset({*MONTHS, *WEEKDAYS, *KNOWN})


class Token(NamedTuple):
    """A word or number; `start` and `end` are half-open places in the text it was read from."""

    word: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a (usually folded) text; an apostrophe inside a word belongs to it, a hyphen divides.

    A word of dates or numbers with figures for letters ("m4rch", "s3venty") is told as the word it stands for.
    """
    return tuple(Token(_meant(match.group()), *match.span()) for match in _WORD.finditer(text))


def _meant(word: str) -> str:
    if word.isalpha() or word.isdigit():
        return word
    plain = word.translate(_FIGURES_FOR_LETTERS)
    return plain if plain in _COUNTING else word


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences, in order, with their closing marks and without outer space."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "." and _NO_END.search(text, max(0, match.start() - 10), match.start()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return tuple(trimmed for trimmed in (_trim(text, *span) for span in spans) if trimmed[0] < trimmed[1])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
