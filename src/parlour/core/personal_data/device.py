"""Identifiers of a person's device: IMEI, hardware address, serial number."""

import re
from collections.abc import Iterator

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser, luhn_holds

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


def _search(text: str, _region: str) -> Iterator[PersonalDatum]:
    for match in _IMEI.finditer(text):
        if luhn_holds(re.sub(r"\D", "", match.group(1))):
            yield PersonalDatum("device", match.start(1), match.end(1), 0.98)
    for match in _MAC.finditer(text):
        yield PersonalDatum("device", match.start(), match.end(), 0.95)
    for match in _SERIAL.finditer(text):
        yield PersonalDatum("device", match.start(1), match.end(1), 0.85)


DEVICE = Recogniser(("device",), _search, digits=2, cues="imei|:|-|serial|s/n|serien|serie")
