"""E-mail addresses, plain or written with words for the signs."""

import re

from parlour.core.personal_data.mail_houses import is_of_a_mail_house
from parlour.core.personal_data.recogniser import Recogniser, Rule, named

# Of all apostrophes only that of "O'Brien" is part of the address: "d'ana@…" is French for "of ana@…".
_PLAIN = re.compile(
    r"(?<![\w.%+\-@])(?:(?:[\w%+\-]{1,30}[.\-])?[oO]['’])?(?P<local>[\w.%+\-]{1,64})"
    r"@(?P<domain>(?:[\w\-]{1,63}\.){1,4}[^\W\d_]{2,24})(?![\w@])"
)
_AT = (
    r"(?:\s?[\[({<]\s?(?:at|@|arroba|arobase|chiocciola|ät)\s?[\])}>]\s?|"
    r"\s(?:at|arroba|arobase|chiocciola|ät)\s)"
)
_DOT = r"(?:\s?[\[({<]\s?(?:dot|punkt|punto|point|\.)\s?[\])}>]\s?|\s(?:dot|punkt|punto|point)\s|\.)"
_SIGN = (
    r"(?:dot|punkt|punto|point|underscore|unterstrich|gui[oó]n bajo|gui[oó]n|tiret(?: (?:du )?bas)?|"
    r"trattino(?: basso)?|hyphen|bindestrich)"
)
_PARTS = rf"(?:\s{_SIGN}\s\w{{1,32}}){{0,3}}"
_SPOKEN = re.compile(
    rf"(?<![\w.+\-@])(?P<local>[\w.+\-]{{1,64}}?{_PARTS})({_AT})(?P<domain>[\w\-]{{1,63}})({_DOT})"
    rf"([\w\-]{{2,63}}(?:{_DOT}[a-z]{{2,10}})?)(?!\w)",
    re.IGNORECASE,
)
# Of the great mail houses everybody knows that a point belongs before the ending.
_KNOWN = re.compile(
    rf"(?<![\w.+\-@])(?P<local>[\w.+\-]{{1,64}}{_PARTS})(?:\s?@\s?|\s(?:at|arroba|arobase|chiocciola|ät)\s)"
    r"(?:g(?:oogle)?mail|yahoo|hotmail|outlook|icloud|aol|proton(?:mail)?|gmx|web|live|msn|ymail|mail)"
    r"\s?(?:\.|,|dot|punkt|punto)?\s?(?:com|co\.uk|net|org|de|es|fr|it|at|ch|nl|me)(?![\w@])",
    re.IGNORECASE,
)
_EVERYDAY = (
    "us|me|it|them|you|is|are|be|was|here|out|look|looked|looking|find|found|check|order|ordered|shop|buy|available|"
    "arrive|arrived|again|live|work|works|working|that|this|read|see|online|time|people|store|stores|meet|in|up|on|account|accounts|or|and|my|your|via|email|mail|support|one"
)
_NOT_A_MAILBOX = frozenset(_EVERYDAY.split("|"))
_ROLE = re.compile(
    r"(?:info|information|help|help[.\-]?desk|support|service|services|customer[._\-]?(?:services?|care|support)|care|"
    r"contact|contact[._\-]?us|office|reception|sales|orders?|returns|refunds|complaints|claims|billing|payments|bookings|"
    r"reservations|enquiries|inquiries|press|media|news|newsletter|marketing|jobs|careers|hr|privacy|dpo|legal|security|"
    r"abuse|postmaster|webmaster|feedback|(?:no|do[._\-]?not)[._\-]?reply|"
    r"kontakt|hilfe|kunden(?:service|dienst|betreuung)|bestellung(?:en)?|reklamation(?:en)?|buchhaltung|buchung(?:en)?|"
    r"presse|datenschutz|bewerbung(?:en)?|rechnung(?:en)?|verwaltung|"
    r"ayuda|contacto|soporte|atencion(?:[._\-]?al?[._\-]?cliente)?|clientes|pedidos|reservas|reclamaciones|facturacion|"
    r"sav|svp|kundencenter|ersatzteile|garantie|garantia|garanties?|retouren|devoluciones|postventa|retours|livraisons?|"
    r"aide|assistance|accueil|service[._\-]?clients?|commandes|reclamations|"
    r"assistenza|servizio[._\-]?clienti|prenotazioni|klantenservice)"
    r"(?:[._\-](?:de|uk|gb|us|ca|au|nz|ie|fr|es|pt|it|at|ch|be|nl|lu|dk|se|fi|pl|cz|eu|en))?",
    re.IGNORECASE,
)
"""What stands before the "@" of a department's mailbox, perhaps with its country behind."""


_SAID_TO_BE_OWN = re.compile(
    r"\b(?:my|meine?|mi|mon|mijn)(?: (?:own|private|personal|new|eigene|neue))?"
    r" (?:e-?mail|mail|correo|courriel|address|adresse)(?:[\- ]?(?:address|adress?e?|id|electr[oó]nico))?"
    r"(?: (?:is|ist|es|est))?[\s:=]{1,3}$",
    re.IGNORECASE,
)
_LONGEST_SAYING = 48  # code points of it


def _is_somebodys(match: re.Match[str]) -> bool:
    if _ROLE.fullmatch(match["local"]) is None or is_of_a_mail_house(match["domain"]):
        return True
    before = match.string[max(0, match.start() - _LONGEST_SAYING) : match.start()]
    return _SAID_TO_BE_OWN.search(before) is not None


def _is_known(match: re.Match[str]) -> bool:
    return match["local"].lower() not in _NOT_A_MAILBOX


def _is_spoken_address(match: re.Match[str]) -> bool:
    local, at, domain, dot, ending = match.groups()
    said_to_be_own = _SAID_TO_BE_OWN.search(match.string, max(0, match.start() - _LONGEST_SAYING), match.start())
    if _ROLE.fullmatch(local) and not is_of_a_mail_house(f"{domain}.{ending}") and not said_to_be_own:
        return False
    if at.strip()[0] in "[({<":
        return True
    if at.strip().lower() == "at" and dot.strip().lower() == "point":
        return False  # "look at that point in time"
    # A bare "at" is an everyday word: only a spoken dot beside it makes it a sign, and not after an everyday verb.
    return dot != "." and local.lower() not in _NOT_A_MAILBOX and ending.split()[0].isalpha()


EMAIL = Recogniser(
    ("email",),
    (
        Rule(_PLAIN, named("email", 0.99, holds=_is_somebodys)),
        Rule(_SPOKEN, named("email", 0.9, holds=_is_spoken_address)),
        Rule(_KNOWN, named("email", 0.9, holds=_is_known)),
    ),
)
