"""A day as far as a text says it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day as far as the text says it.

    Of year, month and day those that were said are set. `days` are the days a weekday, a holiday or a relative word can
    mean, seen from `now`; empty where the day itself was written. `recurring` is one of many ("every Tuesday"), `loose`
    an everyday word like "today" or "next week", `feast` a day by its name.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    days: tuple[date, ...] = ()
    recurring: bool = False
    loose: bool = False
    feast: bool = False
