"""The short word pair that stands in an invitation and finds the right case again."""

from collections.abc import Collection
from typing import Final

import re2

_CONSONANTS: Final = "bdfghjklmnprstvz"
_VOWELS: Final = "aiou"
CODE_BYTES: Final = 4
_WORD: Final = f"[{_CONSONANTS}][{_VOWELS}][{_CONSONANTS}][{_VOWELS}][{_CONSONANTS}]"
_CODES: Final = re2.compile(rf"\b{_WORD}-{_WORD}\b")
_MENTION: Final = re2.compile(r"@([\w.\-]*\w(?:@[\w.\-]*\w)?)")
_AROUND: Final = " \t\r\n.!\u200b\ufeff"


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


def code_alone(text: str, *, addressed: Collection[str] = ()) -> str:
    """The code a text consists of, in small letters; "" where anything is written beside it.

    Mentions of `addressed` (addresses or their first parts, without sign) may stand beside it, those of others may not:
    who quotes a code, asks about it or tells it to somebody else does not say "this is me".
    """
    ours = {address.lower() for address in addressed}
    rest = _MENTION.sub(lambda said: " " if said[1].lower() in ours else said[0], text).strip().strip(_AROUND)
    return rest.lower() if _CODES.fullmatch(rest.lower()) else ""


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
