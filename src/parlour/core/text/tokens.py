"""Words of a text with their places."""

import re
from typing import NamedTuple

# French and Italian drop a vowel before another ("l'adresse", "d'ici", "jusqu'au"): two words, not one.
_WORD = re.compile(r"(?:[ldjmtsnc]|(?:jus|lors|puis|quoi)?qu)(?='[^\W_]{2})|[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"')\]]|$)[\"')\]]*|\n+")
_NO_END = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|nr|str|ca|bzw|sr|sra|av|avda|tel|geb|dob|ext)|\b\d{1,2}|(?<!\d )\b[a-z])$",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A word or number; `start` and `end` are half-open places in the text it was read from."""

    word: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a (usually folded) text; an apostrophe inside a word belongs to it, a hyphen divides."""
    return tuple(Token(match.group(), *match.span()) for match in _WORD.finditer(text))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences, in order, with their closing marks and without outer space."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "." and _NO_END.search(text, max(0, match.start() - 8), match.start()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return tuple(trimmed for trimmed in (_trim(text, *span) for span in spans) if trimmed[0] < trimmed[1])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
