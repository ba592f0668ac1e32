"""Tables of texts in which ⟦…⟧ marks exactly what has to be found."""

import re

from parlour.core.personal_data import find
from parlour.core.personal_data.reference import REFERENCE


def read(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and the code point spans that were marked."""
    plain, spans = "", []
    for piece in re.split("(⟦[^⟧]*⟧)", marked):
        if piece.startswith("⟦"):
            spans.append((len(plain), len(plain) + len(piece) - 2))
        plain += piece.strip("⟦⟧")
    return plain, spans


def found(kind: str, text: str, region: str = "US") -> list[tuple[int, int]]:
    """The spans found of one kind."""
    return [(datum.start, datum.end) for datum in find(text, region=region) if datum.kind == kind]


def references(text: str) -> list[tuple[int, int]]:
    """The spans of references of any kind."""
    return [(datum.start, datum.end) for datum in find(text) if datum.kind in REFERENCE.kinds]
