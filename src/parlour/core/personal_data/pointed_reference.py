"""References that more than one word points to: "mi pedido es el W8820174", "confirmed under 3390.412.776", "look at
xk39tp"; by whom somebody is, "I'm Gold, 992 104 558"; behind misspelt words for them; figure by figure; and letter by
letter, with a word for each."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data import code_looks
from parlour.core.personal_data.code_looks import Look
from parlour.core.personal_data.code_shapes import digits_of, is_a_sum, is_known
from parlour.core.personal_data.code_words import ANY, CALLED, OTHER, said_of
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.phone_words import has_things_behind
from parlour.core.personal_data.recogniser import Judge, Rule, is_in_a_url

_END = r"(?![\w\-/€$£%]|[.,:]\d)"
_OF_BUSINESS = {
    "order": r"order|bestellung|auftrag|pedido|commande|ordine",
    "booking": r"booking|reservation|buchung|reserva|r[ée]servation|r[ée]sa",
    "ticket": r"ticket|case|complaint|vorgang|fall|caso|incidencia|dossier|r[ée]clamation|referencia|reference|ref",
    "claim": r"claim|schaden|siniestro|sinistre",
    "policy": r"policy|p[óo]liza|contrat",
    "account": r"account|konto|cuenta|compte|invoice|rechnung|factura|facture",
}
_KINDS = "|".join(f"(?P<{kind}>{words})" for kind, words in _OF_BUSINESS.items())
# "mi pedido es el w8820174"
_IS_THE = re.compile(
    rf"\b(?:{_KINDS}) (?:is|was|ist|war|es|era|est|c['’]est|[ée]tait) (?:the|el|la|der|die|das|le)(?: one| n[uú]mero)? "
    rf"(?P<ref>[a-z]{{0,3}}-?\d{{5,12}}){_END}",
    re.IGNORECASE,
)
_MISSPELT = {
    "ticket": (
        r"refrence|refernce|referance|refference|refrance|referece|refernece|refrenz|refernz|refrencia|"
        r"tikcet|tiket|ticktet|tickt|vorgnag|dosier|incidecia"
    ),
    "booking": (
        r"confrimation|confimation|confirmaton|comfirmation|confermation|conformation|bokking|boking|bookin|bookign|"
        r"reservaton|resevation|resrvation|buchugn|buchnug|resrva|reseva|reservacion"
    ),
    "order": r"ordr|oredr|orde|bestelung|besttelung|bestellugn|pdeido|pedio|comande|comand",
    "account": r"acount|accout|accoutn|acconut|custmer|cusotmer|kundnen|rechnugn|cunta",
    "policy": r"pollicy|poilcy|polcy|polisa",
    "claim": r"clame|cliam|sinistro|siniesto",
}
_NUMBER = (
    r"(?:n[u]?mb?e?r|numbr|nubmer|numebr|numer|nummber|numbe|nmbr|number|no|nr|nummer|nummr|numero|nuemro|code|id)"
)
_MISSPELT_LABEL = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _MISSPELT.items())})(?: {_NUMBER})?\.?"
    rf"(?: (?:is|was|ist|es|est))?[\s:#]{{1,3}}(?P<ref>[a-z\d]{{1,12}}(?:-[a-z\d]{{1,8}}){{0,2}}){_END}",
    re.IGNORECASE,
)
# "könnt ihr bei r8kw2p bitte den koffer dazubuchen": six small letters and figures, and words of a journey.
_POINTED = re.compile(
    r"\b(?:bei|zu|f[üu]r|unter|mit|look (?:at|into|up)|check(?: on)?|for|under|find|open|pull up|on|fix|"
    r"mirad|mirar|revisad|buscad|con|para|bajo|en|sobre|regarde[rz]|voir|pour|sous|sur|dans)\s(?P<ref>[a-z\d]{6})"
    r"(?![\w\-/]|[.,]\d)"
)
_JOURNEY = re.compile(
    r"\b(?:passengers?|fl(?:ight|ug|üge)\w*|(?:hand)?gep[äa]ck\w*|koffer\w*|umbuch\w*|dazubuch\w*|gebucht|sitzpl\w+|"
    r"mitreisende\w*|reise|zug|hotel|zimmer|luggage|baggage|bags?|seats?|rebook\w*|booked|check[ \-]?in|boarding|"
    r"travell?ers?|trip|room|vuelo|maletas?|equipaje|asientos?|pasajer[oa]s?|viaje|habitaci[óo]n|"
    r"vols?|valises?|bagages?|si[èe]ges?|passagers?|voyage|chambre|billets?)\b",
    re.IGNORECASE,
)
# Beside words of a journey they are no postcode.
_LIKE_A_POSTCODE = re.compile(r"[a-z]{2}\d\d[a-z]{2}")
_REACH = 80
# "confirmed under 3390.412.776"
_UNDER = re.compile(
    r"\b(?:confirmed|booked|registered|filed|logged|reserved|best[äa]tigt|gebucht|reserviert|registriert|gemeldet|"
    r"confirmad[oa]|reservad[oa]|registrad[oa]|confirm[ée]e?|r[ée]serv[ée]e?|enregistr[ée]e?) "
    r"(?:under|as|unter|als|bajo|con|como|sous|avec)(?: (?:the|no\.?|number|nr\.?|nummer|el|le))? "
    rf"(?P<ref>\d{{2,4}}(?:[. ]\d{{3,4}}){{2,3}}|\d{{6,12}}){_END}",
    re.IGNORECASE,
)
_AM = r"\b(?:i['’]?m|i am|ich bin|bin|soy|je suis)(?: (?:a|an|the|your|eure?|el|la|le|l['’]|un|une|votre|euer))?"
# "Soy la socia 20.417"
_SOMEBODY = re.compile(
    rf"{_AM} ?(?:(?P<loyalty>member|mitglied|soci[oa]|miembro|adh[ée]rente?|soci[ée]taire)|"
    r"(?P<account>customer|subscriber|kunde|kundin|client[ea]?|abonad[oa]|abonn[ée]e?))"
    r"(?: (?:number|no\.?|nr\.?|nummer|n[º°o]\.?|n[úu]mero|num[ée]ro))? "
    rf"(?P<ref>\d{{1,3}}[., ]\d{{3}}|\d{{4,12}}){_END}",
    re.IGNORECASE,
)
# "I'm Gold, 992 104 558 if you want to check"
_STATUS = re.compile(
    rf"{_AM} (?:gold|silver|silber|platin(?:um|e|o)?|diamond|diamant|emerald|ruby|sapphire|senator|ftl|vip|elite|"
    r"bronze|oro|plata|argent)(?: (?:member|card|status|mitglied|kunde|kundin|elite))?[,:;(–\-] ?"
    rf"(?P<loyalty>(?P<ref>\d{{3}}(?: ?\d{{3}}){{1,3}}|\d{{7,12}})){_END}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONE_BY_ONE = r"\d(?:[ ,\-]{1,2}\d){4,11}"
# "9 4 4 1 0 7 3 is the order"
_SINGLE = re.compile(
    rf"(?<![\w.,:/\-€$£])(?<!\d )(?P<ref>{_ONE_BY_ONE})(?! ?\d|\w|[.,:]\d),? (?:is|was|ist|es|est)"
    rf" (?:the|my|our|meine?|die|der|el|la|mi|le|ma|mon)"
    rf" (?:{_KINDS})(?! of|s?\w)",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"[01][ ,]+(?:1[ ,]+)?2[ ,]+3|[59][ ,]+[48][ ,]+[37]")
_LIKE = r"(?:as in|like|for|wie|como|comme|de)"
_FIGURE = r"(?:zero|null|cero|z[ée]ro|one|two|three|four|five|six|seven|eight|nine)"
_ITEM = rf"(?:[A-Z](?: {_LIKE} [A-Za-zÀ-ÿ]{{3,12}})?|\d|{_FIGURE})"
_SPELT = re.compile(
    rf"(?<![\w\-])(?P<ref>(?:{_ITEM}[ ,]{{1,2}}){{0,3}}[A-Z] {_LIKE} [A-Za-zÀ-ÿ]{{3,12}}"
    rf"(?:[ ,]{{1,2}}{_ITEM}){{3,9}})(?!\w)"
)
_SPELT_FIGURES = re.compile(rf"\d|\b{_FIGURE}\b")


def _kind_of(match: re.Match[str]) -> str:
    return next(name for name, part in match.groupdict().items() if name != "ref" and part is not None)


def _is_none(match: re.Match[str]) -> bool:
    """Whether the figures are a count, a sum, a year, or something known to all."""
    text, shape, (start, end) = match.string, match["ref"], match.span("ref")
    if _YEAR.fullmatch(shape) or is_known(shape) or is_in_a_url(text, start):
        return True
    return is_counted(text, start, end) or has_things_behind(text, end)


def _named(confidence: float, least: int, *, sums: bool = False) -> Judge:
    def judge(match: re.Match[str], _region: str) -> PersonalDatum | None:
        shape = match["ref"]
        if digits_of(shape) < least or shape.endswith("000") or _is_none(match) or (is_a_sum(shape) and not sums):
            return None
        return PersonalDatum(_kind_of(match), match.start("ref"), match.end("ref"), confidence)

    return judge


def _under(match: re.Match[str], _region: str) -> PersonalDatum | None:
    start, end = match.span("ref")
    if _is_none(match) or is_a_sum(match["ref"]) or said_of(match.string, start, end) in {OTHER, CALLED}:
        return None
    return PersonalDatum("booking", start, end, 0.65)


def _pointed(match: re.Match[str], _region: str) -> PersonalDatum | None:
    text, (start, end) = match.string, match.span("ref")
    is_code = _LIKE_A_POSTCODE.fullmatch(match["ref"]) or code_looks.lower(match["ref"]) is not Look.NONE
    if not is_code or said_of(text, start, end, behind=0) in {OTHER, CALLED}:
        return None
    if _JOURNEY.search(text, max(0, start - _REACH), end + _REACH) is None:
        return None
    return PersonalDatum("booking", start, end, 0.6)


def _single(match: re.Match[str], _region: str) -> PersonalDatum | None:
    if _COUNTING.match(match["ref"]):
        return None
    return PersonalDatum(_kind_of(match), match.start("ref"), match.end("ref"), 0.7)


def _spelt(match: re.Match[str], _region: str) -> PersonalDatum | None:
    start, end = match.span("ref")
    kind = said_of(match.string, start, end)
    if kind in {None, OTHER, CALLED} or _SPELT_FIGURES.search(match["ref"]) is None:
        return None
    return PersonalDatum("ticket" if kind == ANY else str(kind), start, end, 0.75)


POINTED = (
    Rule(_IS_THE, _named(0.75, 5)),
    Rule(_MISSPELT_LABEL, _named(0.75, 4)),
    Rule(_POINTED, _pointed),
    Rule(_UNDER, _under),
    Rule(_SOMEBODY, _named(0.7, 4, sums=True)),
    Rule(_STATUS, _named(0.75, 6, sums=True)),
    Rule(_SINGLE, _single),
    Rule(_SPELT, _spelt),
)
