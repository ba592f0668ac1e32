"""Days told in parts, and what only looks like them."""

from datetime import date

import pytest

from parlour.core.text.dates import dates
from parlour.core.text.fold import fold
from parlour.core.text.numbers import numbers
from parlour.core.text.times import times

NOW = date(2026, 3, 18)
Said = tuple[int | None, int | None, int | None]


def said(text: str) -> list[Said]:
    return [(span.year, span.month, span.day) for span in dates(fold(text).text, NOW)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in March, on the fourteenth", (None, 3, 14)),
        ("in March, the 14th", (None, 3, 14)),
        ("enero del 68, día cuatro", (1968, 1, 4)),
        ("mai 1975, le trois", (1975, 5, 3)),
        ("the second of the eleventh, ninety-four", (1994, 11, 2)),
        ("twenty-second of the ninth seventy-eight", (1978, 9, 22)),
        ("vierzehnter dritter siebenundachtzig", (1987, 3, 14)),
        ("el cuatro del uno de 1968", (1968, 1, 4)),
        ("le huit du premier mois", (None, 1, 8)),
        ("the last day of August", (None, 8, 31)),
        ("until the end of February", (None, 2, 28)),
        ("the end of February 2028", (2028, 2, 29)),
        ("el último día de abril", (None, 4, 30)),
        ("am letzten Tag im Juni", (None, 6, 30)),
        ("last day of 1999", (1999, 12, 31)),
        ("the last of October", (None, 10, 31)),
        ("St Patrick's Day 1958", (1958, 3, 17)),
        ("the 17th here", (None, None, 17)),
        ("24DEC93", (1993, 12, 24)),
        ("12.24.93", (1993, 12, 24)),
        ("the third of next month", (2026, 4, 3)),
        ("le cinq du mois prochain", (2026, 4, 5)),
        ("since March '19", (2019, 3, None)),
        ("desde mayo del 14", (2014, 5, None)),
        ("seit 3/2019", (2019, 3, None)),
        ("29-6, 16:00", (None, 6, 29)),
        ("el lunes 15-06", (None, 6, 15)),
    ],
)
def test_days_in_parts(text: str, day: Said) -> None:
    assert day in said(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In March, 14 shops opened", (None, 3, 14)),
        ("in March, the 14 shops", (None, 3, 14)),
        ("en marzo, el 3 por ciento", (None, 3, 3)),
        ("the eighteenth first thing", (None, 1, 18)),
        ("won 3-2 today", (None, 2, 3)),
        ("at 2.30, please", (None, 2, 30)),
        ("le 14 h 30", (None, None, 14)),
        ("24/7/2019/3", (2019, 7, None)),
        ("one of the first ten", (None, 10, 1)),
    ],
)
def test_what_only_looks_like_a_day(text: str, day: Said) -> None:
    assert day not in said(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("el 19 a las 10.15", 615), ("hasta el martes, cinco y media", 330), ("still today, 16.45", 1005)],
)
def test_hours_beside_days(text: str, minutes: int) -> None:
    folded = fold(text).text
    found = [time for time in times(folded, numbers(folded)) if not time.in_range]
    assert minutes in [time.minutes for time in found]


def test_price_behind_a_comma_is_no_hour() -> None:
    folded = fold("in total, 16.45 € for two").text
    assert times(folded, numbers(folded)) == ()
