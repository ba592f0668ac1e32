"""Numbers a company knows a person's business by: each is named by the word before it."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser, Rule, named

CUES = {
    "order": r"order|purchase|bestell(?:ung|nummer|nr)|auftrag(?:s?nummer|s?nr)?|pedido|compra",
    "booking": (
        r"booking|reservation|pnr|confirmation|record locator|buchung(?:s?nummer|s?code|s?nr)?|"
        r"reservierung(?:s?nummer)?|reserva|localizador"
    ),
    "ticket": (
        r"ticket|case|complaint|support request|vorgang(?:s?nummer|s?nr)?|fallnummer|beschwerdenummer|incidencia|"
        r"expediente|reclamaci[oó]n"
    ),
    "policy": (
        r"policy|police|versicherungs(?:schein)?(?:nummer|nr)|vertrag(?:s?nummer|s?nr)?|contract|p[oó]liza|contrato"
    ),
    "claim": r"claim|schaden(?:s?nummer|s?nr|sfall)?|siniestro|parte",
    "loyalty": (
        r"loyalty|member(?:ship)?|frequent fl[iy]er|miles|rewards|points card|bonuskarte|"
        r"mitglied(?:s?nummer|s?nr|schaft)?|socio|socia|fidelidad|puntos"
    ),
    "account": (
        r"account|acct|customer|client|iban|sort code|patient|meter|invoice|kunden(?:nummer|nr)|"
        r"konto(?:nummer|nr)?|rechnung(?:s?nummer|s?nr)?|patientennummer|cuenta|cliente|paciente|factura"
    ),
}
_LINK = (
    r"(?:number|num|no|nr|nummer|id|code|ref|reference|card|n[uú]mero|n[ºo°]|n\.º|c[oó]digo|referencia|is|was|ist|"
    r"lautet|war|es|del?|mi)"
)
_LETTERS_AND_DIGITS = r"[A-Za-z0-9](?:[A-Za-z0-9]|[\-/](?=[A-Za-z0-9])){2,24}"
_SHAPE = rf"(?=[A-Za-z0-9\-/]*\d){_LETTERS_AND_DIGITS}"
_BETWEEN = rf"\b(?P<link>(?:[\s:#.=(]{{1,3}}{_LINK}\b\.?)*)[\s:.=(]{{0,3}}(?P<sign>#?)\s?"
_PATTERNS = {
    kind: re.compile(rf"\b(?:{cue}){_BETWEEN}(?P<ref>{_SHAPE})(?![\w])", re.IGNORECASE) for kind, cue in CUES.items()
}
# No reference has fewer than three digits.
_HINTS = {
    kind: re.compile(rf"\b(?:{cue}){_BETWEEN}(?:[A-Za-z0-9\-/]*\d){{3}}", re.IGNORECASE) for kind, cue in CUES.items()
}
# Six letters and digits, as airlines and hotels print them; without a digit only after "code", "number" and the like.
_SIX_LETTERS = re.compile(
    rf"\b(?i:{CUES['booking']})(?P<link>(?:[\s:#.=(]{{1,3}}(?i:{_LINK})\b\.?)*)[\s:#.=(]{{1,3}}(?P<ref>[A-Z0-9]{{6}})\b"
)
_IS_MY = ",? (?:is|was|ist|es|=) (?:my|our|the|meine?|unsere|die|mi|el|la|nuestra) "
_AFTERWARDS = re.compile(
    # Looks no further than the reference can reach: this shape is tried at every word, not only after a cue.
    rf"(?<![\w\-])(?P<ref>(?=[A-Za-z0-9\-/]{{0,24}}\d){_LETTERS_AND_DIGITS}){_IS_MY}"
    rf"(?:{'|'.join(f'(?P<{kind}>{cue})' for kind, cue in CUES.items())})(?!\w)",
    re.IGNORECASE,
)
_AFTERWARDS_HINT = re.compile(
    rf"\d[A-Za-z0-9\-/]*{_IS_MY}"
    rf"(?:{'|'.join(CUES.values())})",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d+(?:st|nd|rd|th|x|k|m|kg|g|gb|mb|tb|cm|mm|km|h|min|am|pm|eur|usd|gbp|pcs|days?)", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_reference(shape: str, *, named: bool) -> bool:
    """Whether the shape is long and odd enough to name one thing; less is needed after "number" or "#"."""
    if _MEASURE.fullmatch(shape) or re.fullmatch(r"\d{1,2}[/\-]\d{1,2}(?:[/\-]\d{2,4})?|\d{4}-\d\d-\d\d", shape):
        return False
    digits = sum(character.isdigit() for character in shape)
    if named:
        return digits >= 3
    return len(shape) >= 5 and digits >= 3 and not _YEAR.fullmatch(shape)


def _said(match: re.Match[str]) -> bool:
    return _is_reference(match["ref"], named=bool(match["link"] or match["sign"]))


def _six_hold(match: re.Match[str]) -> bool:
    return bool(match["link"]) or not match["ref"].isalpha()


def _afterwards(match: re.Match[str], _region: str) -> PersonalDatum | None:
    if not _is_reference(match["ref"], named=True):
        return None
    return PersonalDatum(str(match.lastgroup), match.start("ref"), match.end("ref"), 0.85)


REFERENCE = Recogniser(
    tuple(CUES),
    (
        *(
            Rule(pattern, named(kind, 0.9, group="ref", holds=_said), _HINTS[kind])
            for kind, pattern in _PATTERNS.items()
        ),
        Rule(_SIX_LETTERS, named("booking", 0.85, group="ref", holds=_six_hold)),
        Rule(_AFTERWARDS, _afterwards, _AFTERWARDS_HINT),
    ),
)
