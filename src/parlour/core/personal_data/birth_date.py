"""Dates of birth: a date just after words that say so."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, named

_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch|zo)?|m[aä]rz|apr(?:il)?|may|mai|june?|juni|july?|juli|"
    r"aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?|"
    r"janv(?:ier)?|f[eé]v(?:rier)?|mars|avril|juin|juillet|ao[uû]t|d[eé]c(?:embre)?|gen(?:naio)?|maggio|giugno|luglio|"
    r"settembre|ottobre|dicembre|"
    r"ene(?:ro)?|febrero|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|septiembre|octubre|noviembre|dic(?:iembre)?)"
)
_DATE = (
    r"(?:\d{1,2}[./\-]\s?\d{1,2}[./\-]\s?\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.|º)?\s(?:of\s|de\s)?{_MONTH}\.?,?\s(?:de\s|del\s)?\d{{2,4}}|"
    rf"{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
)
_CUE = (
    r"(?:\bborn(?:\son)?|\bd\.?o\.?b\.?|\bdate of birth|\bbirth\s?date|\bbirthday|\bgeboren(?:\sam)?|"
    r"\bgeburts(?:datum|tag)|"
    r"\bgeb\.|\bnacid[oa](?:\sel)?|\bnac[ií](?:\sel)?|\bfecha de nacimiento|\bcumplea[nñ]os|\bn[eé]e?\sle|"
    r"\bdate de naissance|\bnat[oa]\sil|\bdata di nascita|\bbday|\bb-day)"
)
_SEARCH = re.compile(
    rf"{_CUE}[\s:=,(]{{0,3}}(?:is|was|on|ist|am|es|el|est|le|è|il)?[\s:]{{0,2}}({_DATE})(?!\w)", re.IGNORECASE
)


BIRTH_DATE = Recogniser(("birth_date",), (Rule(_SEARCH, named("birth_date", 0.95, group=1)),))
