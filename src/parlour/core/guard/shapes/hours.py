"""Times of day, and weekdays of which nothing more is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.times import TimeSpan

# "Opens at 9:30", "until 14:30", "your message at 14:30": hours that are no appointment.
_OF_ALL = re.compile(
    r"\b(?:until|till|from|opens?|closes?|closing|starts?|begins?|leaves?|departs?|message|post|tweet|daily|weekdays|"
    r"bis|ab|von|offnet|schliesst|beginnt|startet|fahrt|hasta|desde|abre|cierra|empieza|sale|jusqu'a|des|ouvre|ferme|"
    r"commence|part)\b[^.!?]{0,14}$"
)

# What is about to happen to somebody, or stands in their file: hours there are theirs, full ones too.
_SOON = re.compile(
    r"\b(?:hours?|minutes?|mins?) (?:from now|hence)\b|\bin (?:\w+ )?(?:stunden?|minuten)\b|"
    r"\bdentro de (?:\w+ )?(?:horas?|minutos)\b|\bdans (?:\w+ )?(?:heures?|minutes)\b"
)
_ON_FILE = re.compile(
    r"\b(?:your|tu|su|votre|ton|ta|ihre[rm]?|deine[rm]?) (?:file|record|booking|notes|ficha|reserva|expediente|dossier|"
    r"fiche|akte|buchung|profil|kartei\w*)\b"
)
# What is said of somebody's place, and of no hours of the house.
_KEPT = re.compile(
    r"\b(?:safe|kept|reserved|sorted|booked|confirmed|gesichert|reserviert|bestatigt|guardad[oa]s?|reservad[oa]s?|"
    r"confirmad[oa]s?|gardee?s?|reservee?s?|confirmee?s?)\b"
)


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day, in minutes after midnight, which says something only beside words about appointments, or to "you"
    where it is no full hour."""

    minutes: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.times:
            if self.minutes not in span.may_mean or span.bare or span.in_range:
                continue
            odd = span.minutes % 60 and reading.speaks_to_one(span.start) and not _is_of_all(span, reading)
            introduced = odd or reading.cue_near("day", span.start, span.end) or _is_known(span, reading)
            if introduced and not reading.speaks_to_all(span.start):
                yield Match(span.start, span.end, firm=False)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Two and more days of the week with the hour that something of somebody's begins on each: "Tuesdays and Thursdays,
    quarter past five"."""

    weekdays: frozenset[int]
    minutes: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        said: dict[int, dict[int, tuple[int, int]]] = {}
        for span in reading.dates:
            if span.weekday is not None:
                days = said.setdefault(reading.sentence_at(span.start)[0], {})
                days.setdefault(span.weekday, (span.start, span.end))
        for days in said.values():
            first, last = min(start for start, _ in days.values()), max(end for _, end in days.values())
            kept = _KEPT.search(reading.text, *reading.sentence_at(first)) and not reading.is_advice(first)
            other = (reading.speaks_to_all(first) and not kept) or reading.is_our_doing(first)
            if days.keys() == self.weekdays and reading.says_hour(self.minutes, first) and not other:
                yield Match(first, last, firm=False)


def weekly_of(reading: Reading) -> Iterator[Weekly]:
    """The days of the week and the hour of a value: "swimming Tue & Thu 17:15"."""
    weekdays = frozenset(span.weekday for span in reading.dates if span.weekday is not None and not span.month)
    if len(weekdays) > 1:
        yield from (Weekly(weekdays, minutes) for time in reading.times[:1] for minutes in time.may_be[:1])


def _is_known(span: TimeSpan, reading: Reading) -> bool:
    """Whether a time of day is said beside how soon it comes, or as it stands in somebody's file."""
    first, last = reading.sentence_at(span.start)
    # In "dans deux heures" the two are no hour of the day.
    soon = any(not one.start() <= span.start < one.end() for one in _SOON.finditer(reading.text, first, last))
    return (soon and not reading.is_our_doing(span.start)) or _ON_FILE.search(reading.text, first, last) is not None


def _is_of_all(span: TimeSpan, reading: Reading) -> bool:
    """Whether a time of day is when something opens, starts or was written."""
    return _OF_ALL.search(reading.text, max(0, span.start - 32), span.start) is not None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, where the fact knows no more."""

    weekday: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.dates:
            if span.weekday != self.weekday or span.recurring or reading.speaks_to_all(span.start):
                continue
            if reading.cue_near("day", span.start, span.end):
                yield Match(span.start, span.end, firm=False)
