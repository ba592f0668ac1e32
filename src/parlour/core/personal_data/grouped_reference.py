"""References whose figures stand in groups: "account 2403 1323", "siniestro 880.114.726", "policy HOM 4916 30109"."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Rule, stands_in_a_link
from parlour.core.personal_data.reference_cues import CUES

_MORE_CUES = {
    "account": r"acc|(?:n[ºo°]|num(?:ero)?)\.? (?:de )?client[ea]?|client[ea]? n[ºo°]|kunden(?:nummer|nr)",
    "loyalty": (
        r"advantage(?: card)?|(?:iberia|skypass|rail|mileage) plus|club(?= (?:card|number|no|nr))|"
        r"(?:seniors?|library|store|vorteils?|kunden|punkte) ?card|"
        r"(?:vorteils|kunden|punkte|treue)karte|cumulus(?:-nummer)?|flying blue|miles (?:&|and|und) more|"
        r"tarjeta (?:de )?(?:club|socio|puntos)(?: \w+)?|carte (?:de )?fid[ée]lit[ée](?: \w+)?|ff no|frequent flyer no"
    ),
    "policy": r"pol(?:icy)? (?:no|number|nr)|contrat (?:auto|habitation|sant[ée]|vie)|police (?:auto|habitation)",
    "ticket": r"caso|folio|fall|plainte|(?:parking |penalty )?fine|pcn|reference they gave \w+(?: on the phone)?",
    "order": r"receipt|recibo|quittung|re[çc]u|kassenbon|order|orden",
    "booking": r"(?:booking\.com )?confirmation|reserva|resv|reservation",
    "claim": r"schadens?meldung",
}
_LINK = (
    r"(?:[\s:#.=(\-]{0,3}(?:number|num|no|nr|nummer|ids?|card|n[uú]mero|n[ºo°]|n\.º|is|was|ist|es|est|de|del|auto|home|"
    r"the|my|mi|ma|mein\w*)\b\.?){0,3}[\s:#.=(\-]{0,3}"
)
_GROUPS = (
    r"(?P<ref>(?:[A-Z]{1,4}[ \-])?(?:\d{2,9}|\d)"
    r"(?:(?:[ .\-/]\d{1,12}){1,6}|[ ][A-Z]{2,4}[ ]\d{5,9}|(?<=\d{7})|(?<=\d{8}))"
    r"(?:-[0-9A-Za-z])?)(?![\w€$£%]|[.,:/]\d)"
)
_PATTERN = re.compile(
    rf"\b(?i:{'|'.join(f'(?P<{kind}>{CUES[kind]}|{more})' for kind, more in _MORE_CUES.items())})(?![^\W\d_])"
    rf"(?i:{_LINK}){_GROUPS}"
)
_LEAST = 7
"""Figures of a reference in groups."""
_NO_REFERENCE = re.compile(
    r"(?:19|20)\d\d[\-./ ]\d\d?[\-./ ]\d\d?|\d\d?[\-./ ]\d\d?[\-./ ](?:(?:19|20)\d\d|\d\d)(?!\d)|"
    r"(?:19|20)\d\d[\-/](?:19|20)?\d\d(?!\d)|\d{1,3}(?:[.,]\d{3})+[.,]\d\d(?!\d)|\d{1,3}(?:[ .]000)+(?!\d)"
)
"""Dates, seasons and sums."""
_SERVICE_LINE = re.compile(r"(?:800|900|901|902|1800)[ .\-]")
_COUNTED = re.compile(
    r" ?(?:euros?|eur|usd|gbp|dollars?|pounds?|pesos|followers|members|customers|people|kunden|clientes|times)\b",
    re.IGNORECASE,
)


def _grouped(match: re.Match[str], _region: str) -> PersonalDatum | None:
    shape = match["ref"]
    whole = sum(map(str.isdigit, shape)) >= _LEAST and not _NO_REFERENCE.match(shape)
    whole = (
        whole and not (shape[0] in "0+" or _SERVICE_LINE.match(shape)) and not _COUNTED.match(match.string, match.end())
    )
    if not whole or stands_in_a_link(match.string, match.start()):
        return None
    kind = next(kind for kind in _MORE_CUES if match[kind])
    return PersonalDatum(kind, match.start("ref"), match.end("ref"), 0.8)


_HINT = re.compile(r"\d(?:[ .\-/]?(?:[A-Z]{2,4} )?\d){6}")

GROUPED = (Rule(_PATTERN, _grouped, _HINT),)
