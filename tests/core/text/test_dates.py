"""Dates and times in the common forms of three languages, seen from a Wednesday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.text.dates import dates
from parlour.core.text.fold import fold
from parlour.core.text.numbers import numbers
from parlour.core.text.times import times

NOW = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-24", (2026, 3, 24)),
        ("24.03.2026", (2026, 3, 24)),
        ("24.3.", (None, 3, 24)),
        ("24/03/26", (2026, 3, 24)),
        ("24 March 2026", (2026, 3, 24)),
        ("March 24th, 2026", (2026, 3, 24)),
        ("the twenty-fourth of March", (None, 3, 24)),
        ("am 24. März 2026", (2026, 3, 24)),
        ("am vierundzwanzigsten März", (None, 3, 24)),
        ("24 de marzo de 2026", (2026, 3, 24)),
        ("el veinticuatro de marzo", (None, 3, 24)),
        ("in March", (None, 3, None)),
        ("March 1984", (1984, 3, None)),
        ("the 24th", (None, None, 24)),
        ("12 May 84", (1984, 5, 12)),
    ],
)
def test_written_days(text: str, said: tuple[int | None, int | None, int | None]) -> None:
    assert said in [(span.year, span.month, span.day) for span in dates(fold(text).text, NOW)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 3, 18)),
        ("tomorrow", date(2026, 3, 19)),
        ("the day before yesterday", date(2026, 3, 16)),
        ("übermorgen", date(2026, 3, 20)),
        ("pasado mañana", date(2026, 3, 20)),
        ("in three days", date(2026, 3, 21)),
        ("two weeks ago", date(2026, 3, 4)),
        ("vor zwei Wochen", date(2026, 3, 4)),
        ("hace 3 días", date(2026, 3, 15)),
        ("next Tuesday", date(2026, 3, 24)),
        ("last Tuesday", date(2026, 3, 17)),
        ("am Dienstag", date(2026, 3, 24)),
        ("el martes", date(2026, 3, 24)),
        ("next week", date(2026, 3, 24)),
        ("last weekend", date(2026, 3, 14)),
        ("the weekend before last", date(2026, 3, 7)),
        ("vorletztes Wochenende", date(2026, 3, 8)),
        ("el fin de semana pasado", date(2026, 3, 15)),
        ("le week-end dernier", date(2026, 3, 14)),
        ("el fin de semana que viene", date(2026, 3, 21)),
    ],
)
def test_days_seen_from_now(text: str, day: date) -> None:
    assert any(day in span.days for span in dates(fold(text).text, NOW))


@pytest.mark.parametrize(
    "text",
    ["May I help?", "March on!", "version 10.15.7", "12.50 euros", "99/99/2026", "3 of 4", "ten people", "an 2 people"],
)
def test_no_date_in(text: str) -> None:
    assert dates(fold(text).text, NOW) == ()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10:30", 630),
        ("at 3pm", 900),
        ("3:15 pm", 915),
        ("half past ten", 630),
        ("halb elf", 630),
        ("um 10 Uhr", 600),
        ("10.30 Uhr", 630),
        ("a las diez y media", 630),
        ("12am", 0),
    ],
)
def test_times_of_day(text: str, minutes: int) -> None:
    folded = fold(text).text
    assert [span.minutes for span in times(folded, numbers(folded))] == [minutes]


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("at 3:30", (210, 930)),
        ("um 3 Uhr", (180, 900)),
        ("3 am", (180,)),
        ("3:30 a.m", (210,)),
        ("3 pm", (900,)),
        ("15:30", (930,)),
        ("midnight", (0,)),
        ("noon", (720,)),
    ],
)
def test_which_half_of_the_day_a_time_may_mean(text: str, may_be: tuple[int, ...]) -> None:
    folded = fold(text).text
    assert [span.may_be for span in times(folded, numbers(folded))] == [may_be]


@given(st.text("0123456789 ./-:adeinmorstuy", max_size=60))
def test_dates_are_ordered_and_inside(text: str) -> None:
    found = dates(text, NOW)
    assert [span.start for span in found] == sorted(span.start for span in found)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
