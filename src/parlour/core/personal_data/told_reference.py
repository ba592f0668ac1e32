"""References that are told in another way than whole: by their end, letter by letter, in a sentence after the word for
them, as a locator of letters beside words of a journey."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.code_looks import Look, letters
from parlour.core.personal_data.code_shapes import LETTERS, digits_of, is_a_sum, is_known
from parlour.core.personal_data.code_words import ANY, CALLED, OTHER, said_of
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.phone_words import has_things_behind
from parlour.core.personal_data.recogniser import Rule, is_in_a_url, named

_SOME = r"(?:\d|few|three|four|five|six|drei|vier|f[üu]nf|sechs|tres|cuatro|cinco|seis|trois|quatre|cinq|six)"
_ENDING = re.compile(
    rf"\b(?:end(?:s|ed|ing)? (?:in|with)|ende[tn]d? (?:auf|mit)|(?:termin|acab)ad?[oa]?n? en|fini(?:t|ssant) par|"
    rf"se termin(?:e|ant) par|(?:last|letzten?|[úu]ltim[oa]s|derniers) (?:{_SOME} )?"
    r"(?:digits|figures|numbers|ziffern|stellen|cifras|d[íi]gitos|n[úu]meros|chiffres)[^.!?\d\n]{0,40}) "
    r"(?P<ref>\d{3,6})(?![\w€$£%]|[.,:/\-]\d)",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r" (?:payments?|instal\w+|raten|cuotas|mensualit\w+|km|deliver\w+|ein(?:en|er|em)\b|more|further)", re.IGNORECASE
)
# "Unsere IBAN endet auf 7700": what everybody may pay to.
_PUBLISHED = re.compile(r"\b(?:our|unser\w{0,2}|nuestr[oa]s?|notre|nos)\b[^.!?]{0,48}$", re.IGNORECASE)
# "Every ticket ending in 777 wins": a rule for all is nobody's.
_OF_ALL = re.compile(
    r"\b(?:every|each|any|all|tickets|numbers|codes|invoices|orders|jede[rsnm]?|alle[nr]?|tod[oa]s|cada|cualquier|"
    r"chaque|tou(?:s|tes)|les (?:billets|commandes|factures))\b[^.!?,;:]{0,48}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGN = r"(?:dash|hyphen|slash|underscore|bindestrich|schr[äa]gstrich|gui[óo]n|barra|tiret)"
_SIGNS = re.compile(
    rf"(?<![\w\-])(?P<ref>[A-Za-z0-9]{{1,8}}(?: {_SIGN} [A-Za-z0-9]{{1,8}}){{1,4}})(?![\w\-])", re.IGNORECASE
)
_AS_IN = re.compile(
    r"(?<![\w\-])(?P<ref>[A-Z] (?:wie|as in|for|like|como|comme) [A-ZÄÖÜ][a-zäöüéá]{2,11},? "
    r"\d{4,10})(?![\w€$£%]|[.,]\d)"
)
_STILL = (
    r"(?:is|was|has|lives?|sleeps|still|never|keeps|ist|war|hat|liegt|lebt|l[äa]uft|bleibt|schl[äa]ft|wurde|h[äa]ngt|"
    r"sigue|est[áa]|lleva|duerme|vive|fue|ya|est|vit|dort|reste|tra[îi]ne|attend|toujours|n['’]est|n['’]a)"
)
# "My ticket was closed. Number 660918 still lives."
_NEXT = re.compile(
    rf"[.!?,] (?:the|number|no\.?|die|der|das|nr\.?|nummer|el|la|n[úu]mero|le|num[ée]ro|n°) "
    rf"(?P<ref>\d{{5,9}})(?= {_STILL}\b)",
    re.IGNORECASE,
)
_SHOP = re.compile(r"(?<![\w\-/.#])(?P<ref>(?!123-4567890)\d{3}-\d{7}-\d{7})(?![\w\-/]|\.\d)")
_HERE = re.compile(
    r"\b(?:here|again|hier|nochmals?|aqu[íi]|de nuevo|otra vez|ici|voil[àa]|encore)"
    r"(?: (?:it is|goes|va|tienen|sind))?: ?"
    r"(?P<ref>[A-Z]{2,4}\d{2,4}[ \-][A-Z]{2,4}\d{2,4})(?![\w\-])"
)
_JOURNEY = re.compile(
    r"\b(?:sncf|renfe|ouigo|inoui|avlo|iryo|ryanair|easyjet|vueling|iberia|lufthansa|eurowings|condor|klm|volotea|"
    r"transavia|wizz(?: ?air)?|jet2|tui|trainline|flixbus|eurostar|amtrak|bahn|zug|train|tren|flight|flug|vuelo|vol|"
    r"(?:our|my|the) record|wheelchair|rollstuhl|silla de ruedas|gate|schalter|mostrador|comptoir|boarding|layover|"
    r"check[ \-]?in|airport|flughafen|aeropuerto|a[ée]roport|reise|viaje|voyage|trip|hotel|"
    r"h[ôo]tel|umgebucht|rebooked)\b",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = 64, 40
_LEAST = 4  # figures of a code told with its signs


def _of_business(text: str, start: int, end: int) -> str | None:
    """The kind that the words around tell; None for a thing, a telephone, or no business at all."""
    kind = said_of(text, start, end)
    return None if kind in {None, OTHER, CALLED} else kind


def _ending(match: re.Match[str], _region: str) -> PersonalDatum | None:
    text, (start, end) = match.string, match.span("ref")
    if _YEAR.fullmatch(match["ref"]) or is_counted(text, start, end) or has_things_behind(text, end):
        return None
    kind = _of_business(text, start, end)
    # The end of a card is a card's, and told elsewhere.
    if kind in {None, ANY, "loyalty"} or _IN_PART.match(text, end):
        return None
    before = text[max(0, start - _BEFORE) : start]
    if _OF_ALL.search(before) or (kind == "account" and _PUBLISHED.search(before)):
        return None
    return PersonalDatum(str(kind), start, end, 0.7)


def _signs(match: re.Match[str], _region: str) -> PersonalDatum | None:
    start, end = match.span("ref")
    kind = _of_business(match.string, start, end)
    if kind is None or digits_of(match["ref"]) < _LEAST:
        return None
    return PersonalDatum("ticket" if kind == ANY else kind, start, end, 0.75)


def _next(match: re.Match[str], _region: str) -> PersonalDatum | None:
    text, (start, end) = match.string, match.span("ref")
    kind = said_of(text, start, end, behind=0)
    if kind in {None, OTHER, CALLED, ANY} or is_a_sum(match["ref"]) or is_known(match["ref"]):
        return None
    return PersonalDatum(str(kind), start, end, 0.65)


def _letters(match: re.Match[str], _region: str) -> PersonalDatum | None:
    text, (start, end) = match.string, match.span("ref")
    around = text[max(0, start - _BEFORE) : start] + " " + text[end : end + _BEHIND]
    if letters(match["ref"]) is Look.NONE or is_in_a_url(text, start) or _JOURNEY.search(around) is None:
        return None
    if sum(map(str.isupper, around)) * 2 > sum(map(str.islower, around)) or said_of(text, start, end) == OTHER:
        return None
    return PersonalDatum("booking", start, end, 0.65)


TOLD = (
    Rule(_SHOP, named("order", 0.85, group="ref")),
    Rule(_ENDING, _ending),
    Rule(_SIGNS, _signs),
    Rule(_AS_IN, _signs),
    Rule(_NEXT, _next),
    Rule(_HERE, named("ticket", 0.6, group="ref")),
    Rule(LETTERS, _letters),
)
