"""What somebody answers who was asked for it, and says nothing else: a place with its postcode, "Dover 19901", a code
told in pieces, "fd 69 jh", figures of a card in fours, a name or a password in small letters.

Where anything but an introducing word or thanks stands beside it, the text is about something, and this is silent.
"""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.answered_words import may_be_called, may_be_letters
from parlour.core.personal_data.code_words import said_of
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.phone_words import has_things_behind
from parlour.core.personal_data.recogniser import Rule, named

_BEGIN = (
    r"^\s*(?:@\w{1,30}:?\s+){0,2}"
    r"(?:(?:yes|yeah|yep|sure|ok|okay|ja|oui|s[ií]|hi|hello|hallo|hola|it['’]?s|it is),?\s+){0,3}"
)
_END = r"(?:[,.]?\s(?:thanks|thank you|please|danke|bitte|gracias|merci))?\s*[.!]?\s*$"
_W = r"[^\W\d_][^\W\d_'’.\-]{0,23}[.]?"
_NAMED_PLACE = rf"{_W}(?:[ \-]{_W}){{0,2}}"
_ZIP = r"(?:\d{5}(?:-\d{4})?|\d{6}|\d{3} \d{3})"
_CALLED = r"(?:zip ?code|zip|post ?code|pin ?code|plz|postleitzahl|code postal|c[oó]digo postal|cp|is|and)"
_FROM = (
    r"(?:(?:my |the )?(?:city|town|place|location|area|address|stadt|ort|wohnort|ciudad|ville)"
    r"(?: name)?(?: (?:is|ist|es|est))?:?|(?:i['’]?m|i am|we are) from|i live in|ich wohne in|ich bin aus|vivo en|"
    r"soy de|j['’]habite(?: [àa])?|je suis de)\s+"
)
_PLACE = re.compile(
    rf"{_BEGIN}(?:{_FROM})?(?P<ref>(?P<place>{_NAMED_PLACE}?),? (?:{_CALLED}:? ){{0,2}}(?P<zip>{_ZIP}))"
    rf"(?: (?:thru|through|to|bis|-) \d{{5,6}})?{_END}",
    re.IGNORECASE,
)
# "10115 Berlin": so Germans, the French and Spaniards write it.
_PLACE_BEHIND = re.compile(
    rf"{_BEGIN}(?:{_FROM})?(?P<ref>(?P<zip>{_ZIP}) (?P<place>{_NAMED_PLACE})){_END}", re.IGNORECASE
)
_ASKS = r"(?:,? (?:is (?:this|that)(?: one)?(?: the)?(?: right| correct| ok)(?: one)?|right|correct)\s?\??)?"
_PIECES = re.compile(
    rf"{_BEGIN}(?:{_W} )?(?P<ref>(?:\d{{1,4}} )?[a-z]{{1,3}} \d{{1,4}} [a-z]{{1,4}}(?: \d{{1,4}}(?: [a-z]{{1,3}})?)?)"
    rf"{_ASKS}{_END}",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"{_BEGIN}(?P<ref>[a-z]{{2,3}} \d{{3,5}}),? is (?:this|that)(?: one)? (?:right|correct)\s?\??\s*$", re.IGNORECASE
)
_OF_BUSINESS = {
    "booking": r"(?:confirmation|booking|reservation|record|pnr|buchungs|reservierungs|reserva|r[ée]servation)",
    "account": r"(?:account|acct|customer|client|kunden|konto|cuenta|cliente|compte|client)",
    "policy": r"(?:policy|versicherungs|vertrags|p[oó]liza|contrat)",
    "claim": r"(?:claim|schaden|siniestro|sinistre)",
    "order": r"(?:order|bestell|auftrags|pedido|commande)",
    "ticket": r"(?:ticket|case|reference|ref|vorgangs|caso|dossier)",
}
_NAMED_PIECES = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{kind}>{word})' for kind, word in _OF_BUSINESS.items())})[ \-]?(?:number|num|no|nr|nummer|"
    rf"code|id|n[úu]mero)\.?(?: (?:is|was|ist|es|est|should (?:be|read))|:)? (?P<ref>[a-z]{{2,5}} \d{{2,7}}){_END}",
    re.IGNORECASE,
)
_FOURS = re.compile(rf"{_BEGIN}(?P<ref>[3-6]\d{{3}}(?: \d{{4}}){{3}}){_END}", re.IGNORECASE)
_CARD = re.compile(
    r"\bmy (?:(?:credit|debit|bank|visa|master) ?)?card(?:['’]s)? (?:number|no|num)\.?"
    rf"(?: is| was|:| should (?:be|read)) (?P<ref>\d{{4}}){_END}",
    re.IGNORECASE,
)
_SSN = re.compile(
    r"(?:^|\s|\b[a-z]{2,16})(?:ssn|social security)(?: (?:number|num|no)\.?)?"
    r"(?: (?:last|final) (?:4|four)(?: (?:digits?|numbers?))?)?(?: is| was|:)? "
    rf"(?P<ref>(?<=is )\d{{3,9}}|\d{{4}})(?:(?: and| an| the)? \d{{4,6}})?{_END}",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    rf"{_BEGIN}(?:my |the |das |mein |mi |mon )?(?:password|passwort|kennwort|contrase[nñ]a|mot de passe)"
    rf"(?: is| ist| es| est|:) (?P<ref>[^\W\d_]{{5,24}}){_END}",
    re.IGNORECASE,
)
_OF_A_PASSWORD = re.compile(
    r"\w+(?:ed|ing|able|ible|lich|ado|ada|ido|ida|ée?)|(?:ge|ver)\w+t|wrong|invalid|required|needed|incorrect|correct|weak|"
    r"strong|empty|gone|missing|hidden|broken|unknown|useless|known|falsch|richtig|abgelaufen|gesperrt|"
    r"unbekannt|incorrecta|correcta|falsa|faux|invalide|valide|juste|short|still|always|never|again|false|there|"
    r"stolen|public|secure|unsafe|default|blank|changed|error|please|lame|simple|where|sicher|immer|nicht|wieder",
    re.IGNORECASE,
)
_MY_PASSWORD = re.compile(
    rf"{_BEGIN}(?P<ref>(?=[a-z ]{{0,12}}\d)[a-z\d]{{1,12}}(?: [a-z\d]{{1,6}}){{0,3}}) "
    rf"(?:is |as )?(?:my|our) password{_END}",
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"{_BEGIN}(?:my (?:full |first |last )?name is|mein name ist|ich hei(?:ß|ss)e|me llamo|mi nombre es|"
    rf"je m['’]appelle|mon nom est) (?P<ref>[^\W\d_]{{3,20}}(?: [^\W\d_]{{2,20}}){{0,2}}){_END}",
    re.IGNORECASE,
)
_OF_A_NAME = re.compile(
    r"\b(?:\w+ed|spel\w+|wrong|incorrect|correct|missing|mud|not|still|different|everywhere|clear|blank|empty|down|under|up|"
    r"out|review|printed|safe|public|on|in|the|and|but|there|here|gone|"
    r"nowhere|unknown|common|rare|long|short|falsch|nicht|noch|mal|etwas|anders|nur|auf|immer|sp[äa]ter|schon|so|too|"
    r"incorrecto|otro|no|la|el|mal|pas|faux|erron[ée]\w?|toujours|private|public|secret|legion|nobody|what|why)\b",
    re.IGNORECASE,
)


def _place(match: re.Match[str], _region: str) -> PersonalDatum | None:
    start, end = match.span("ref")
    place = match["place"]
    if match["zip"].endswith("000") or not may_be_called(place):
        return None
    if said_of(place, len(place), len(place)) is not None:
        return None
    return PersonalDatum("address", start, end, 0.6)


def _place_behind(match: re.Match[str], region: str) -> PersonalDatum | None:
    """What is counted stands behind its figures as well: round ones are left, and words of many in small letters."""
    place, end = match["place"], match.end("zip")
    if place.islower() and (match["zip"].endswith("00") or (place.endswith("s") and place != "paris")):
        return None
    if is_counted(match.string, match.start("zip"), end) or has_things_behind(match.string, end):
        return None
    return _place(match, region)


def _has_letters(match: re.Match[str]) -> bool:
    return may_be_letters(match["ref"])


def _named_pieces(match: re.Match[str], _region: str) -> PersonalDatum | None:
    if not may_be_letters(match["ref"]):
        return None
    return PersonalDatum(next(kind for kind in _OF_BUSINESS if match[kind]), match.start("ref"), match.end("ref"), 0.65)


def _is_a_secret(match: re.Match[str]) -> bool:
    return _OF_A_PASSWORD.fullmatch(match["ref"]) is None


def _is_a_name(match: re.Match[str]) -> bool:
    return _OF_A_NAME.search(match["ref"]) is None


ANSWERED = (
    Rule(_FOURS, named("card", 0.7, group="ref")),
    Rule(_CARD, named("card", 0.7, group="ref")),
    Rule(_SSN, named("national_id", 0.8, group="ref")),
    Rule(_NAMED_PIECES, _named_pieces),
    Rule(_MY_PASSWORD, named("secret", 0.7, group="ref")),
    Rule(_PASSWORD, named("secret", 0.65, group="ref", holds=_is_a_secret)),
    Rule(_PIECES, named("booking", 0.55, group="ref", holds=_has_letters)),
    Rule(_ASKED, named("booking", 0.55, group="ref", holds=_has_letters)),
    Rule(_PLACE, _place),
    Rule(_PLACE_BEHIND, _place_behind),
    Rule(_NAME, named("person", 0.8, group="ref", holds=_is_a_name)),
)
