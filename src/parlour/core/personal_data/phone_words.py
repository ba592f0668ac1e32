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
    r" ?(?:views?|likes|retweets|votes|"
    r"followers?|subscribers?|times(?! out\b)|steps|points?|clicks|downloads|users|streams|plays|bytes|"
    r"miles|seconds|customers|members|employees|euros?|dollars?|pounds?|eur|usd|gbp|km|kunden|clientes|aufrufe|"
    r"schritte|punkte|visitas|veces|puntos|pasos|seguidores|vues|abonn[ée]s)\b",
    re.IGNORECASE,
)
# A trunk or country code, brackets, or joints that ranges and thousands do not have: so no count is written.
_WRITTEN_TO_CALL = re.compile(r"[+(0]|1 ?\(|\d{1,4}-\d{2,5}-\d|(?:1\.)?\d{3}\.\d{3}\.\d{4}(?!\d)")
_TO_CALL = re.compile(
    r"\b(?:call(?:ed|ing)?|ring|rang|text(?:ed|ing)?|dial(?:led|ling)?|reach|tel|sms|whatsapp|fax|"
    r"(?:my|his|her|our) (?:(?:new|old|work|home|phone|mobile|cell) )?number|(?:tele)?phone|mobile|cell|"
    r"handy|telefon(?:nummer)?|tel[eé]fono|t[eé]l[eé]phone|m[oó]vil|ruft?|ll[aá]ma(?:me)?|appelez|chiama(?:mi)?)\b"
    r"(?:[\s:.]{1,2}(?:my \w{2,10}|me|us|him|her|them|you|back|on|at|is|number|no|mich|uns|unter|ist|al|au|es|est)\b)"
    r"{0,4}[\s:.]{0,3}$",
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
    if speaks_of_a_parcel(text, start, nearer=_CALLED):
        return True
    return has_things_behind(text, end) and not _is_to_call(text, start)


def has_things_behind(text: str, end: int) -> bool:
    """Whether a word for things that are counted stands behind the number, however the number is written."""
    return _COUNTED.match(text, end) is not None


def _is_to_call(text: str, start: int) -> bool:
    """Whether the number is written as telephone numbers are, or the words right before it say that it is one."""
    if _WRITTEN_TO_CALL.match(text, start):
        return True
    return _TO_CALL.search(text, max(0, start - _REACH), start) is not None
