"""Figures that say how much or how many: a sum, a share, an age, a number of people."""

import re

_SUM = (
    r"%|[€$£¥₹](?!\s?\d)|(?:euros?|eur|usd|gbp|chf|cad|aud|inr|dollars?|bucks|pounds?|quid|pesos?|rupees?|cents?|pence|"
    r"franken|francs?|d[oó]lares|libras|reais|z[lł]oty|kron(?:en|er|or)|"
    r"percent|per cent|prozent|procent|por ?ciento|pour ?cent|per cento)\b(?!\s?\d)"
)
_COUNT = (
    r"(?:likes|followers|views|retweets|members|customers|people|persons|times(?! out)|subscribers|"
    r"kunden|leute|personen|mitglieder|clientes|personas|seguidores|veces|personnes|abonn[ée]s|fois)\b"
)
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
_BEHIND = re.compile(rf"\s?(?:(?P<sum>{_SUM})|(?P<count>{_COUNT})|(?P<time>{_TIME}))", re.IGNORECASE)
_MOST = {"sum": 12, "count": 6, "time": 4}
"""Figures that are written in one run before such a word; a longer run is a number of its own."""
# Two figures or three behind a point; one alone may begin a sentence: "order 48213.2 weeks and nothing".
_FRACTION = re.compile(rf"[.,]\d{{2,3}}(?:[.,]\d|(?!\d))|[.,]\d\s?(?:{_SUM})", re.IGNORECASE)
_MOST_BEFORE_A_FRACTION = 6


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether the figures from `start` to `end`, or groups of them, are a sum, a share, an age or a count by what
    follows them. A number with letters in it is none."""
    figures = text[start:end]
    if not figures.isdigit():
        behind = _BEHIND.match(text, end)
        return behind is not None and behind.lastgroup != "time" and not any(map(str.isalpha, figures))
    if len(figures) <= _MOST_BEFORE_A_FRACTION and _FRACTION.match(text, end):
        return True
    behind = _BEHIND.match(text, end)
    return behind is not None and len(figures) <= _MOST[str(behind.lastgroup)]
