"""How a person understands what a brand says to them: an invitation to write privately, a closing word, a reply."""

import re

_PRIVATE = re.compile(
    r"\b(?:dms?|pns?|mds?|messages?|private(?:ly)?|direct(?:ly)?\s+message|nachricht(?:en)?|privat(?:e|en|er)?|direktnachricht"
    r"|mensajes?|privad[oa]s?|privadamente)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:please|(?:could|can|would|will)\s+you|(?:message|dm|write|tell|send)\s+(?:us|me|to\s+us|to\s+me)"
    r"|send\s+(?:us\s+)?a|bitte|schreib\w*|schick\w*|k[öo]nn(?:en|t|test|ten)\s+(?:sie|du|ihr)"
    r"|por\s+favor|escr[íi]b\w+|env[íi]\w+|m[áa]nd\w+|puede[sn]?|podr[íi]as?)\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:code|reference|quote|the\s+word|kennwort|codewort|dem\s+wort|referenz|stichwort|c[óo]digo|la\s+palabra"
    r"|referencia)\b"
    r"(?:\s+(?:the|this|your|code|words?|reference|number|is|das|die|der|ihr|ist|lautet|el|la|tu|su|es))*"
    r"[\s:\"'“”„«»‘’]+(?P<first>[\w-]+)(?:\s+(?P<second>[^\W\d_]+))?",
    re.IGNORECASE,
)


def reads_as_invitation(text: str, *, talked_before: bool) -> bool:
    """Whether a public reply asks to write privately.

    After a private talk the mere word ("sorted by message") is a closing remark, so then it has to ask as well.
    """
    return bool(_PRIVATE.search(text)) and (not talked_before or bool(_ASKS.search(text)))


def reference_code(text: str) -> str:
    """The code an invitation asks to quote: a word with a digit or hyphen, or else two words; "" if there is none."""
    match = _CODE.search(text)
    if match is None:
        return ""
    first, second = match["first"], match["second"]
    compact = bool(re.search(r"[\d-]", first))
    return first if compact or second is None else f"{first} {second}"
