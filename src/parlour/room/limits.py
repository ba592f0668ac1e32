"""How often one address may knock. Behind a proxy the server in front of Django says whose address it is."""

from ipaddress import IPv6Address, ip_address
from typing import Final

from django.http import HttpRequest

from parlour.usecases import tokens
from parlour.usecases.house import House
from parlour.usecases.knocks import may_knock

LIMITS: Final = {
    "door": (60, 60),
    "proof": (20, 600),
    "code": (60, 600),
    "heard": (60, 60),
    "key": (60, 60),
    "inside": (300, 60),
    "live": (60, 60),
    "file": (120, 60),
}
"""What is done → how often in how many seconds. A whole family or office may share one address."""


def may(request: HttpRequest, what: str, *, house: House) -> bool:
    """Whether this address may do this once more; of the address only a digest is kept."""
    most, seconds = LIMITS[what]
    who = tokens.derived("parlour.room.knock", _network(request.META.get("REMOTE_ADDR", "")))
    return may_knock(f"{what}:{who}", most=most, seconds=seconds, house=house)


def _network(address: str) -> str:
    """An IPv4 address as it is; of an IPv6 address the part that is given to one household."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return known.exploded[:19]
    return str(known)
