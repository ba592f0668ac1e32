"""Postal addresses by the street patterns of English, German, Spanish and French."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Judge, Recogniser, Rule, named

_EN_TYPES = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|court|ct|boulevard|blvd|way|close|terrace|place|square|crescent|"
    "gardens|grove|mews|highway|hwy|parkway|pkwy|row|quay|walk|hill"
)
_NOT_A_STREET = (
    "minutes?|mins?|hours?|days?|weeks?|months?|years?|people|times?|more|of|in|on|at|the|a|an|and|or|to|from|for|"
    "percent|star|stars|way|down|up|is|are|was|my|your|our|customers?|stores?|shops?|miles?|km|euros?|dollars?|one|by|round|around|behind|near|off|along|past|into|with|this|that"
)
_EN = re.compile(
    rf"(?<![\w.,:/$€£\-#])\d{{1,5}}[a-z]?,? (?:(?!(?:{_NOT_A_STREET})\b)[^\W\d_][\w'’.\-]{{0,24}} ){{1,3}}"
    rf"(?:{_EN_TYPES})\b\.?"
    r"(?:,? (?:flat|apt|apartment|unit|suite|floor|no\.?|#) ?\w{1,5}\b)?"
    r"(?:,? (?:[^\W\d_]+[ ,]+){0,3}(?:[A-Z]{2} \d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b)?",
    re.IGNORECASE,
)
_DE = re.compile(
    r"(?<!\w)(?:[A-ZÄÖÜ][\w\-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm|stieg|chaussee)|"
    r"(?!Woche|Tag|Monat|Jahr|Stern|Ein|Der|Die|Das|Auf|Im)[A-ZÄÖÜ][\w\-]{2,30} "
    r"(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Ring|Ufer|Damm)) ?\d{1,4} ?(?:[a-z]\b)?"
    r"(?:,? ?(?:D-)?\d{5} [A-ZÄÖÜ][\w\-]+)?"
)
_ES = re.compile(
    r"(?<!\w)(?:calle|c/|avenida|avda\.?|av\.|plaza|pza\.?|paseo|p\.º|ronda|carrer|camino|traves[ií]a)\s?"
    r"(?!(?:desde|hasta|entre|para|donde|que|con|sin|por|cada|solo|en|a|y)\b)(?:(?:de|del|la|las|los|el)\s){0,2}[^\W\d_][\w'’]{1,24}(?:\s(?:de|del|la|las|los|y|[^\W\d_][\w'’]{1,24})){0,3}"
    r",?\s(?:n[ºo°.]\.?\s?|n[uú]mero\s)?\d{1,4}(?![:.]\d\d|\s?h\b)(?:,?\s\d{1,2}\s?[ºª°](?:\s?[a-z]\b)?)?(?:,?\s\d{5}\s[A-ZÁÉÍÓÚ]\w+)?",
    re.IGNORECASE,
)
_FR_OF = r"(?:de la |de l['’]|du |des |de |d['’]|la |le |les |l['’]|aux? )?"
_FR_NAME = r"[A-ZÀ-Ý][\w'’.\-]{1,30}"
_FR = re.compile(
    r"(?<![\w.,:/$€£\-#])\d{1,4}(?: ?(?:bis|ter|quater))?,? "
    rf"(?:(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d\.?|[Ii]mpasse|[Cc]hemin|[Aa]ll[ée]e|[Rr]uelle|[Vv]enelle) {_FR_OF}"
    r"(?!(?:plus|avant|apr[eè]s|derri[eè]re|devant|et|ou|où|qui|que|est|en|sur|dans)\b)[^\W\d_][\w'’.\-]{1,30}"
    rf"|(?:[Aa]v\.|[Pp]lace|[Qq]uai|[Cc]ours|[Rr]oute|[Ss]quare|[Pp]assage|[Ff]aubourg|[Mm]ontée) {_FR_OF}{_FR_NAME})"
    rf"(?: {_FR_OF}{_FR_NAME}){{0,3}}"
    rf"(?:,? (?:appt?\.?|appartement|b[âa]t\.?|étage) ?\w{{1,5}}\b)?(?:,? \d{{5}} {_FR_NAME})?"
)
_POSTCODE = re.compile(
    r"\b(?:postcode|post code|zip(?: code)?|postleitzahl|plz|code postal|c[oó]digo postal|c\.p\.)\s?(?:is|:|ist|es)?\s?"
    r"([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{5}(?:-\d{4})?)(?!\w)",
    re.IGNORECASE,
)


_ALSO_A_WORD = re.compile(
    r"(?:way|drive|close|row|walk|place|hill|court|square|gardens|terrace|crescent|st|quay|mews|lane|road|street)\.?$",
    re.IGNORECASE,
)


def _named_street(match: re.Match[str], _region: str) -> PersonalDatum | None:
    """In plain speech ("4 wheel drive", "2 more people way") no word of a street's name is capitalised."""
    words = match.group().split()
    if _ALSO_A_WORD.search(match.group()) and not any(word[0].isupper() for word in words[1:-1]):
        return None
    if any(word.endswith(".") and len(word) > 4 for word in words[1:-1]) or re.match(r"\d+k\b", match.group()):
        return None
    return PersonalDatum("address", match.start(), match.start() + len(match.group().rstrip()), 0.85)


def _street(confidence: float) -> Judge:
    def judge(match: re.Match[str], _region: str) -> PersonalDatum:
        return PersonalDatum("address", match.start(), match.start() + len(match.group().rstrip()), confidence)

    return judge


ADDRESS = Recogniser(
    ("address",),
    (
        Rule(_EN, _named_street),
        Rule(_DE, _street(0.9)),
        Rule(_ES, _street(0.85)),
        Rule(_FR, _street(0.85)),
        Rule(_POSTCODE, named("address", 0.8, group=1)),
    ),
)
