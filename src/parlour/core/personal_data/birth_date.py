"""Dates of birth: a date just after words that say so."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, named

_MONTH = (
    r"(?:jan(?:uary|uari?|eiro)?|feb(?:ruary|ruari?|rero|braio)?|fev(?:ereiro)?|mar(?:ch|zo|ço)?|m[aä]rz|maart|"
    r"apr(?:ile?)?|may|mai|mei|maio|june?|juni|junho|july?|juli|julho|aug(?:ust(?:us)?)?|sep(?:t|tember)?|oct(?:ober)?|"
    r"okt(?:ober)?|nov(?:embe?r|embre|embro)?|dec(?:ember)?|dez(?:ember|embro)?|"
    r"janv(?:ier)?|f[eé]v(?:rier)?|mars|avril|juin|juillet|ao[uû]t|d[eé]c(?:embre)?|gen(?:naio)?|maggio|giugno|luglio|"
    r"settembre|ottobre|dicembre|ene(?:ro)?|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|set(?:embro)?|septiembre|"
    r"out(?:ubro)?|octubre|noviembre|dic(?:iembre)?)"
)
_DAY, _MONTH_OF_YEAR, _YEAR = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = (
    r"(?:\d{2} \d{2} (?:19|20)\d{2}|\d{1,2}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.|º)?[\s\-](?:of\s|de\s)?{_MONTH}\.?,?[\s\-](?:of\s|de\s|del\s)?\d{{2,4}}|"
    rf"{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|"
    rf"{_DAY}{_MONTH_OF_YEAR}{_YEAR}|{_MONTH_OF_YEAR}{_DAY}{_YEAR}|{_YEAR}{_MONTH_OF_YEAR}{_DAY}|"
    rf"{_DAY}{_MONTH_OF_YEAR}\d\d)"
)
_CUE = (
    r"(?:\bborn|\bd\.?o\.?b\.?|\bdate of birth|\bbirth\s?date|\bbirthday|\bgeboren|\bgeburts(?:datum|tag)|"
    r"\bgeb\.|\bnacid[oa]|\bnac[ií]|\bfecha de nacimiento|\bcumplea[nñ]os|\bn[eé]e?\sle|"
    r"\bdate de naissance|\bnat[oa]\sil|\bdata di nascita|\bbday|\bb-day|\bgeboortedatum|\bnascid[oa]|"
    r"\bdata de nascimento|\burodzon[ya]|\bdata urodzenia|\bnarozená?|\bdatum narození|\bfødt|\bfödd)"
)
_SAID = r"(?:(?:is|was|on|the|ist|am|der|den|es|el|est|le|è|il|op|em|dne)[\s:]{1,2}){0,3}"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s(?:the\s)?)?"
# "date of birth?" and the answer of whoever was asked, on a line of its own
_ASKED = r"(?:[^.!?\n]{0,12}\?\s{1,2}(?:\w{2,12}:\s)?)?"
_SEARCH = re.compile(rf"{_CUE}{_ASKED}[\s:=,(\-]{{0,3}}{_SAID}{_WEEKDAY}({_DATE})(?!\w)", re.IGNORECASE)


BIRTH_DATE = Recogniser(("birth_date",), (Rule(_SEARCH, named("birth_date", 0.95, group=1)),))
