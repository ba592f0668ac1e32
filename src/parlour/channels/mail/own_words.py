"""The words somebody wrote just now, without what they quote and sign with; in doubt everything stays."""

import re
from collections.abc import Sequence
from typing import Final

_QUOTED: Final = re.compile(r"^>+( |$|>)")
_SAYS_WHO: Final = re.compile(
    r"^(?:On|Am|El|Le)\b.{4,300}?\b(?:wrote|schrieb(?: [^:\n]{1,120})?|escribió|a écrit)\s?:$", re.DOTALL
)
_ORIGINAL: Final = re.compile(
    r"^-{2,} ?(?:original message|ursprüngliche nachricht|mensaje original|message d'origine) ?-{2,}$", re.IGNORECASE
)
_LINES_OF_WHO: Final = 3  # "On … wrote:" is wrapped into so many at most
_SIGNATURE: Final = "-- "


def own_words(text: str) -> str:
    """The text without its signature, the mail below it and the lines it answers; all of it where nothing is left."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = _without_quotes(_until_signature(lines))
    return "\n".join(kept).strip() or text.strip()


def _until_signature(lines: Sequence[str]) -> list[str]:
    """Up to the line that says that a signature or the whole mail before follows; never nothing but that."""
    for place, line in enumerate(lines):
        if (line == _SIGNATURE or _ORIGINAL.match(line.strip())) and any(one.strip() for one in lines[:place]):
            return list(lines[:place])
    return list(lines)


def _without_quotes(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    answers, place = False, 0
    while place < len(lines):
        after = _after_who(lines, place)
        if after:
            answers, place = True, after
            continue
        end = place
        while end < len(lines) and _QUOTED.match(lines[end]):
            end += 1
        if end == place:
            kept.append(lines[place])
            place += 1
            continue
        # A line that only looks like a quote ("> 5 days!") is one of theirs.
        at_the_end = end - place > 1 and not any(line.strip() for line in lines[end:])
        kept += [] if answers or at_the_end else lines[place:end]
        place = end
    return kept


def _after_who(lines: Sequence[str], place: int) -> int:
    """Where the line "On … wrote:" that begins here ends, 0 where none does: what follows is quoted, or nothing."""
    for many in range(1, _LINES_OF_WHO + 1):
        joined = "\n".join(line.strip() for line in lines[place : place + many])
        if _SAYS_WHO.match(joined):
            rest = [line for line in lines[place + many :] if line.strip()]
            return place + many if not rest or _QUOTED.match(rest[0]) else 0
    return 0
