"""Signs as a reader counts them: grapheme clusters, and what the networks that count by them make of those.

Extended grapheme clusters are those of Unicode Standard Annex 29, table 1c (https://unicode.org/reports/tr29/), with
its rule for Indic conjuncts (GB9c). Bluesky's `maxGraphemes` counts them
(https://atproto.com/specs/lexicon#string). X gives every emoji, however it is put together, the weight of two letters:
twitter-text, configuration v3, `emojiParsingEnabled` (https://github.com/twitter/twitter-text, config/v3.json;
https://docs.x.com/fundamentals/counting-characters).
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_PICTURES: Final = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u2388\u23cf\u23e9-\u23f3"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2605\u2607-\u2612\u2614-\u2685\u2690-\u2705"
    "\u2708-\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767"
    "\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171\U0001f17e\U0001f17f\U0001f18e"
    "\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a"
    "\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa\U0001f400-\U0001f53d\U0001f546-\U0001f64f\U0001f680-\U0001f6ff"
    "\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff\U0001f80c-\U0001f80f\U0001f848-\U0001f84f\U0001f85a-\U0001f85f"
    "\U0001f888-\U0001f88f\U0001f8ae-\U0001f8ff\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff"
    "\U0001fc00-\U0001fffd"
)
"""Extended_Pictographic of emoji-data.txt, which Python's `unicodedata` does not have."""
# A letter for each class of signs; the first class that a sign belongs to is its own. GraphemeBreakProperty.txt.
_CLASSES: Final = tuple(
    (letter, re.compile(f"[{signs}]"))
    for letter, signs in (
        ("R", "\r"),
        ("N", "\n"),
        ("Z", "\u200d"),
        ("F", "\U0001f1e6-\U0001f1ff"),
        # Viramas that join consonants, and the consonants of their scripts.
        ("I", "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d"),
        ("K", ("\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a95-\u0ab9\u0af9"
              "\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a")),
        ("M", "\u200c\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"),
        ("P", ("\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f"
              "\U00011941\U00011a3a\U00011a84-\U00011a89\U00011d46")),
        ("S", "\u0e33\u0eb3"),
        # Vowels behind a consonant that stand for themselves all the same.
        ("O", ("\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c\u1a61\u1a63\u1a64"
              "\uaa7b\uaa7d\U00011720\U00011721")),
        ("L", "\u1100-\u115f\ua960-\ua97c"),
        ("V", "\u1160-\u11a7\ud7b0-\ud7c6"),
        ("T", "\u11a8-\u11ff\ud7cb-\ud7fb"),
        ("E", _PICTURES),
    )
)  # fmt: skip
_BY_CATEGORY: Final = {"Mn": "M", "Me": "M", "Mc": "S", "Cc": "C", "Cf": "C", "Cs": "C", "Zl": "C", "Zp": "C"}
_CLUSTER: Final = re.compile(
    r"RN|[RNC]|P*(?:L*(?:V+|WV*|X)T*|L+|T+|FF|E(?:[MI]*ZE)*|K(?:[MZ]*I[MIZ]*K)*|[^RNCP])[MIZS]*|P+[MIZS]*"
)
_SYLLABLES, _TAILS = range(0xAC00, 0xD7A4), 28
_LIGHT = ((0x0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""Code points that X counts once, all others twice (`ranges` of its configuration)."""
_AS_PICTURE, _KEY = "\ufe0f", "\u20e3"


def graphemes(text: str) -> list[str]:
    """The grapheme clusters of a text, in order; together they are the text."""
    classes = "".join(map(_class_of, text))
    return [text[slice(*match.span())] for match in _CLUSTER.finditer(classes)]


def weight(text: str) -> int:
    """How long X takes a text without links to be: two for an emoji, one for a light sign, two for any other."""
    return sum(2 if _is_emoji(cluster) else _weight_of(cluster) for cluster in graphemes(_composed(text)))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _weight_of(cluster: str) -> int:
    return sum(1 if any(low <= ord(sign) <= high for low, high in _LIGHT) else 2 for sign in cluster)


def _is_emoji(cluster: str) -> bool:
    """Whether this is a picture, a flag or the key of a telephone; ©, ® and figures alone are signs of a text."""
    first = _class_of(cluster[0])
    if first in "EF":
        return _AS_PICTURE in cluster or _weight_of(cluster[0]) == 2
    return cluster[0] in "0123456789#*" and cluster[1:] in (_KEY, _AS_PICTURE + _KEY)


@lru_cache(maxsize=4096)
def _class_of(sign: str) -> str:
    if "\x20" <= sign < "\x7f":
        return "O"
    if ord(sign) in _SYLLABLES:
        return "X" if (ord(sign) - _SYLLABLES.start) % _TAILS else "W"
    named = next((letter for letter, signs in _CLASSES if signs.match(sign)), "")
    return named or _BY_CATEGORY.get(unicodedata.category(sign), "O")
