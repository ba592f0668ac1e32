"""Postal addresses by the street patterns of ten languages, and boxes at a post office."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.answered_words import may_be_called
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.european_address import BOX, EUROPEAN
from parlour.core.personal_data.recogniser import Judge, Recogniser, Rule, named

_EN_TYPES = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|court|ct|boulevard|blvd|way|close|terrace|place|square|crescent|"
    "gardens|grove|mews|highway|hwy|parkway|pkwy|row|quay|walk|hill"
)
_NOT_A_STREET = (
    "minutes?|mins?|hours?|days?|weeks?|months?|years?|people|times?|more|of|in|on|at|the|a|an|and|or|to|from|for|"
    "percent|star|stars|best|worst|better|way|down|up|is|are|was|my|your|our|customers?|stores?|shops?|miles?|km|euros?|dollars?|one|by|round|around|behind|near|off|along|past|into|with|this|that"
)
_EN = re.compile(
    rf"(?<![\w.,:/$€£\-#])(?<!\btop )\d{{1,5}}[a-z]?,? (?:(?!(?:{_NOT_A_STREET})\b)[^\W\d_][\w'’.\-]{{0,24}} ){{1,3}}"
    rf"(?:{_EN_TYPES})\b\.?"
    r"(?:,? (?:flat|apt|apartment|unit|suite|floor|no\.?|#) ?\w{1,5}\b)?"
    r"(?:,? (?:[^\W\d_]+[ ,]+){0,3}(?:[A-Z]{2} \d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b)?",
    re.IGNORECASE,
)
# "55 W 42nd St"
_EN_NUMBERED = re.compile(
    r"(?<![\w.,:/$€£\-#])\d{1,5},? (?:(?:[NSEW]|[NS][EW]|north|south|east|west)\.? )?"
    r"\d{0,2}(?:1st|2nd|3rd|\dth) (?:street|st|avenue|ave|road|rd|blvd)\b\.?"
    r"(?:,? (?:flat|apt|apartment|unit|suite|floor|no\.?|#) ?\w{1,5}\b)?",
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
    r"(?!(?:desde|hasta|donde)\b)(?:(?:de|del|la|las|los|el)\s){0,2}(?!(?:de|del|la|las|los|el|en|con|un|una|tan|muy)\s)"
    r"[^\W\d_][\w'’]{1,24}(?:\s(?:de|del|la|las|los|y|[^\W\d_][\w'’]{1,24})){0,3}"
    r",?\s(?:n[ºo°.]\.?\s?|n[uú]mero\s)?\d{1,4}(?!\d|[:.]\d\d|\s?h\b|\s?(?:%|€|minutos?|horas?|d[ií]as|metros|km|personas|euros)(?!\w))(?:,?\s\d{1,2}\s?[ºª°](?:\s?[a-z]\b)?)?(?:,?\s\d{5}\s[A-ZÁÉÍÓÚ]\w+)?",
    re.IGNORECASE,
)
# "Am Mühlgraben 7", "In der Au 12"
_DE_AT = re.compile(
    r"(?<!\w)(?:Am|An der|Im|In der|In den|Auf dem|Auf der|Zum|Zur|Beim|Unter den|Hinter dem) "
    r"(?:[A-ZÄÖÜ][\w\-]{1,20} )?[A-ZÄÖÜ][\w\-]{1,24}?(?:graben|berg|hof|bach|feld|tor|markt|wald|see|ufer|anger|rain|"
    r"kamp|garten|burg|eck|hang|teich|m[üu]hle|kirche|acker|wiesen?|weiher|linden|eichen|au|steig|busch|"
    r"br[üu]hl|h[öo]he) "
    r"\d{1,3}(?: ?[a-z]\b)?(?=\s*(?:[,.;:!?)\n]|$|und\b|in\b|bitte\b))(?![.:,]\d)"
)
# "Amselgrund 17b, 3. OG, 04999 Neustadt": any name is a street's before a house, a postcode and a place.
_DE_WHOLE = re.compile(
    r"(?<!\w)(?P<street>[A-ZÄÖÜ][a-zäöüß\-]{3,30}(?: [A-ZÄÖÜ][a-zäöüß\-]{2,30})?) \d{1,3} ?(?:[a-z]\b)?,"
    r"(?: [^,.\n]{1,16}\.?(?: [A-Z]{2})?,)? (?:D-)?(?P<zip>\d{5}) (?P<place>[A-ZÄÖÜ][\w\-]{2,30})"
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
# "Chaussée de Wavre 1128": in Belgium and Switzerland the number stands behind.
_FR_BEHIND = re.compile(
    rf"(?<!\w)(?:[Rr]ue|[Aa]venue|[Cc]hauss[ée]e|[Bb]oulevard|[Cc]hemin|[Cc]los|[Qq]uai) {_FR_OF}{_FR_NAME}"
    rf"(?: {_FR_OF}{_FR_NAME}){{0,3}},? \d{{1,4}}(?![:.h]\d|\w| ?[a-zà-ÿ€%])"
    rf"(?:,? bo[iî]te \d{{1,4}})?(?:,? \d{{4,5}} {_FR_NAME})?"
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
    if words[-1] == "row" and re.match(r" \d", match.string[match.end() :]):
        return None  # of seats
    if _ALSO_A_WORD.search(match.group()) and not any(word[0].isupper() for word in words[1:-1]):
        return None
    if any(word.endswith(".") and len(word) > 4 for word in words[1:-1]) or re.match(r"\d+k\b", match.group()):
        return None
    return PersonalDatum("address", match.start(), match.start() + len(match.group().rstrip()), 0.85)


def _street(confidence: float) -> Judge:
    def judge(match: re.Match[str], _region: str) -> PersonalDatum:
        return PersonalDatum("address", match.start(), match.start() + len(match.group().rstrip()), confidence)

    return judge


_BEFORE_A_SEAT = re.compile(r"(?:voiture|train|bus|vol|si[èe]ge|rang|reste|restent|a) $", re.IGNORECASE)


def _numbered_street(match: re.Match[str], region: str) -> PersonalDatum | None:
    """A number before "place" can be that of a carriage or of seats that are left."""
    if (
        _BEFORE_A_SEAT.search(match.string, max(0, match.start() - 12), match.start())
        and "place" in match.group().lower()
    ):
        return None
    return _street(0.85)(match, region)


def _whole(match: re.Match[str], region: str) -> PersonalDatum | None:
    """Neither "Am Montag 17, 20000 Leute" nor "Linie 12, 10115 Fahrten": no day, no thing, nothing that is counted."""
    if match["zip"].endswith("000") or not may_be_called(match["street"]) or not may_be_called(match["place"]):
        return None
    return None if is_counted(match.string, *match.span("zip")) else _street(0.85)(match, region)


ADDRESS = Recogniser(
    ("address",),
    (
        Rule(_EN, _named_street),
        Rule(_DE, _street(0.9)),
        Rule(_ES, _street(0.85)),
        Rule(_FR, _numbered_street),
        Rule(_DE_AT, _street(0.8)),
        Rule(_FR_BEHIND, _street(0.85)),
        Rule(_EN_NUMBERED, _street(0.85)),
        *(Rule(pattern, _street(0.85)) for pattern in EUROPEAN),
        Rule(_DE_WHOLE, _whole),
        Rule(BOX, named("address", 0.65)),
        Rule(_POSTCODE, named("address", 0.8, group=1)),
    ),
)
