"""Houses at which people have their own mailbox, whatever stands before the "@"."""

MAIL_HOUSES = frozenset(
    "gmail googlemail hotmail outlook live msn yahoo ymail rocketmail icloud me mac aol gmx web t-online "
    "freenet posteo mailbox mail email proton protonmail tutanota zoho fastmail hush hushmail yandex rambler "
    "seznam rediffmail qq 163 126 naver hanmail orange wanadoo laposte free sfr neuf alice libero virgilio "
    "tiscali telefonica movistar terra arcor aon chello bluewin hispeed btinternet btopenworld ntlworld "
    "blueyonder talktalk virginmedia ziggo kpnmail telenet skynet bigpond optusnet".split()
)
"""First labels of their domains, in small letters."""
_ONLY_AS_NET = frozenset("comcast verizon att sbcglobal bellsouth cox charter earthlink".split())


def is_of_a_mail_house(domain: str) -> bool:
    """Whether anybody may have a mailbox at a domain ("gmail.com", "bluewin.ch", "att.net")."""
    house, _, ending = domain.lower().partition(".")
    return bool(ending) and (house in MAIL_HOUSES or (house in _ONLY_AS_NET and ending == "net"))
