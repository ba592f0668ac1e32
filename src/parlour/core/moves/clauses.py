"""A post cut into the short pieces in which people agree or refuse."""

import re2

from parlour.core.text import fold

_ADDRESSES = re2.compile(r"https?://\S+|[@#][\w.@-]+")
_APOSTROPHES = re2.compile(r"'")
_PAUSES = re2.compile(r"[.!;:,()\[\]\n\r\"/]+|\s-+\s")
_ASKED = re2.compile(r"\?")
_OTHER = re2.compile(r"[^a-z0-9? ]+")
_SPACES = re2.compile(r"\s+")


def clauses(text: str) -> tuple[str, ...]:
    """The text's clauses in order: folded, without addresses, apostrophes and signs; a question ends in ` ?`."""
    plain = _APOSTROPHES.sub("", _ADDRESSES.sub(" ", fold(text).text))
    cut = _PAUSES.sub("|", _ASKED.sub(" ?|", plain))
    pieces = (_SPACES.sub(" ", _OTHER.sub(" ", piece)).strip() for piece in cut.split("|"))
    return tuple(piece for piece in pieces if piece and piece != "?")
