"""Driving licences and number plates, where they are named as such."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, named

_BRITISH = re.compile(r"(?<!\w)[A-Z9]{5}\d[0156]\d[0-3]\d{2}[A-Z9]{2}[A-Z0-9][A-Z]{2}(?!\w)")
_SAID = re.compile(
    r"\b(?i:(?:driv(?:ing|er'?s?) )?licen[cs]e(?: plate)?|number plate|registration|reg|plate|vin|"
    r"führerschein|kennzeichen|rego|immatriculation|permis(?: de conduire)?|"
    r"fahrgestellnummer|carn[eé](?: de conducir)?|permiso de conducir|matr[ií]cula)"
    r"(?i: (?:number|no(?![a-z])\.?|nummer|nr\.?|n[uú]mero))?\s?(?i:is|was|:|#|ist|lautet|es)?\s?"
    r"(?P<ref>[A-Z0-9ÄÖÜ][A-Z0-9ÄÖÜ\- ]{3,18}[A-Z0-9])(?!\w)"
)
# "targa AB123CD", "plate number is 7abc123", "kenteken 12-ABC-3"
_PLATE = re.compile(
    r"\b(?:(?:number|licen[cs]e|registration) plate|plate (?:number|no\.?)|reg(?:istration)? (?:number|no\.?|plate)|"
    r"targa|plaque|kenteken|nummerplaat|matr[ií]cula|kennzeichen|rego)(?: (?:is|was|ist|est|es|è))?[\s:#]{1,3}"
    r"(?P<ref>(?=(?:-?[A-Z0-9]){5})(?:[A-Z]{1,3}-?\d{2,4}-?[A-Z]{1,3}|\d{1,3}-?[A-Z]{1,3}-?\d{1,4}|[A-Z]{3}-?\d{4}|"
    r"\d{4}-?[B-DF-HJ-NP-TV-Z]{3}))(?!\w|-\w)",
    re.IGNORECASE,
)
# "the grey van LK19 WVD", "camionnette GD-417-RX": shapes of plates behind the word for a car.
_ON_A_CAR = re.compile(
    r"\b(?i:vans?|lorry|truck|car|cab|taxi|prius|sprinter|transporter|lieferwagen|fahrzeug|auto|wagen|lkw|pkw|roller|"
    r"furgo(?:neta)?|camioneta|cami[óo]n|coche|moto|camionnette|voiture|fourgon|utilitaire|scooter|kombi|golf|corsa|"
    r"transit|bmw|audi|skoda|v\.o\.|clio|kangoo|berlingo|"
    # What is written for a car
    r"pcn|strafzettel|kn[öo]llchen|(?:parking|speeding) (?:fine|ticket|charge)|"
    r"multa|contravention|amende|pv)\b[^.!?\n\d]{0,28}[\s:(\-]"
    r"(?P<ref>[A-Z]{2}\d{2} ?[A-Z]{3}|(?!DIN|IC-|A-Z|USB)[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?|"
    r"[A-Z]{2}-\d{3}-[A-Z]{2}|"
    r"(?!(?:19|20)\d\d)\d{4} ?(?!BST|GMT|CST|MST|PST|SGT|HRS|RPM|KMS|KWH|LTR|MPG|MPH|PCS|CHF|CLP|DKK|CZK|PLN|HKD|SGD|"
    r"MXN|NGN|GBP|TRY|THB|PHP|BRL|KRW|NZD|CNY|RMB|NTD|BGN|HRK)[B-DF-HJ-NP-TV-Z]{3})(?![\w\-])"
)
_NUMBERED = re.compile(
    r"\b(?:driv(?:ing|er['’]?s?) licen[cs]e|dl|licen[cs]e number|führerschein(?:nummer|nr)?|carn[eé] de conducir|"
    r"patente(?: di guida)?|rijbewijs(?:nummer)?)"
    r"(?: (?:number|num|no\.?|#|nummer|nr\.?|n[uú]mero))?(?: (?:is|ist|es))?[\s:#]{1,3}"
    r"(?P<ref>[A-Z]{0,2}\d[A-Z0-9\-]{4,17})(?!\w)",
    re.IGNORECASE,
)
_AN_OFFER = re.compile(r"(?<![A-Z])(?:NOW|OFF|ONLY|SALE|FREE|FOR|PER|MAX|MIN)(?![A-Z])")
# The letters of a plate can spell the word of an offer: British and German ones are told anyway, others where said.
_SURELY_A_PLATE = re.compile(r"[A-Z]{2}\d{2} ?[A-Z]{3}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}")
_LIKE_A_PLATE = re.compile(r"[A-Z]{3}[ \-]?\d{3,4}|\d{3,4}[ \-]?[A-Z]{3}")
_PLATE_SAID = re.compile(r"(?:\bplate|\bplate (?:number|no\.?))\s?(?:is|was|:|#)\s?$", re.IGNORECASE)


def _holds(match: re.Match[str]) -> bool:
    if len(re.findall(r"\d", match["ref"])) < 2:
        return False
    return _AN_OFFER.search(match["ref"]) is None or _is_a_plate(match)


def _is_a_plate(match: re.Match[str]) -> bool:
    if _SURELY_A_PLATE.fullmatch(match["ref"]):
        return True
    said = match.string[match.start() : match.start("ref")]
    return _LIKE_A_PLATE.fullmatch(match["ref"]) is not None and _PLATE_SAID.search(said) is not None


LICENCE = Recogniser(
    ("licence",),
    (
        Rule(_BRITISH, named("licence", 0.95)),
        Rule(_SAID, named("licence", 0.85, group="ref", holds=_holds)),
        Rule(_PLATE, named("licence", 0.85, group="ref", holds=_holds)),
        Rule(_ON_A_CAR, named("licence", 0.8, group="ref", holds=_holds)),
        Rule(_NUMBERED, named("licence", 0.9, group="ref", holds=_holds)),
    ),
)
