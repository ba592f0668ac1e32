"""Numbers told word by word, "hotel kilo four tango nine mike", and the short ones right behind the word for them."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.code_words import ANY, CALLED, OTHER, said_of
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.recogniser import Rule

_LETTER = (
    r"alf?pha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|quebec|"
    r"romeo|sierra|tango|uniform|victor|whiske?y|x-?ray|yankee|zulu|anton|berta|c[äa]sar|dora|emil|friedrich|gustav|"
    r"heinrich|ida|julius|kaufmann|ludwig|martha|nordpol|otto|paula|quelle|richard|samuel|siegfried|theodor|ulrich|"
    r"viktor|wilhelm|xanthippe|ypsilon|zacharias|zeppelin|"
    r"ele|uve|hache|eme|e[nñ]e|jota|efe|erre|equis|zeta|i griega"
)
_FIGURE = (
    r"zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|null|eins|zwo|zwei|drei|vier|f[üu]nf|sechs|"
    r"sieben|acht|neun|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|z[ée]ro|un|deux|trois|quatre|cinq|sept|"
    r"huit|neuf"
)
_BY_WORD = re.compile(
    rf"\b(?P<ref>(?:(?:{_LETTER}|{_FIGURE}|[a-z\d])[ ,\-]{{1,2}}){{4,19}}(?:{_LETTER}|{_FIGURE}|[a-z\d]))(?!\w)",
    re.IGNORECASE,
)
_BY_WORD_HINT = re.compile(rf"\b(?:{_LETTER}|{_FIGURE})[ ,\-]+(?:{_LETTER}|{_FIGURE}|[a-z\d])[ ,\-]", re.IGNORECASE)
_LETTERS, _FIGURES = re.compile(rf"\b(?:{_LETTER})\b", re.IGNORECASE), re.compile(rf"\b(?:{_FIGURE})\b", re.IGNORECASE)
_SINGLE = re.compile(r"\b[A-Z]\b")
_LEAST_LETTERS, _FEW_FIGURES, _LEAST_FIGURES = 2, 3, 5
_READ_OUT = re.compile(
    r"\b(?:buchstabier\w*|diktier\w*|spell\w*|spelt|dictated|read (?:it )?out|as in|deletre\w*|dict[óo]|dictad[oa]|"
    r"dictaron|[ée]pel\w*|dict[ée]e?s?)\b",
    re.IGNORECASE,
)
_NEAR = 48
_KINDS = {
    "ticket": r"case|ticket|job|complaint|fall|vorgang|incidencia|expediente|folio|caso|dossier|docket|request",
    "claim": r"claim|siniestro|sinistre|schaden(?:sfall)?",
    "order": r"order|pedido|commande|bestellung|auftrag",
    "booking": r"booking|reservation|reserva|buchung|r[ée]servation",
}
_SHORT = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{kind}>{cue})' for kind, cue in _KINDS.items())}) #?(?P<ref>\d{{4}})"
    r"(?=\s*(?:$|[,;!?)])|\.(?:\s|$)| (?:still|was|is|isn|has|hasn|never|not|closed|open|pending|please|pls|from|"
    r"ist|wurde|noch|nicht|immer|vom|bitte|sigue|sin|no|est[áa]|por favor|toujours|pas|est|svp)\b)",
    re.IGNORECASE,
)
# Years, times of day and round numbers are no references.
_NO_SHORT = re.compile(r"(?:19|20)\d\d|(?:[01]\d|2[0-3])[0-5]\d|\d\d?0{2,3}")


def _by_word(match: re.Match[str], _region: str) -> PersonalDatum | None:
    start, end = match.span("ref")
    letters, figures = (len(one.findall(match["ref"])) for one in (_LETTERS, _FIGURES))
    kind = said_of(match.string, start, end)
    if kind is None and letters >= _LEAST_LETTERS and _is_read_out(match.string, start, end):
        kind = ANY
    mixed = len(_SINGLE.findall(match["ref"])) >= _LEAST_LETTERS and figures >= _FEW_FIGURES and kind != CALLED
    if kind is None or kind == OTHER or (letters < _LEAST_LETTERS and figures < _LEAST_FIGURES and not mixed):
        return None
    kind = {CALLED: "phone", ANY: "ticket"}.get(kind, kind)
    return PersonalDatum(kind, start, end, 0.7)


def _is_read_out(text: str, start: int, end: int) -> bool:
    """Whether the words around say that something is told letter by letter."""
    return _READ_OUT.search(text, max(0, start - _NEAR), end + _NEAR) is not None


def _short(match: re.Match[str], _region: str) -> PersonalDatum | None:
    start, end = match.span("ref")
    if _NO_SHORT.fullmatch(match["ref"]) or is_counted(match.string, start, end):
        return None
    return PersonalDatum(next(kind for kind in _KINDS if match[kind]), start, end, 0.6)


SPOKEN = (Rule(_BY_WORD, _by_word, _BY_WORD_HINT), Rule(_SHORT, _short))
