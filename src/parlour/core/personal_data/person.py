"""Names of persons, only where the text introduces them as such."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, named

DOUBTFUL = 0.75
"""Below this confidence an introduction could as well introduce something else."""
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


def _holds(match: re.Match[str]) -> bool:
    return not match["name"].isupper() or len(match["name"]) > 3


PERSON = Recogniser(
    ("person",),
    (
        Rule(_INTRODUCED, named("person", 0.9, group="name", holds=_holds)),
        Rule(_SELF, named("person", 0.7, group="name", holds=_holds)),
        Rule(_TITLED, named("person", 0.8, group="name", holds=_holds)),
    ),
)
