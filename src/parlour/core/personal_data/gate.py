"""The gate before the recognisers: one linear pass over a text that tells which patterns can match in it at all."""

import re
from collections.abc import Iterator, Sequence

import re2

# What Python means by \s and \w; RE2 means ASCII ones only. Beyond ASCII every character may be part of a word.
_SPACE = r"\s\x0b\x1c-\x1f\x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_WORD = r"\w\x{80}-\x{10ffff}"
_INSIDE = {r"\s": _SPACE, r"\w": _WORD, r"\d": r"\p{Nd}"}
_OUTSIDE = {r"\s": f"[{_SPACE}]", r"\w": f"[{_WORD}]", r"\d": r"\p{Nd}", r"\b": ""}
# A class that excludes may exclude less than Python's, never more.
_EXCLUDED = {r"\W": r"\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f", r"\d": "0-9"}
_PART = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])+\]|\(\?(?:<?[=!]|P<\w+>|P=\w+\)|\w*:)|\{\d+,\d+\}|.", re.DOTALL)
# Letters that Python's patterns take for cases of an ASCII one; as a capital, since a name may begin with them.
_CASES = (("\u0130", "I"), ("\u0131", "I"), ("\u017f", "S"), ("\u212a", "K"))
_MEMORY = 64 << 20


class Gate:
    """Tells which of many patterns can match in a text; it may name too many of them, never too few."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        options = re2.Options()
        options.max_mem = _MEMORY
        self._count = len(patterns)
        self._set = re2.Set.SearchSet(options)
        # Matches every text: where even this is missing the matcher ran out of memory, and nothing is ruled out.
        self._set.Add("")
        for pattern in patterns:
            self._set.Add(loosened(pattern))
        self._set.Compile()

    def open_for(self, text: str) -> Sequence[int]:
        """The places, in order, of the patterns that can match in the text."""
        if not text.isascii():
            for letter, plain in _CASES:
                text = text.replace(letter, plain)
        found = self._set.Match(text.encode("utf-8", "replace"))
        if not found or len(found) == 1:
            return () if found else range(self._count)
        return [place - 1 for place in sorted(found)[1:]]


def loosened(pattern: re.Pattern[str]) -> str:
    """An expression of RE2 that matches somewhere in every text in which the pattern does.

    It leaves out what RE2 cannot say (looking ahead and behind, back references, word boundaries beyond ASCII) and
    the upper bounds of repetitions, which cost it memory.
    """
    flags = "(?i)" if pattern.flags & re.IGNORECASE else ""
    return flags + "".join(_translated(iter(_PART.findall(pattern.pattern))))


def _translated(parts: Iterator[str]) -> Iterator[str]:
    first = True
    for part in parts:
        if part.startswith(("(?=", "(?!", "(?<=", "(?<!")):
            _skip_group(parts)
            continue
        yield r"\b" if first and part == r"\b" else _one(part)
        first = False


def _skip_group(parts: Iterator[str]) -> None:
    depth = 1
    while depth:
        part = next(parts)
        depth += part.startswith("(") and not part.startswith("(?P=")
        depth -= part == ")"


def _one(part: str) -> str:
    if part.startswith("(?P="):
        return "(?s:.)"
    if part.startswith("(?P<"):
        return "(?:"
    if part == "(":
        return "(?:"
    if part.startswith("{") and "," in part:
        least, most = map(int, part[1:-1].split(","))
        return part if most <= 3 else {0: "*", 1: "+"}.get(least, f"{{{least},}}")
    if part.startswith("[^"):
        return _replaced(part, _EXCLUDED)
    return _replaced(part, _INSIDE) if part.startswith("[") else _OUTSIDE.get(part, part)


def _replaced(part: str, meanings: dict[str, str]) -> str:
    return re.sub(r"\\.", lambda match: meanings.get(match.group(), match.group()), part)
