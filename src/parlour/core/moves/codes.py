"""The short word pair that stands in an invitation and finds the right case again."""

from typing import Final

import re2

_CONSONANTS: Final = "bdfghjklmnprstvz"
_VOWELS: Final = "aiou"
CODE_BYTES: Final = 4
_WORD: Final = f"[{_CONSONANTS}][{_VOWELS}][{_CONSONANTS}][{_VOWELS}][{_CONSONANTS}]"
_CODES: Final = re2.compile(rf"\b{_WORD}-{_WORD}\b")


def code_from(secret: bytes) -> str:
    """A sayable code such as `lusab-gitof` from CODE_BYTES unguessable bytes; one pair of letters groups for each two.

    It stands in public and opens nothing by itself: it counts only together with the author's exact address.
    Raises ValueError for another number of bytes.
    """
    if len(secret) != CODE_BYTES:
        raise ValueError(f"A code is made of {CODE_BYTES} bytes, not {len(secret)}.")
    return "-".join(_word(int.from_bytes(secret[start : start + 2])) for start in range(0, CODE_BYTES, 2))


def codes_in(text: str) -> tuple[str, ...]:
    """Everything in a text that has the shape of a code, in small letters."""
    return tuple(match.group() for match in _CODES.finditer(text.lower()))


def _word(number: int) -> str:
    """Sixteen bits as consonant, vowel, consonant, vowel, consonant."""
    letters = (
        _CONSONANTS[number >> 12],
        _VOWELS[number >> 10 & 3],
        _CONSONANTS[number >> 6 & 15],
        _VOWELS[number >> 4 & 3],
        _CONSONANTS[number & 15],
    )
    return "".join(letters)
