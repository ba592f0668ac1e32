"""Times said to people: the day and the hour as they write them, with the zone named, and words that propose one."""

from datetime import datetime
from typing import Final

_DAYS: Final = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_MONTHS: Final = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}
_SAID: Final = {
    "en": "{day} {number} {month} {year}, {begin} to {end} ({zone})",
    "de": "{day}, {number}. {month} {year}, {begin} bis {end} Uhr ({zone})",
    "es": "{day} {number} de {month} de {year}, de {begin} a {end} ({zone})",
}
_PROPOSALS: Final = {
    "call": {
        "en": "We could call you back on {when}. Does that suit you? If another time is better, just tell us.",
        "de": "Wir könnten Sie zurückrufen: {when}. Passt Ihnen das? Wenn nicht, nennen Sie uns gern eine andere Zeit.",
        "es": "Podríamos llamarle el {when}. ¿Le viene bien? Si prefiere otro momento, díganoslo.",
    },
    "visit": {
        "en": "We could meet you in person on {when}. Does that suit you? If another time is better, just tell us.",
        "de": "Wir könnten uns treffen: {when}. Passt Ihnen das? Wenn nicht, nennen Sie uns gern eine andere Zeit.",
        "es": "Podríamos vernos en persona el {when}. ¿Le viene bien? Si prefiere otro momento, díganoslo.",
    },
}


def said_time(begins: datetime, ends: datetime, *, zone: str, language: str) -> str:
    """Both times, which are in `zone` already: `Tuesday 3 March 2026, 10:00 to 10:30 (Europe/Dublin)`.

    In English where the language (a tag such as `de-AT`) is not known.
    """
    tongue = _tongue(language)
    return _SAID[tongue].format(
        day=_DAYS[tongue][begins.weekday()],
        number=begins.day,
        month=_MONTHS[tongue][begins.month - 1],
        year=begins.year,
        begin=f"{begins:%H:%M}",
        end=f"{ends:%H:%M}",
        zone=zone,
    )


def time_proposal(kind: str, when: str, *, language: str) -> str:
    """Kind words that propose a call (`call`) or a meeting (`visit`) at a time as `said_time` says it."""
    return _PROPOSALS[kind][_tongue(language)].format(when=when)


def _tongue(language: str) -> str:
    tongue = language.lower().partition("-")[0]
    return tongue if tongue in _SAID else "en"
