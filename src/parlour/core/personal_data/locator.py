"""Codes that are known by their look: record locators of airlines and hotels, references with a mark before them."""

import re

from parlour.core.personal_data.recogniser import Rule, named, speaks_of_a_parcel, stands_in_a_link

_LOCATOR = r"(?=[A-Z0-9]{0,5}[A-Z][A-Z0-9]{0,4}[A-Z])(?=[A-Z0-9]{0,5}\d[A-Z0-9]{0,4}[A-Z])[A-Z0-9]{6}"
"""Six capitals and digits, a letter after a digit: "SAVE20" and "GATE22" are none."""
_CALLED = (
    r"(?i:ref(?:erence|erenz)?|r[ée]f(?:[ée]rence)?|referencia|confirmation|confirmaci[oó]n|"
    r"(?:code|c[oó]digo) de (?:reserva(?:ci[oó]n)?|r[ée]servation)|(?:booking|confirmation|reservation) code|"
    r"r[ée]sa(?:rvation)?|dossier|auftrag(?:s?nummer|s?nr)?|vorgang(?:s?nummer|s?nr)?|pnr|localizador|booking|buchung\w*|"
    r"reserva(?:ci[oó]n)?|resv?)"
)
_LINKS = (
    r"(?i:(?: (?:number|no|nr|nummer|code|ref|n[uú]mero|bei der \w{2,12})\.?){0,2}"
    r"(?: \w{3,12})?(?: (?:is|ist|es|est))?)"
)
_NAMED = re.compile(
    rf"\b{_CALLED}{_LINKS}[\s:#.=(\-]{{1,3}}(?P<ref>(?=[A-Z0-9]{{6,10}}(?![\w\-]))(?=[A-Z0-9]{{0,9}}\d[A-Z0-9]{{0,8}}[A-Z])"
    rf"(?=[A-Z0-9]{{0,9}}[A-Z][A-Z0-9]{{0,8}}[A-Z])[A-Z0-9]{{6,10}}|[B-DF-HJ-NP-TV-XZ]{{6}}(?![\w\-]))"
)
# "the booking reference you gave me, K8LM2P, does not work"
_GIVEN = re.compile(
    r"\b(?i:(?:booking|confirmation|reservation) (?:reference|ref|code|number)|reference|ref|pnr|(?:record )?locator)"
    r"(?i: that)? (?i:you|they|u|i|we|he|she)(?: [a-z']{2,10}){1,4}(?:[,:]| is| was)? "
    rf"(?P<ref>{_LOCATOR})(?![\w\-])"
)
# All that somebody writes, as an answer to "what is your code?"; or a sentence of its own, or the first of a few parts.
_ALONE = re.compile(rf"(?:^\s*|[.!?]\s+)(?P<ref>{_LOCATOR})(?=\s*(?:$|[./!]|\s/\s))")
_SPOKEN = re.compile(
    r"\b(?:(?:full |whole )?(?:code|ref|pnr|locator)(?: is|['’]s)|pnr|(?:record )?locator|rec(?:ord)? loc|localizador|"
    r"(?:booking|confirmation|reservation|conf) (?:ref(?:erence)?|code|number|no)|buchungs(?:code|nummer)|"
    r"code de r[ée]servation|c[oó]digo de reserva|dossier|my code)(?: is| ist| es| est)?[\s:#]{1,3}"
    r"(?P<ref>(?=[a-z]{0,4}\d[a-z0-9]{0,4}[a-z])(?=[a-z0-9]{0,5}[a-z][a-z0-9]{0,4}[a-z])[a-z0-9]{6})\b"
)
_MARKED = re.compile(r"(?<![\w&/#])#(?P<ref>(?:[A-Z]{1,5}-?\d{5}|\d{6})\d{0,11})(?![\w\-])")
# Characters in web pages are written so, too: "&#128512;".
_MARKED_HINT = re.compile(r"(?:^|[^\w&/#])#(?:[A-Z]{1,5}-?\d{5}|\d{6})")
_DASHED = re.compile(r"(?<![\w\-/.#])(?P<ref>[A-Z]{1,5}-\d{5}\d{0,5}(?:-[A-Z0-9]{1,4})?|\d{2}-\d{5}-[A-Z])(?![\w\-])")
_BAGGAGE = re.compile(
    r"\b(?i:pir|world ?tracer(?: file)?|(?:dossier |r[ée]f\w* )?bagages?|gep[äa]ck\w*|maletas?|equipaje|"
    r"baggage(?: report)?)"
    r"[\s:#]{1,3}(?P<ref>[A-Z]{5}\d{5})(?!\w)"
)
# Standards, faults and articles, postcodes with their country: known to all.
_PUBLIC_CODE = re.compile(
    r"(?:ISO|EN|DIN|IEC|RFC|CVE|KB|UTF|BS|UL|ERR|SKU|ASIN|EAN|COVID|SARS|LC|PC|IBM|CE|NP|SU|WS|NW|PR)-?\d|"
    r"(?:D|A|CH|F|E|B|L|NL|I|FL)-\d{4,5}(?!\d)|0X|\d+[a-z]{3,}$"
)
_ANNOUNCED = re.compile(
    r"(?:promo\w*|rabatt\w*|gutschein\w*|discount|descuento|voucher|coupon|"
    r"error|fault|stop|fehler|erreur|use)\W{1,3}(?:\w+ )?$",
    re.IGNORECASE,
)
_EXAMPLES = frozenset({"AB12CD", "A1B2C3"})
_WORDS = frozenset(
    "ACCESS ACTIVE AGENCY ALWAYS AMOUNT ANSWER AROUND BEFORE BROKEN CANCEL CANNOT CHANGE CLOSED CODIGO COMING COUPON "
    "DENIED DETAIL DIGITS DOESNT ESTADO EXPIRE EXPIRY FAILED FALSCH FEHLER FLIGHT FORMAT FRIDAY HAVENT "
    "INDIGO ISSUED KAPUTT LEIDER LETTER LISTED LOCKED LOOKUP MISSED MONDAY NUMBER NUMERO NUMMER OFFICE ONLINE PEOPLE "
    "PLEASE REALLY REASON RECORD REFUND RETURN SCREEN SEARCH SECOND SHOULD SHOWED STATUS STORNO STUPID SUNDAY SYSTEM "
    "THANKS TICKET TRAVEL UNABLE UPDATE URGENT VERIFY WANTED WITHIN".split()
)
"""Words as long as a record locator that are shouted behind the word for one."""
_READ_BEFORE = 24  # code points in which another use of a code is announced


def _is_code(match: re.Match[str]) -> bool:
    text, start = match.string, match.start()
    known = _PUBLIC_CODE.match(match["ref"]) or speaks_of_a_parcel(text, start) or stands_in_a_link(text, start)
    return not known


def _is_locator(match: re.Match[str]) -> bool:
    announced = _ANNOUNCED.search(match.string, max(0, match.start() - _READ_BEFORE), match.start())
    return _is_code(match) and announced is None and match["ref"] not in _EXAMPLES


def is_a_word(letters: str) -> bool:
    """Whether six capitals are an everyday word instead of a code: "PNR PLEASE"."""
    return letters in _WORDS


LOCATED = (
    Rule(_BAGGAGE, named("ticket", 0.9, group="ref")),
    Rule(_NAMED, named("booking", 0.85, group="ref", holds=_is_locator)),
    Rule(_GIVEN, named("booking", 0.8, group="ref", holds=_is_locator)),
    Rule(_SPOKEN, named("booking", 0.8, group="ref", holds=_is_locator)),
    Rule(_ALONE, named("booking", 0.65, group="ref", holds=_is_locator)),
    Rule(_MARKED, named("ticket", 0.65, group="ref", holds=_is_code), _MARKED_HINT),
    Rule(_DASHED, named("ticket", 0.65, group="ref", holds=_is_code)),
)
