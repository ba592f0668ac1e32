"""Driving licences and number plates, where they are named as such."""

import re
from collections.abc import Iterator

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser

_BRITISH = re.compile(r"(?<!\w)[A-Z9]{5}\d[0156]\d[0-3]\d{2}[A-Z9]{2}[A-Z0-9][A-Z]{2}(?!\w)")
_SAID = re.compile(
    r"\b(?i:(?:driv(?:ing|er'?s?) )?licen[cs]e(?: plate)?|number plate|registration|reg|plate|vin|"
    r"führerschein|kennzeichen|"
    r"fahrgestellnummer|carn[eé](?: de conducir)?|permiso de conducir|matr[ií]cula)"
    r"(?i: (?:number|no\.?|nummer|nr\.?|n[uú]mero))?\s?(?i:is|was|:|#|ist|lautet|es)?\s?"
    r"(?P<ref>[A-Z0-9ÄÖÜ][A-Z0-9ÄÖÜ\- ]{3,18}[A-Z0-9])(?!\w)"
)


def _search(text: str, _region: str) -> Iterator[PersonalDatum]:
    for match in _BRITISH.finditer(text):
        yield PersonalDatum("licence", match.start(), match.end(), 0.95)
    for match in _SAID.finditer(text):
        if sum(character.isdigit() for character in match["ref"]) >= 2:
            yield PersonalDatum("licence", match.start("ref"), match.end("ref"), 0.85)


LICENCE = Recogniser(("licence",), _search, digits=2)
