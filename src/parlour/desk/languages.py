"""The languages triage tells apart, by name."""

from typing import Final

from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_noop as later

FIRST: Final = ("en", "de", "es")
"""Those it understands: they stand first where one is chosen."""
_OTHERS: Final = (
    "am ar az be bg bn ca cs da el et eu fa fi fr gu he hi hr hu hy id is it ja ka kn ko ku lo lt lv ml mr ms nl no "
    "or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh"
)
CODES: Final = (*FIRST, *_OTHERS.split())
OWN: Final = {
    "am": later("Amharic"),
    "gu": later("Gujarati"),
    "ku": later("Kurdish"),
    "lo": later("Lao"),
    "or": later("Odia"),
    "tl": later("Tagalog"),
    "yo": later("Yoruba"),
    "zh": later("Chinese"),
    "und": later("not known"),
}


def language_name(code: str) -> str:
    """Its name in the reader's language; the code itself where it has none."""
    if code in OWN:
        return gettext(OWN[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def languages() -> list[tuple[str, str]]:
    """Code and name of each, those it understands first, the others by name."""
    rest = sorted(((code, language_name(code)) for code in CODES[len(FIRST) :]), key=lambda pair: pair[1])
    return [(code, language_name(code)) for code in FIRST] + rest
