"""Identifiers of a person's device: IMEI, hardware address, serial number."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, luhn_holds, named

_IMEI = re.compile(
    r"\bIMEI(?:\s?(?:number|no\.?|nummer|n[uú]mero))?\s?(?:is|:|#|ist|es)?\s?(\d{2}(?:[ \-]?\d){13})(?!\w)",
    re.IGNORECASE,
)
_MAC = re.compile(r"(?<![\w:\-])(?:[0-9A-Fa-f]{2}(?P<sep>[:\-]))(?:[0-9A-Fa-f]{2}(?P=sep)){4}[0-9A-Fa-f]{2}(?![\w:\-])")
_SERIAL = re.compile(
    r"\b(?:serial(?: (?:number|no\.?))?|s/n|seriennummer|n[uú]mero de serie)\s?(?:is|:|#|ist|lautet|es)?\s?"
    r"((?=[A-Z0-9\-]*\d)[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){5,24})(?!\w)",
    re.IGNORECASE,
)


def _imei_holds(match: re.Match[str]) -> bool:
    return luhn_holds(re.sub(r"\D", "", match.group(1)))


DEVICE = Recogniser(
    ("device",),
    (
        Rule(_IMEI, named("device", 0.98, group=1, holds=_imei_holds)),
        Rule(_MAC, named("device", 0.95)),
        Rule(_SERIAL, named("device", 0.85, group=1)),
    ),
)
