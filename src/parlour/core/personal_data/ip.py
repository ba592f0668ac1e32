"""Internet addresses of both versions."""

import ipaddress
import re
from collections.abc import Iterator

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser

_FOUR = re.compile(r"(?<![\w.\-])(?:\d{1,3}\.){3}\d{1,3}(?![\w\-]|\.\d)")
_SIX = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
_A_VERSION = re.compile(
    r"(?:version|\bver\.?|\bv|build|firmware|release|update|patch|driver|ios|android|windows|app|software|section|"
    r"kapitel|abschnitt|versi[oó]n)\s?(?:to|is|auf|a|ist|es)?\s?$",
    re.IGNORECASE,
)


def _search(text: str, _region: str) -> Iterator[PersonalDatum]:
    for match in _FOUR.finditer(text):
        if _is_address(match.group()) and not _A_VERSION.search(text[max(0, match.start() - 24) : match.start()]):
            yield PersonalDatum("ip", match.start(), match.end(), 0.9)
    for match in _SIX.finditer(text):
        if len(match.group()) >= 6 and _is_address(match.group()):
            yield PersonalDatum("ip", match.start(), match.end(), 0.95)


def _is_address(candidate: str) -> bool:
    """Whether this is an address that can point at a person's connection."""
    try:
        address = ipaddress.ip_address(candidate)
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified or address.is_multicast or candidate.startswith("255."))


IP = Recogniser(("ip",), _search, digits=2, cues=".|:")
