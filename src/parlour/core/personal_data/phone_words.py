"""What the words beside a number say of it: that it is a telephone's, a parcel's, a machine's, or a count."""

import re

from parlour.core.personal_data.gate import Gate
from parlour.core.personal_data.recogniser import speaks_of_a_parcel

_CUE = re.compile(
    r"phone|\bcall|\bring\b|\btext\b|\btel\b|\btel[.:]|mobile|\bcell\b|whatsapp|\breach|\bnumber is\b|\bhandy|telefon|"
    r"\bfax\b|\boffice\b|\bdesk:|answer(?:ing|s)? (?:at|on)|\bsms\b|\bcontact no|\bdial|t[eé]l[eé]phone|num[eé]ro|"
    r"\bnum\b|appel|cellulare|telefonn?o|chiam|"
    r"\bruf|\banruf|\bmobil|erreichbar|tel[eé]fono|m[oó]vil|\bll[aá]m|\bcontact|\bn[uú]mero es|\bnummer ist",
    re.IGNORECASE,
)
# Tells in a small part of the time where there is none.
_GATE = Gate([_CUE])
# Nearer to a number than the word for a parcel, these make it a telephone's.
_CALLED = re.compile(
    r"\b(?:tel|call(?:ed|ing)?|ring|text|dial(?:led)?|sms|whatsapp|fax|contact|reach me)\b|"
    r"(?<!for my )(?<!of my )(?<!my new )\b(?:(?:tele)?phone|mobile|cell|mobil|handy)\b|"
    r"telefon|r[uü]e?ckruf|\b(?:an)?ruf(?:en?|t)?\b|t[eé]l[eé]phone|appel|\bll[aá]m|m[oó]vil|chiam|cellulare",
    re.IGNORECASE,
)
_NOT_A_PHONE = re.compile(
    r"\b(?:order|bestell\w*|pedido|invoice|rechnung\w*|factura|ticket|case|ref(?:erence)?|account|version|article|"
    r"followers|views|meter|z[aä]hler\w*|contador|models?|modell|modelo|mod[eè]le|serial|sku|error)\b[^.!?\n]{0,16}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" ?(?:views?|followers?|subscribers?|times|steps|points?|clicks|downloads|users|streams|plays|bytes|miles|seconds|"
    r"customers|members|employees|euros?|dollars?|pounds?|eur|usd|gbp|km|kunden|clientes|aufrufe|schritte|punkte|visitas|veces|puntos|pasos|seguidores|vues|abonn[ée]s)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_REACH = 48
_REACH_BEHIND = 12


def around(text: str, start: int, end: int) -> str:
    """The number with the words beside it that are read."""
    return text[max(0, start - _REACH) : end + _REACH_BEHIND]


def has_a_cue(words: str) -> bool:
    """Whether they are about telephones or calling."""
    return _LETTER.search(words) is not None and bool(_GATE.open_for(words)) and _CUE.search(words) is not None


def names_another(text: str, start: int) -> bool:
    """Whether the word before the number says that it is some other number."""
    return _NOT_A_PHONE.search(text, max(0, start - _REACH), start) is not None


def is_of_things(text: str, start: int, end: int) -> bool:
    """Whether the words beside the number say that it names a parcel or an article, or counts something."""
    return speaks_of_a_parcel(text, start, nearer=_CALLED) or is_counted(text, end)


def is_counted(text: str, end: int) -> bool:
    """Whether what stands behind the number is counted by it."""
    return _COUNTED.match(text, end) is not None
