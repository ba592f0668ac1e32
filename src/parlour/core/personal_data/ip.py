"""Internet addresses of both versions."""

import ipaddress
import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, named

_FOUR = re.compile(r"(?<![\w.\-])(?:\d{1,3}\.){3}\d{1,3}(?![\w\-]|\.\d)")
_SIX = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
_A_VERSION = re.compile(
    r"(?:version|\bver\.?|\bv|build|firmware|release|update|patch|driver|ios|android|windows|app|software|section|"
    r"kapitel|abschnitt|versi[oó]n|beta|alpha|patched|updated)\s?(?:to|is|auf|a|ist|es)?[\s(]{0,2}$",
    re.IGNORECASE,
)

_NAME_SERVERS = frozenset({"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "208.67.222.222", "208.67.220.220"})
_AT_HOME = ("10.", "192.168.", *(f"172.{part}." for part in range(16, 32)))


def _is_address(candidate: str) -> bool:
    """Whether this is an address that can point at a person's connection: none at home, none that answers names."""
    try:
        address = ipaddress.ip_address(candidate)
    except ValueError:
        return False
    if candidate in _NAME_SERVERS or (address.version == 4 and address.is_private and candidate.startswith(_AT_HOME)):
        return False
    return not (address.is_loopback or address.is_unspecified or address.is_multicast or candidate.startswith("255."))


def _four_holds(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 24) : match.start()]
    return _is_address(match.group()) and not _A_VERSION.search(before)


def _six_holds(match: re.Match[str]) -> bool:
    return len(match.group()) >= 6 and _is_address(match.group())


IP = Recogniser(
    ("ip",), (Rule(_FOUR, named("ip", 0.9, holds=_four_holds)), Rule(_SIX, named("ip", 0.95, holds=_six_holds)))
)
