"""Names of persons, only where the text introduces them as such."""

import re
from collections.abc import Iterator

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser

_NAME = r"[^\W\d_a-zß-ÿ][^\W\d_]*(?:['’\-][^\W\d_]+)*"
_PARTICLE = r"(?:(?:von|van|de|del|della|der|den|la|bin|al|di|da|dos)\s){0,2}"
_INTRODUCED = re.compile(
    rf"\b(?i:my(?: full)? name is|my name's|the name is|name:|mein name ist|ich hei(?:ß|ss)e|me llamo|mi nombre es|"
    rf"nombre:|signed,|gezeichnet,)\s?(?P<name>{_NAME}(?:\s{_PARTICLE}{_NAME}){{0,3}})"
)
_SELF = re.compile(
    rf"\b(?:[Ii]['’]m|[Ii] am|[Tt]his is|[Ss]oy|[Hh]ier ist)\s(?P<name>{_NAME}(?:\s{_PARTICLE}{_NAME}){{1,3}})"
)
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau|Señora?|Sra?|Doña|Don)\b\.?\s(?P<name>{_NAME}(?:\s{_NAME}){{0,2}})"
)


def _search(text: str, _region: str) -> Iterator[PersonalDatum]:
    for pattern, confidence in ((_INTRODUCED, 0.9), (_SELF, 0.7), (_TITLED, 0.8)):
        for match in pattern.finditer(text):
            if not match["name"].isupper() or len(match["name"]) > 3:
                yield PersonalDatum("person", match.start("name"), match.end("name"), confidence)


PERSON = Recogniser(
    ("person",),
    _search,
    cues=(
        "name is|name's|name:|name ist|ich hei|me llamo|nombre|signed,|gezeichnet,|i'm |i’m |i am |this is |soy |"
        "hier ist |mr|ms|miss|dr|herr|frau|señor|sr|don"
    ),
)
