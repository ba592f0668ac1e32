"""The counts that a reply or a value tells of a party: with the word for what they count, as all, by one of them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from parlour.core.guard.reading import Reading
from parlour.core.text.numbers import Number

Count = tuple[int, int, str, Decimal]  # where it starts and ends, what is counted, how many

_LINES = {
    "people": "adults adult guests guest people persons pax heads erwachsene erwachsenen personen person gaste "
    "gasten leute personas adultos adulto huespedes seats chairs grownups sillas plazas stuhle stuhlen chaises "
    "comensales invitados personitas personnes adultes adulte invites convives hens stags couverts covers",
    "children": "children child kids kid kinder kindern kind ninos ninas nino nina hijos peques enfants enfant "
    "infant infants baby babies toddler toddlers bebe bebes bambino bambinos babys kleinkind kleinkinder kiddies "
    "kiddos saugling zwerge zwergen kleinen kleine racker rackern knirpse kiddis nenes nene nenas chicos chamacos "
    "crios enanos pequenos pequenas petits petites loulous gamins mioches minots",
    "nights": "nights night sleeps nachte nachten nachtchen nacht noches nochecitas noche nuits nuit nuitees",
    "animals": "dogs dog hunde hunden hund perros perro perra perritos chiens chien cats cat katzen katze gatos gato "
    "chats chat",
    "boxes": "boxes box cartons carton parcels kartons pakete paketen kisten cajas bultos colis caisses",
    "weight": "kg kilo kilos kilograms kilogramm kilogrammes",
    "rooms": "rooms room zimmer habitaciones habitacion chambres chambre",
}  # fmt: skip
_SORTS = {word: sort for sort, line in _LINES.items() for word in line.split()}
WORD = re.compile(
    r"[\s\-](?:(?:proper|normal|regular|real|actual|richtigen?|normalen?|normales|vraies?|normales?) )?([^\W\d_]+)"
)
_SO_MANY = re.compile(r"\bzu(?: (zweit|dritt|viert|funft|sechst|siebt|acht|neunt|zehnt))\b")
_TOGETHER = dict(zip("zweit dritt viert funft sechst siebt acht neunt zehnt".split(), range(2, 11), strict=True))
# "Sie beide", "les trois", "los cuatro": all who come, with the number of them or a word for two.
_TWO_OF_YOU = re.compile(
    r"\b(?:sie|ihr|euch|ihnen) (beiden?)\b|\b(?:(the) two|(both)) of you\b|"
    r"\b(?:ustedes|vosotros) (dos)\b|\bvous (deux)\b"
)
_ALL_OF_THEM = re.compile(r"\b(?:tous les|toutes les|vous|a|alle|euch|ihr|ihnen|los|las|all|ustedes|you) $")
_NO_MORE = re.compile(
    r"\s?(?:$|[.,!?;:)]|(?:of you|zusammen|juntos|ensemble|together|und|y|et|and|la|le|au|am|im|in|en|el|zu|bei|con|"
    r"avec|pour|mit|der|die|das|dem|den|ya|ist|sind|habt|kommt|kommen|seid|haben|konnen|konnt|passt)\b)"
)
_TABLE = re.compile(
    r"\b(?:party of|table (?:for|of)|group of|family of|tisch (?:fur|zu)|mesa (?:para|de)|table (?:pour|de))\s$"
)
_AN_ANIMAL = re.compile(
    r"\b(?:samt|mit|inklusive|inkl|plus|und|with|and|con|y|mas|avec|et)(?: (?:the|your|dem|ihrem|deinem|el|su|tu|le|"
    r"votre|ton))? (hund|dog|perr[oa]|chien|katze|cat|gat[oa]|chat|pup|pooch|perrito|toutou|vierbeiner|wauwau)\b"
)
A_CHILD = re.compile(
    r"\b(?:(?:the|your|an?|one|ein(?:e[mnrs]?)?|dem|das|ihrem|deinem|un|una|el|la|su|tu|le|votre|ton|une) )?"
    r"(?:(?:wee|little|tiny) (?:one|man|lady)|high ?chair|baby|bub|bambino|infant|toddler|hochstuhl|kinderstuhl|"
    r"kleinste[nr]?|trona|periquera|bebe|chaise haute|tout[- ]petit)\b"
)
_SIZED_PEOPLE = re.compile(
    r"[\s\-](?:(?:big|grown|tall) (?:ones|ups|people)|grown-ups|big-uns|grosse|grandes|grands)\b"
)
_SIZED_CHILDREN = re.compile(r"[\s\-](?:little|small|wee|tiny) (?:ones|people|uns)\b|[\s\-](?:kleine|peques|petits)\b")
_OF_YOU = re.compile(
    r"\b(?:sie|ihr|euch|ihnen) (beiden?)\b|\b(?:(the) two|(both)) of you\b|"
    r"\b(?:ustedes|vosotros) (dos)\b|\bvous (deux)\b"
)
_ALL_OF_THEM = re.compile(r"\b(?:tous les|toutes les|vous|a|alle|euch|ihr|ihnen|los|las|all|ustedes|you) $")
_NO_MORE = re.compile(
    r"\s?(?:$|[.,!?;:)]|(?:of you|zusammen|juntos|ensemble|together|und|y|et|and|la|le|au|am|im|in|en|el|zu|bei|con|"
    r"avec|pour|mit|der|die|das|dem|den|ya|ist|sind|habt|kommt|kommen|seid|haben|konnen|konnt|passt)\b)"
)
_TABLE = re.compile(
    r"\b(?:party of|table (?:for|of)|group of|family of|tisch (?:fur|zu)|mesa (?:para|de)|table (?:pour|de))\s$"
)
_AN_ANIMAL = re.compile(
    r"\b(?:samt|mit|inklusive|inkl|plus|und|with|and|con|y|mas|avec|et)(?: (?:the|your|dem|ihrem|deinem|el|su|tu|le|"
    r"votre|ton))? (hund|dog|perr[oa]|chien|katze|cat|gat[oa]|chat|pup|pooch|perrito|toutou|vierbeiner|wauwau)\b"
)
_A_CHILD = re.compile(
    r"\b(?:(?:the|your|an?|one|ein(?:e[mnrs]?)?|dem|das|ihrem|deinem|un|una|el|la|su|tu|le|votre|ton|une) )?"
    r"(?:(?:wee|little|tiny) (?:one|man|lady)|high ?chair|baby|bub|bambino|infant|toddler|hochstuhl|kinderstuhl|"
    r"kleinste[nr]?|trona|periquera|bebe|chaise haute|tout[- ]petit)\b"
)
_SIZED_PEOPLE = re.compile(
    r"[\s\-](?:(?:big|grown|tall) (?:ones|ups|people)|grown-ups|big-uns|grosse|grandes|grands)\b"
)
_SIZED_CHILDREN = re.compile(r"[\s\-](?:little|small|wee|tiny) (?:ones|people|uns)\b|[\s\-](?:kleine|peques|petits)\b")
_OF_YOU = re.compile(
    r"(?: strong)? of (?:you|ye|youse|yous|yis|y'all)\b(?! (?:have|asked|said|wrote|know|told|are asking))"
)
_YOU_ARE = re.compile(
    r"\b(?:you(?:'re| are|'ll be)?|ihr|ihr seid|sie sind|vous (?:serez|etes|seriez)|"
    r"(?:seran|sereis|son|sois)(?: unos)?|los|las|ustedes|vosotros) $"
)
_NO_NOUN = re.compile(r"\s(?:estais|estan|sois|pres|sans|sous|dans|tous|toutes|sitzt)\b")
_LEAST = 3  # people of whom it tells something that so many come
_A_CROWD = 20


def counts(reading: Reading) -> Iterator[Count]:
    """Every count of a reply: with its word, "zu dritt", "table for six", "with the dog"; all of them as "everyone"."""
    yield from written(reading)
    yield from tables(reading)
    for number in reading.numbers:
        yield from _of_those(number, reading)
    for said in A_CHILD.finditer(reading.text):
        yield said.start(), said.end(), "children", Decimal(1)
    for said in _TWO_OF_YOU.finditer(reading.text):
        yield *said.span(), "people", Decimal(2)
    for said in _SO_MANY.finditer(reading.text):
        yield said.start(), said.end(), "people", Decimal(_TOGETHER[said[1]])
    for said in _AN_ANIMAL.finditer(reading.text):
        yield said.start(1), said.end(1), "animals", Decimal(1)


def written(reading: Reading) -> Iterator[Count]:
    """Counts with the word for what they count right behind."""
    for number in reading.numbers:
        word = WORD.match(reading.text, number.end)
        sort = _SORTS.get(word[1]) if word else None
        if word and sort and not number.ordinal:
            yield number.start, word.end(), sort, number.value


def tables(reading: Reading) -> Iterator[Count]:
    """Counts of people right behind what is booked for so many: "table for six", "party of four"."""
    for number in reading.numbers:
        if _TABLE.search(reading.text, max(0, number.start - 16), number.start):
            yield number.start, number.end, "people", number.value


def is_of_you(start: int, end: int, reading: Reading) -> bool:
    """Whether a count is that of those who are spoken to: "the nine of ye", "ihr sieben"."""
    if _OF_YOU.match(reading.text, end):
        return True
    said = _YOU_ARE.search(reading.text, max(0, start - 16), start) is not None
    return said and (not reading.is_count(end) or _NO_NOUN.match(reading.text, end) is not None)


def _of_those(number: Number, reading: Reading) -> Iterator[Count]:
    """The count that a number without a word of its own is: "four big ones", "the nine of ye", "tous les trois"."""
    grown = _SIZED_PEOPLE.match(reading.text, number.end)
    small = _SIZED_CHILDREN.match(reading.text, number.end)
    sized = grown or small
    if sized:
        yield number.start, sized.end(), "people" if grown else "children", number.value
    elif is_of_you(number.start, number.end, reading) and number.value >= _LEAST:
        yield number.start, number.end, "people", number.value
    if _are_all(number, reading):
        yield number.start, number.end, "everyone", number.value


def _are_all(number: Number, reading: Reading) -> bool:
    """Whether a number without a word for what it counts is all who are spoken to: "vous attend tous les trois"."""
    before = _ALL_OF_THEM.search(reading.text, max(0, number.start - 12), number.start)
    plain = not number.ordinal and number.spoken and 2 <= number.value <= _A_CROWD
    return plain and before is not None and _NO_MORE.match(reading.text, number.end) is not None
