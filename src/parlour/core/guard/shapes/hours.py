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
