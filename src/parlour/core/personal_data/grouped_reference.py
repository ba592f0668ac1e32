"""References whose figures stand in groups: "account 2403 1323", "siniestro 880.114.726", "policy HOM 4916 30109"."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.code_shapes import is_a_sum
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.recogniser import Rule, named, stands_in_a_link
from parlour.core.personal_data.reference_cues import CUES

_MORE_CUES = {
    "account": r"acc|(?:n[ºo°]|num(?:ero)?)\.? (?:de )?client[ea]?|client[ea]? n[ºo°]",
    "loyalty": (
        r"advantage(?: card)?|(?:iberia|skypass|rail|mileage) plus|club(?= (?:card|number|no|nr))|"
        r"(?:seniors?|library|store|vorteils?|kunden|punkte) ?card|(?:vorteils|kunden|punkte|treue)karte|"
        r"cumulus(?:-nummer)?|tarjeta (?:de )?(?:club|socio|puntos)(?: \w+)?|"
        r"carte (?:de )?fid[ée]lit[ée](?: \w+)?|ff no|frequent flyer no"
    ),
    "policy": r"pol(?:icy)? (?:no|number|nr)|contrat (?:auto|habitation|sant[ée]|vie)|police (?:auto|habitation)",
    "ticket": r"fall|fine|reference they gave \w+(?: on the phone)?",
    "order": r"receipt|recibo|quittung|re[çc]u|kassenbon",
}
"""What a reference in groups stands behind as well, as no count, sum or date looks like one."""
_CALLED = {kind: f"{cue}|{_MORE_CUES[kind]}" if kind in _MORE_CUES else cue for kind, cue in CUES.items()}
_LINK = (
    r"(?:[\s:#.=(\-]{0,3}(?:number|num|no|nr|nummer|ids?|card|n[uú]mero|n[º°]|n\.º|is|was|ist|es|est|de|del|auto|home|"
    r"the|my|mi|ma|mein\w*)\b\.?){0,3}[\s:#.=(\-]{0,3}"
)
_GROUPS = (
    r"(?P<ref>(?:[A-Z]{1,4}[ \-])?(?:\d{2,9}|\d)"
    r"(?:(?:[ .\-/]\d{1,12}){1,6}|[ ][A-Z]{2,4}[ ]\d{5,9}|(?<=\d{7})|(?<=\d{8}))"
    r"(?:-[0-9A-Za-z])?)(?![\w€$£%]|[.,:/]\d)"
)
_PATTERN = re.compile(
    # Looked up only where a word begins: a text of figures has a great many places to look.
    rf"\b(?=[^\W\d_])(?i:{'|'.join(f'(?P<{kind}>{cue})' for kind, cue in _CALLED.items())})(?![^\W\d_])"
    rf"(?i:{_LINK}){_GROUPS}"
)
_SORT_CODE = re.compile(
    r"\bsort[ \-]?codes?(?: (?:is|was)| (?:and|&) (?:account|acct?)(?: (?:number|no))?)?[\s:=(\-]{1,3}"
    r"(?P<ref>\d{2}(?:[ \-]?\d{2}){2}(?: \d{8})?)(?!\w|[\-/.]\d)",
    re.IGNORECASE,
)
_LEAST = 7  # figures of a reference in groups
_NO_REFERENCE = re.compile(
    r"(?:19|20)\d\d[\-./ ]\d\d?[\-./ ]\d\d?|\d\d?[\-./ ]\d\d?[\-./ ](?:(?:19|20)\d\d|\d\d)(?!\d)|"
    r"(?:19|20)\d\d[\-/](?:19|20)?\d\d(?!\d)|\d{1,3}(?:[.,]\d{3})+[.,]\d\d(?!\d)|\d{1,3}(?:[ .]000)+(?!\d)"
)
"""Dates, seasons and sums."""
_POINTS = re.compile(r"miles|points|puntos|avios", re.IGNORECASE)
_TELEPHONE = re.compile(r"0|(?:800|900|901|902|1800)[ .\-]")
# So many figures.
_HINT = re.compile(r"\d(?:[ .\-/]?(?:[A-Z]{2,4} )?\d){6}")


def _grouped(match: re.Match[str], _region: str) -> PersonalDatum | None:
    shape = match["ref"]
    other = _NO_REFERENCE.match(shape) or _TELEPHONE.match(shape) or is_counted(match.string, *match.span("ref"))
    if other or sum(map(str.isdigit, shape)) < _LEAST or stands_in_a_link(match.string, match.start()):
        return None
    kind = next(kind for kind in _CALLED if match[kind])
    if kind == "loyalty" and is_a_sum(shape) and _POINTS.match(match[kind]):
        return None
    return PersonalDatum(kind, match.start("ref"), match.end("ref"), 0.8)


GROUPED = (Rule(_SORT_CODE, named("account", 0.9, group="ref")), Rule(_PATTERN, _grouped, _HINT))
