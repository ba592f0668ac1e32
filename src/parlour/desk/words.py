"""Numbers and times as a person would say them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext, ngettext

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
CLOSE: Final = 30 * MINUTE
VERY_CLOSE: Final = 10 * MINUTE


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Time until a promise is due, in words; `strength` is calm, soon, now or late, each said in words too."""

    words: str
    strength: str


def time_left(due: datetime, now: datetime) -> TimeLeft:
    seconds = (due - now).total_seconds()
    if seconds < 0:
        return TimeLeft(gettext("%(span)s late") % {"span": span(-seconds)}, "late")
    words = gettext("%(span)s left") % {"span": span(seconds)}
    return TimeLeft(words, "now" if seconds < VERY_CLOSE else "soon" if seconds < CLOSE else "calm")


def ago(then: datetime, now: datetime) -> str:
    seconds = (now - then).total_seconds()
    if seconds < MINUTE:
        return gettext("just now")
    return gettext("%(span)s ago") % {"span": span(seconds)}


def span(seconds: float) -> str:
    """A length of time in its largest whole unit."""
    whole = int(abs(seconds))
    if whole < MINUTE:
        return ngettext("%(n)d second", "%(n)d seconds", whole) % {"n": whole}
    if whole < HOUR:
        return ngettext("%(n)d minute", "%(n)d minutes", whole // MINUTE) % {"n": whole // MINUTE}
    if whole < 2 * DAY:
        return ngettext("%(n)d hour", "%(n)d hours", whole // HOUR) % {"n": whole // HOUR}
    return ngettext("%(n)d day", "%(n)d days", whole // DAY) % {"n": whole // DAY}


def grouped(number: int) -> str:
    """1240 → 1,240."""
    return f"{number:,}"


def audience(followers: int | None, people: int) -> str:
    """Who reads a public word: "1,240 followers, 3 people in the thread"."""
    parts = []
    if followers is not None:
        parts.append(ngettext("%(n)s follower", "%(n)s followers", followers) % {"n": grouped(followers)})
    if people:
        parts.append(
            ngettext("%(n)s person in the thread", "%(n)s people in the thread", people) % {"n": grouped(people)}
        )
    return ", ".join(parts)


def silence(heard: datetime | None, usual: float | None, now: datetime) -> tuple[str, bool]:
    """How long a channel has been quiet, in words, and whether that is longer than usual.

    `usual` is the normal gap between deliveries in seconds; four times as long is worth a look, never under a minute.
    """
    if heard is None:
        return gettext("Nothing heard yet."), False
    quiet = (now - heard).total_seconds()
    if usual is None:
        return gettext("Quiet for %(quiet)s.") % {"quiet": span(quiet)}, False
    words = {"quiet": span(quiet), "usual": span(max(usual, 1))}
    if quiet > max(4 * usual, MINUTE):
        return gettext("Quiet for %(quiet)s. Usually something comes every %(usual)s.") % words, True
    return gettext("Last post %(quiet)s ago. Usually something comes every %(usual)s.") % words, False
