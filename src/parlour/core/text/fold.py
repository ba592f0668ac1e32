"""What a text looks like to a reader: look-alike letters, invisible marks, width, case and accents folded away."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters of other scripts that pass for Latin ones in most typefaces. Case variants that look alike are both listed.
_LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕԁԛԝһӏАВЕКМНОРСТХІЈЅҮӀвкмнтгαορνικτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧɑɡıℓ꞉∕⁄․",
        "aeopcyxijsdqwhlABEKMHOPCTXIJSYIbkmhtraopvikTuxABEZHIKMNOPTYXagil://.",
        strict=True,
    )
)
# Small capitals, and letters with a hook or a stroke that Unicode does not take apart.
_DRESSED = dict(
    zip(
        "ᴀʙᴄᴅᴇꜰғɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢƀɓƈɗɇƒɠħɦɨƙłɱɲɳŋɵƥʠɍɽʂŧƭʈʉʋⱱɯƴƶȥəօսհոցԵᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ",
        "abcdeffghijklmnopqrstuvwyzbbcdefghhiklmnnnopqrrstttuvvwyzzeouhngEABCDEHJKLMPRSTVWZ",
        strict=True,
    )
)
# Letters in black circles and squares, which have no plain form of their own either.
_ENCLOSED = {chr(start + place): chr(65 + place) for start in (0x1F150, 0x1F170) for place in range(26)}
_DASHES = "‐‑‒–—―−﹘﹣－⁃"
_APOSTROPHES = "’‘ʼʹ′‛´＇"
_QUOTES = "“”„‟«»″"
_PLAIN = (
    _LOOK_ALIKES
    | _DRESSED
    | _ENCLOSED
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | {"🔟": "10", "…": "...", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"}
)
# The letter O among figures is a nought: "2O75,4O", "34.OOO"; but "1o" is a rank.
_FIGURE = re.compile(r"(?<!\w)\d[\do]*(?:[.,][\do]+)*(?!\w)")
_INVISIBLE_CATEGORIES = frozenset({"Mn", "Me", "Cf"})
_INVISIBLE_OTHERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u2800")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin[i]` is the code point of the original that folded character `i` came from."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original behind the folded span [start, end); empty spans stay empty."""
        if start >= end:
            here = self.origin[start] if start < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)
            return here, here
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str, *, keep_case: bool = False) -> Folded:
    """Fold a text, in one pass; with `keep_case` letters keep their case and accents."""
    if text.isascii():
        return Folded(text if keep_case else _counted(text.lower()), range(len(text)))
    pieces = list(map(_shown if keep_case else _bare, text))
    folded = "".join(pieces) if keep_case else _counted("".join(pieces))
    if len(folded) == len(text) and all(pieces):
        return Folded(folded, range(len(text)))
    return Folded(folded, [index for index, piece in enumerate(pieces) for _ in piece])


def _counted(text: str) -> str:
    return _FIGURE.sub(_noughts, text) if "o" in text else text


def _noughts(figure: re.Match[str]) -> str:
    ranked = figure[0].endswith("o") and figure[0][:-1].isdigit()
    return figure[0] if ranked else figure[0].replace("o", "0")


@lru_cache(maxsize=16384)
def _shown(character: str) -> str:
    """A character without disguise, in its own case and with its own accent."""
    plain = _PLAIN.get(character)
    if plain is not None:
        return plain
    if unicodedata.category(character) in _INVISIBLE_CATEGORIES or character in _INVISIBLE_OTHERS:
        return ""
    if unicodedata.category(character) == "Zs":
        return " "
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    return unicodedata.normalize("NFKC", character)


@lru_cache(maxsize=16384)
def _bare(character: str) -> str:
    """A character without disguise, case and accent."""
    shown = "".join(map(_undisguised, unicodedata.normalize("NFKD", _shown(character))))
    return shown.casefold()


def _undisguised(character: str) -> str:
    return "" if unicodedata.combining(character) else _PLAIN.get(character, character)
