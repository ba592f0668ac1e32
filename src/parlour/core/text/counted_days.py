"""Days that are counted: from another ("two days after Christmas"), and down to one ("three more sleeps")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from parlour.core.text.date_span import DateSpan
from parlour.core.text.lasting import lasting
from parlour.core.text.numbers import Number

_COUNTED_FROM = re.compile(
    r"\s(?:days?|tage?|dias?|jours?)\s(?:(before|vor|antes del?|avant)|after|nach|despues del?|tras|apres)\s"
    r"(?:the |dem |el |la |las |los |les? |l')?$"
)
_COUNTED_DAYS = 30  # days that people count from a feast
_UNITS = (
    r"(?:(?P<week>weeks?|wochen?|semanas?|semaines?)|days?|nights?|tagen?|tage|nachten?|dias?|noches|jours?|nuits?)\b"
)
_DOWN = re.compile(rf"\s(?P<more>more )?{_UNITS}(?P<after> (?:from now|from today|to go|hence|left)\b)?")
# "It's nine days out": what the two are waiting for is so far away.
_AWAY = re.compile(
    r"\sdays (?:out|off|away)\b(?: yet| still)?|\sdias de espera\b|\stage dauert(?:'?s| es| das)? noch\b"
)
_IT_IS = re.compile(
    r"\b(?:(?:it|that|yours)(?:'s| is)|they(?:'re| are)|son|es sind|das sind|is|are|still|another|yet)"
    r"(?: still| another| about| only| just| aun| todavia)? $"
)
_SLEEPS = re.compile(r"\s(?:more )?(?:sleeps?\b|dodos?\b|mal (?:noch )?schlafen\b|noches de dormir\b)")
_TO_GO = re.compile(
    r"\b(?:noch|plus que|encore|faltan?|quedan?|d'ici(?: a)?|de aqui a|in|heute in|y'a plus que|il reste|"
    r"il ne reste(?: plus)? que)\s(?:genau |exactly |exactamente |nur |solo )?$"
)
_TIMES_TO_SLEEP = re.compile(
    r"\b(?:(einmal)|(zweimal)|(dreimal)|(viermal)|(funfmal)|(sechsmal)|(siebenmal)) schlafen\b"
)
_AHEAD = re.compile(r"\b(?:in|within|dentro de|en|dans|d'ici) (?:about |etwa )?$")
_HENCE = re.compile(r" (?:out|off|away|from now|from today|hence|to go)\b")
_ON_TOP = re.compile(r",? (?:plus|mas) ")
_ONE_DAY = re.compile(r"(?:one|a|eine?n?|un) (?:day|tag|dia|jour)\b")
_IN_A_WEEK = 7


def _summed(text: str, found: Sequence[Number], now: date) -> Iterator[DateSpan]:
    """ "In a week and two days", "a week and two days away"."""
    for one in lasting(text, found):
        ahead = _AHEAD.search(text, max(0, one.start - 20), one.start)
        if one.summed and (ahead or _HENCE.match(text, one.end)):
            yield DateSpan(ahead.start() if ahead else one.start, one.end, days=(now + timedelta(days=one.days),))


def counted_from(text: str, spans: Sequence[DateSpan], found: Sequence[Number]) -> Iterator[DateSpan]:
    """ "Two days after Christmas", "zwei Tage vor Ostern": as many days from a day that is named."""
    ends = {number.end: number for number in found if 1 <= number.value <= _COUNTED_DAYS}
    for span in spans:
        joint = _COUNTED_FROM.search(text, max(0, span.start - 32), span.start) if span.days else None
        number = ends.get(joint.start()) if joint else None
        if joint and number and span.weekday is None:
            off = timedelta(days=int(number.value) * (-1 if joint[1] else 1))
            yield DateSpan(number.start, span.end, days=tuple(day + off for day in span.days))


def one_more(text: str, spans: Sequence[DateSpan], found: Sequence[Number]) -> Iterator[DateSpan]:
    """ "Demain plus un jour", "heute in acht Tagen plus einen Tag": a named day with days on top."""
    starts = {number.start: number for number in found}
    for span in spans:
        joint = _ON_TOP.match(text, span.end) if len(span.days) == 1 and span.weekday is None else None
        more = _days_at(text, joint.end(), starts) if joint else None
        if more:
            count, end = more
            yield DateSpan(span.start, end, days=(span.days[0] + timedelta(days=count),))


def _days_at(text: str, place: int, starts: Mapping[int, Number]) -> tuple[int, int] | None:
    """How many days are said at a place, and where that ends."""
    one = _ONE_DAY.match(text, place)
    if one:
        return 1, one.end()
    number = starts.get(place)
    unit = _DOWN.match(text, number.end) if number else None
    whole = number is not None and 1 <= number.value <= _COUNTED_DAYS and number.value == int(number.value)
    return (int(number.value), unit.end()) if number and whole and unit and not unit["week"] else None


def counted_down(text: str, found: Sequence[Number], now: date) -> Iterator[DateSpan]:
    """ "Three days from now", "noch drei Tage", "faltan tres días", "plus que trois dodos", "dreimal schlafen"."""
    for number in found:
        if number.ordinal or not 1 <= number.value <= _COUNTED_DAYS or number.value != int(number.value):
            continue
        sleeps, down = _SLEEPS.match(text, number.end), _DOWN.match(text, number.end)
        to_go = _TO_GO.search(text, max(0, number.start - 20), number.start)
        away = _AWAY.match(text, number.end)
        it_is = _IT_IS.search(text, max(0, number.start - 20), number.start)
        if away and (it_is or not away[0].endswith(("out", "off", "away"))):
            start = it_is.start() if it_is else number.start
            yield DateSpan(start, away.end(), days=(now + timedelta(days=int(number.value)),))
        if sleeps or (down and (down["more"] or down["after"] or to_go)):
            said = sleeps or down
            unit = _IN_A_WEEK if down and down["week"] else 1
            day = now + timedelta(days=int(number.value) * unit)
            yield DateSpan(to_go.start() if to_go else number.start, said.end() if said else number.end, days=(day,))
    yield from _summed(text, found, now)
    for match in _TIMES_TO_SLEEP.finditer(text):
        yield DateSpan(*match.span(), days=(now + timedelta(days=match.lastindex or 1),))
