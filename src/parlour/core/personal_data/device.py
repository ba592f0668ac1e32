"""Identifiers of a person's device: IMEI, SIM card, hardware address, serial number."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, is_in_a_url, luhn_holds, named

_IS = r"\s?(?:is|:|#|=|-|ist|lautet|es|est|è)?:?\s?"
_IMEI = re.compile(
    rf"\bIMEI\s?[12]?(?:[\s\-]?(?:number|no\.?|nr\.?|nummer|n[uú]m[eé]ro|code))?{_IS}(\d{{2}}(?:[ \-]?\d){{13}})(?!\w)",
    re.IGNORECASE,
)
# The number of a SIM card (ITU-T E.118).
_SIM = re.compile(
    rf"\b(?:iccid|sim(?:[ \-]?(?:card|karte))?)(?:[\s\-]?(?:number|no\.?|nr\.?|nummer|n[uú]m[eé]ro|serial))?{_IS}"
    r"(89(?:[ \-]?\d){17,18})(?!\w)",
    re.IGNORECASE,
)
_MAC = re.compile(r"(?<![\w:\-])(?:[0-9A-Fa-f]{2}(?P<sep>[:\-]))(?:[0-9A-Fa-f]{2}(?P=sep)){4}[0-9A-Fa-f]{2}(?![\w:\-])")
_MAC_SAID = re.compile(
    rf"\bmac(?:[ \-]?(?:address|adresse?))?{_IS}"
    r"((?=[A-F.]{0,13}\d)[0-9A-F]{4}\.[0-9A-F]{4}\.[0-9A-F]{4}|(?=[A-F]{0,11}\d)(?=\d{0,11}[A-F])[0-9A-F]{12})"
    r"(?!\w|\.\w)",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r"\b(?:serial(?: (?:number|no\.?|nr\.?))?|s/n|sn|serien-?(?:nummer|nr\.?)|serienummer|n[uú]m[eé]ro de s[eé]rie|"
    rf"n[º°] de s[eé]rie|numero di serie){_IS}"
    r"((?=[A-Z0-9\-]{0,24}\d)[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){5,24})(?!\w)",
    re.IGNORECASE,
)


def _luhn_holds(match: re.Match[str]) -> bool:
    return luhn_holds(re.sub(r"\D", "", match.group(1)))


def _is_said(match: re.Match[str]) -> bool:
    """Whether the word for it is a word, and no part of a link: "/snywwy5vywi2r4"."""
    return match.end() - match.start() > len(match.group(1)) + 2 or not is_in_a_url(match.string, match.start())


DEVICE = Recogniser(
    ("device",),
    (
        Rule(_IMEI, named("device", 0.98, group=1, holds=_luhn_holds)),
        Rule(_SIM, named("device", 0.97, group=1, holds=_luhn_holds)),
        Rule(_MAC, named("device", 0.95)),
        Rule(_MAC_SAID, named("device", 0.95, group=1)),
        Rule(_SERIAL, named("device", 0.85, group=1, holds=_is_said)),
    ),
)
