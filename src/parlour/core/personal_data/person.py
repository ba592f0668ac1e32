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
# Some of them are the names of persons too: who speaks, or has another name behind, is one.
_NOBODY_BEHIND = (
    r"(?!\s(?:called|calls|told|tells|said|says|rang|phoned|wrote|replied|promised|shouted|yelled|hung up|"
    r"was (?:so |very |really )?(?:rude|kind|friendly|unfriendly|nice|polite|impolite|lovely)|rief|sagte|dijo)\b)"
    r"(?!\s(?!(?:Magic|Eraser|Sheets?|Browser|Chromium|Documents?|Files?|Databases?|Online|App|Plan|Pro|Professional|"
    r"Server|Viewer|Season|Series|Episode|Christmas|Special|Fans?|Experience|Pageant|Contest|Winner|\w{3,6}day)\b)"
    r"[^\W\d_a-zß-ÿ][a-zß-ÿ])"
)
# Brands, programs, ranks and figures that are called as people are; in full, for a Mr Pepper is a person.
_NOBODY = re.compile(
    r"\b(?:Dr\.?\s(?:Martens|Pepper|Oetker|Scholl|Hauschka)|"
    r"Mr\.?\s(?:Muscle|Kipling|Whippy|Robot|Potato)|Mrs\.?\s(?:Doubtfire|Claus)|"
    r"Miss\s(?:Universe|World|Dior|Selfridge|Piggy)|"
    r"Ms\.?\s(?:Office|Excel|Teams|Windows|Outlook|Azure|Dynamics|Power[Pp]oint|Visio|Defender|Copilot)|"
    r"Sr\.?\s(?:Manager|Director|Engineer|Developer|Analyst|Consultant|Executive|Associate|Vice|Citizens?)|"
    r"Don\s(?:Quixote|Quijote)|Frau\sHolle|"
    rf"(?:Dr\.?\sWho|Mr\.?\sClean|Miss\sAmerica|Ms\.?\s(?:Word|Access|Edge|Paint|Project|Store)){_NOBODY_BEHIND})\b"
)

_LONGEST_TITLE = 6  # code points with what divides it from the name
_LONGEST_BEHIND = 24  # code points behind a name that tell a person


def _holds(match: re.Match[str]) -> bool:
    return not match["name"].isupper() or len(match["name"]) > 3


def is_nobody(text: str, start: int, end: int) -> bool:
    """Whether a name is part of what is only called as people are: "Dr. Martens"."""
    around = _NOBODY.finditer(text, max(0, start - _LONGEST_TITLE), end + _LONGEST_BEHIND)
    return any(match.start() < end and start < match.end() for match in around)


def _is_somebody(match: re.Match[str]) -> bool:
    return _holds(match) and _NOBODY.match(match.string, match.start()) is None


PERSON = Recogniser(
    ("person",),
    (
        Rule(_INTRODUCED, named("person", 0.9, group="name", holds=_holds)),
        Rule(_SELF, named("person", 0.7, group="name", holds=_holds)),
        Rule(_TITLED, named("person", 0.8, group="name", holds=_is_somebody)),
    ),
)
