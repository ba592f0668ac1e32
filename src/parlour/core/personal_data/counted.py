"""Figures that say how much or how many: a sum, a share, an age, a number of people."""

import re

_SUM = (
    r"%|[€$£¥₹](?!\s?\d)|(?:euros?|eur|usd|gbp|chf|cad|aud|inr|dollars?|bucks|pounds?|quid|pesos?|rupees?|cents?|pence|"
    r"franken|francs?|d[oó]lares|libras|reais|z[lł]oty|kron(?:en|er|or)|"
    r"percent|per cent|prozent|procent|por ?ciento|pour ?cent|per cento)\b(?!\s?\d)"
)
_COUNT = r"(?:likes|followers|views|retweets|members|subscribers|mitglieder|seguidores|abonn[ée]s)\b"
# Said of anything: behind many figures they rather begin what is told of a number.
_LOOSE = r"(?:customers|people|persons|times(?! out\b)|kunden|leute|personen|clientes|personas|veces|personnes|fois)\b"
_UNIT = (
    r"day|week|month|year|hour|minute|tag|woche|monat|jahr|stunde|d[ií]a|semana|mes|a[nñ]o|hora|jour|semaine|mois|an|"
    r"heure|giorno|settimana|mese|anno"
)
_TIME = (
    r"(?:days?|weeks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?|seconds?|secs?|tagen?|tage|wochen?|monaten?|monate|"
    r"jahren?|jahre|stunden?|minuten?|sekunden?|d[ií]as|semanas|meses|a[nñ]os|horas|minutos|jours|semaines|mois|ans|"
    r"heures|giorni|settimane|mesi|anni|minuti|dagen|weken|maanden|jaar)\b|"
    rf"(?:an?|each|every|per|pro|im|al|par|por|/)\s?(?:{_UNIT})\b(?!\s(?:ago|later|now|back|earlier|before))"
)
_BEHIND = re.compile(
    rf"\s?(?:(?P<sum>{_SUM})|(?P<count>{_COUNT})|(?P<loose>{_LOOSE})|(?P<time>{_TIME}))", re.IGNORECASE
)
_MOST = {"sum": 6, "count": 6, "loose": 4, "time": 4}
"""Figures that are written in one run before such a word; a longer run is a number of its own."""
# Two figures or three behind a point; one alone may begin a sentence: "order 48213.2 weeks and nothing".
_FRACTION = re.compile(rf"[.,](?:\d{{1,3}}\s?(?P<sum>{_SUM})|\d{{2,3}}(?:[.,]\d|(?!\d)))", re.IGNORECASE)
_MOST_BEFORE_A_FRACTION = {"sum": 6, None: 5}
# "1 500 000", "12 500.50", "10-20": no groups of other lengths are a sum or a count.
_IN_GROUPS = re.compile(r"\d{1,3}(?:[ .,]\d{2,3}){0,3}[ .,]\d{3}(?:[.,]\d\d?)?|\d{1,6}[\-/]\d{1,6}|\d{1,6}\.\d\d?")


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether the figures from `start` to `end`, or groups of them, are a sum, a share, an age or a count by what
    follows them. A number with letters in it is none."""
    figures = text[start:end]
    if not figures.isdigit():
        behind = _BEHIND.match(text, end)
        return behind is not None and behind.lastgroup != "time" and _IN_GROUPS.fullmatch(figures) is not None
    fraction = _FRACTION.match(text, end)
    if fraction is not None and len(figures) <= _MOST_BEFORE_A_FRACTION[fraction.lastgroup]:
        return True
    behind = _BEHIND.match(text, end)
    return behind is not None and len(figures) <= _MOST[str(behind.lastgroup)]
