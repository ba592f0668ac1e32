"""Texts as numbers of word pieces, the way the encoder has learnt to read: lower case, no accents, longest match first.

The rules are those of BERT's uncased vocabulary (Devlin et al. 2019, https://arxiv.org/abs/1810.04805).
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_UNSEEN = frozenset(("Cc", "Cf", "Co", "Cs"))
LONGEST_WORD = 100
"""Letters; a longer word is unknown as a whole."""

# Ideographs stand as words of their own: block, extensions and compatibility forms.
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pieces:
    """Numbers of a text's pieces between BEGIN and END; `start` and `end` of each in the text, 0 for those two."""

    number: Sequence[int]
    start: Sequence[int]
    end: Sequence[int]

    def moved(self, by: int) -> "Pieces":
        """These pieces in a text that has so many letters more before them."""
        if not by:
            return self
        inner = slice(1, -1)
        start, end = ([0, *(place + by for place in places[inner]), 0] for places in (self.start, self.end))
        return Pieces(self.number, start, end)


_Word = tuple[str, Sequence[int]]
"""Letters as the vocabulary has them, and where in the text each comes from."""


class WordPiece:
    """A vocabulary of pieces; those that continue a word begin with ##."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._number[UNKNOWN]

    def read(self, text: str, most: int) -> Pieces:
        """The first pieces of the text, at most `most` with BEGIN and END."""
        number, start, end = [self._number[BEGIN]], [0], [0]
        for letters, at in _words(text):
            for piece, first, last in self._pieces(letters):
                number.append(piece)
                start.append(at[first])
                end.append(at[last - 1] + 1)
            if len(number) >= most - 1:
                break
        inner = slice(0, most - 1)
        return Pieces([*number[inner], self._number[END]], [*start[inner], 0], [*end[inner], 0])

    def _pieces(self, signs: str) -> list[tuple[int, int, int]]:
        """Number, first and last letter of each piece; the whole word is unknown when any part of it is."""
        if len(signs) > LONGEST_WORD:
            return [(self._unknown, 0, len(signs))]
        found: list[tuple[int, int, int]] = []
        first = 0
        while first < len(signs):
            last = self._longest(signs, first)
            if last == first:
                return [(self._unknown, 0, len(signs))]
            found.append((self._number["##" * (first > 0) + signs[first:last]], first, last))
            first = last
        return found

    def _longest(self, signs: str, first: int) -> int:
        mark = "##" if first else ""
        for last in range(len(signs), first, -1):
            if mark + signs[first:last] in self._number:
                return last
        return first


def _words(text: str) -> Iterator[_Word]:
    """Runs of letters and digits; every sign of punctuation and every ideograph is a word of its own."""
    word: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        kind, letters = _read(sign)
        if kind == "word":
            word.append(letters)
            places.extend([at] * len(letters))
            continue
        if kind == "nothing":
            continue
        if word:
            yield "".join(word), places
            word, places = [], []
        if kind == "alone":
            yield from ((letter, [at]) for letter in letters)
    if word:
        yield "".join(word), places


@lru_cache(maxsize=4096)
def _read(sign: str) -> tuple[str, str]:
    """What a sign is to the vocabulary (`word`, `alone`, `space`, `nothing`), and its letters without accents."""
    if sign in "\t\n\r" or unicodedata.category(sign) == "Zs":
        return "space", ""
    if sign in "\0\ufffd" or unicodedata.category(sign) in _UNSEEN:
        return "nothing", ""
    letters = "".join(each.lower() for each in unicodedata.normalize("NFD", sign) if unicodedata.category(each) != "Mn")
    if not letters:
        return "nothing", ""
    alone = any(low <= ord(sign) <= high for low, high in _IDEOGRAPHS) or _is_punctuation(letters[0])
    return "alone" if alone else "word", letters


def _is_punctuation(sign: str) -> bool:
    plain = sign.isascii() and not sign.isalnum()
    return plain or unicodedata.category(sign).startswith("P")
