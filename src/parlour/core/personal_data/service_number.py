"""Telephone numbers of services that the plans do not tell: whoever answers there is no private person.

What one country dials for a hotline is a town in another: 01805 is a German hotline and Torrington in Devon. Such a
number is a service's where it is written as only one country writes it, or where the words beside it say so.
"""

import re

# As nobody else writes a number: "0180 5 123456", "0900 123456", "902 123 456", "08 92 12 34 56", "0 892 123 456".
_WRITTEN_AS = re.compile(
    r"0180[ .\-/][1-7][ .\-/]?\d[\d ]{3,9}|0(?:137|900)[ .\-/](?:\d[ .\-/]?)?\d{5,7}|"
    r"(?:80[0367]|90[0125])(?:(?:[ .\-]\d{3}){2}|(?:[ .\-]\d\d){3})|"
    r"08(?:[ .\-]\d\d){4}|0[ .]8\d\d(?:(?:[ .]\d{3}){2}|(?:[ .]\d\d){3})"
)
_SAID_OF_A_SERVICE = re.compile(
    r"hotline|helpline|warteschleife|service-?(?:nummer|rufnummer|hotline| number| line)|kunden(?:service|dienst)|"
    r"customer (?:service|care)|surtax[ée]|service client",
    re.IGNORECASE,
)
# Towns whose numbers Britain has for services: "030 23125 217", "03301 123456".
_GERMAN_TOWN = re.compile(r"\(?03(?:\d[ /\-)]|\d{3}[ /\-]\d{4,6}$)")
# Shapes that another country has, too, and words of the language in which they are a service's.
_GERMAN = re.compile(r"0(?:180[1-7]|137|900)")
_FRENCH = re.compile(r"08[129]\d[ .]?(?:\d{3}[ .]?\d{3}|\d\d[ .]?\d\d[ .]?\d\d)")
_GERMAN_WORD = re.compile(
    r"\b(?:ich|ist|nicht|und|das|eure[rmns]?|euch|ihre[rmns]?|nummer|ruft?|rufe|angerufen|anruf\w{0,4}|keiner|"
    r"niemand|seit|kostet|geht)\b",
    re.IGNORECASE,
)
_FRENCH_WORD = re.compile(r"\b(?:appel\w{0,4}|num[ée]ro|je|votre|vous|depuis|joindre)\b", re.IGNORECASE)


def is_a_service(number: str, around: str, region: str) -> bool:
    """Whether a number without a country code is a service's, read in `region` and beside the words `around` it."""
    if _WRITTEN_AS.fullmatch(number):
        return True
    if _GERMAN.match(number):
        return region == "DE" or _said(around, _GERMAN_WORD)
    return _FRENCH.fullmatch(number) is not None and _said(around, _FRENCH_WORD)


def is_of_a_german_town(number: str, words: str) -> bool:
    """Whether a number that could be a British service's is written as in Germany, or among German words."""
    if not number.startswith(("03", "(03")):
        return False
    return _GERMAN_TOWN.match(number) is not None or _GERMAN_WORD.search(words) is not None


def _said(around: str, words: re.Pattern[str]) -> bool:
    return _SAID_OF_A_SERVICE.search(around) is not None or words.search(around) is not None
