"""When something promised in business hours is due: nights, weekends, holidays, clocks that change."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.hours.business import BusinessHours, due

HOUR = 3600
BERLIN, NEW_YORK, KOLKATA = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")
CHATHAM = ZoneInfo("Pacific/Chatham")


def week(*spans: tuple[int, int], days: range = range(5)) -> dict[int, tuple[tuple[int, int], ...]]:
    return dict.fromkeys(days, tuple((begin * 60, end * 60) for begin, end in spans))


OFFICE = BusinessHours(BERLIN, week((9, 17)))
LUNCH = BusinessHours(BERLIN, week((9, 12), (13, 17)))
NIGHTS = BusinessHours(BERLIN, week((22, 30), days=range(7)))
FRIDAY_NIGHT = BusinessHours(BERLIN, week((22, 30), days=range(4, 5)))
ALWAYS = BusinessHours(BERLIN, week((0, 24), days=range(7)))
EARLY = BusinessHours(BERLIN, {6: ((90, 150), (180, 240))})
HOLIDAYS = BusinessHours(BERLIN, week((9, 17)), frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
HOLY_NIGHT = BusinessHours(BERLIN, week((22, 30), days=range(7)), frozenset({date(2026, 12, 25)}))

# 2026: 2 March is a Monday; in Berlin the clocks go forward on 29 March at 2:00, back on 25 October at 3:00.
CASES = [
    ("within a day", OFFICE, "2026-03-02T10:00", 2 * HOUR, "2026-03-02T12:00"),
    ("none", OFFICE, "2026-03-01T10:00", 0, "2026-03-01T10:00"),
    ("to the moment of closing", OFFICE, "2026-03-02T15:00", 2 * HOUR, "2026-03-02T17:00"),
    ("over night", OFFICE, "2026-03-02T16:00", 2 * HOUR, "2026-03-03T10:00"),
    ("a second over night", OFFICE, "2026-03-02T15:00", 2 * HOUR + 1, "2026-03-03T09:00:01"),
    ("over the weekend", OFFICE, "2026-03-06T16:00", 2 * HOUR, "2026-03-09T10:00"),
    ("from before opening", OFFICE, "2026-03-02T06:00", 2 * HOUR, "2026-03-02T11:00"),
    ("from after closing", OFFICE, "2026-03-02T17:00", 2 * HOUR, "2026-03-03T11:00"),
    ("from a Sunday", OFFICE, "2026-03-01T12:00", 2 * HOUR, "2026-03-02T11:00"),
    ("over lunch", LUNCH, "2026-03-02T11:00", 2 * HOUR, "2026-03-02T14:00"),
    ("from within lunch", LUNCH, "2026-03-02T12:30", HOUR, "2026-03-02T14:00"),
    ("over two weeks", OFFICE, "2026-03-02T09:00", 80 * HOUR, "2026-03-13T17:00"),
    ("over holidays and a weekend", HOLIDAYS, "2026-12-24T16:00", 2 * HOUR, "2026-12-29T10:00"),
    ("from a holiday", HOLIDAYS, "2026-12-25T12:00", HOUR, "2026-12-29T10:00"),
    ("over midnight", NIGHTS, "2026-03-02T23:00", 2 * HOUR, "2026-03-03T01:00"),
    ("from after midnight", NIGHTS, "2026-03-03T05:00", 2 * HOUR, "2026-03-03T23:00"),
    ("into a closed day", FRIDAY_NIGHT, "2026-03-07T01:00", 2 * HOUR, "2026-03-07T03:00"),
    ("a night that began before a holiday goes on", HOLY_NIGHT, "2026-12-25T05:00", HOUR, "2026-12-25T06:00"),
    ("a night does not begin on a holiday", HOLY_NIGHT, "2026-12-25T21:00", HOUR, "2026-12-26T23:00"),
    ("forward: that day has 23 hours", ALWAYS, "2026-03-29T00:00", 23 * HOUR, "2026-03-30T00:00"),
    ("back: that day has 25 hours", ALWAYS, "2026-10-25T00:00", 25 * HOUR, "2026-10-26T00:00"),
    ("forward, over the weekend", OFFICE, "2026-03-27T16:00", 2 * HOUR, "2026-03-30T10:00"),
    ("back, over the weekend", OFFICE, "2026-10-23T16:00", 2 * HOUR, "2026-10-26T10:00"),
    ("forward, by night", NIGHTS, "2026-03-28T22:00", 7 * HOUR, "2026-03-29T06:00"),
    ("back, by night", NIGHTS, "2026-10-24T22:00", 9 * HOUR, "2026-10-25T06:00"),
    ("half an hour of the span is skipped", EARLY, "2026-03-29T01:30", HOUR, "2026-03-29T03:30"),
]  # fmt: skip


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(("hours", "start", "seconds", "end"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_due(hours: BusinessHours, start: str, seconds: float, end: str) -> None:
    assert due(berlin(start), seconds, hours) == berlin(end).astimezone(UTC)


def test_the_same_moment_is_due_the_same_whatever_its_offset() -> None:
    start = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    assert due(start.astimezone(NEW_YORK), HOUR, OFFICE) == due(start, HOUR, OFFICE)
    assert due(start, HOUR, BusinessHours(KOLKATA, week((9, 17)))) == datetime(2026, 3, 3, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "spans", [{}, {0: ()}, {0: ((540, 540),)}, {0: ((-1, 60),)}, {0: ((1440, 1500),)}, {0: ((60, 1501),)}]
)
def test_hours_that_are_none_are_refused(spans: dict[int, tuple[tuple[int, int], ...]]) -> None:
    with pytest.raises(ValueError, match="business hours"):
        BusinessHours(BERLIN, spans)


def test_less_than_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="runs forward"):
        due(berlin("2026-03-02T10:00"), -1, OFFICE)


def test_what_never_passes_is_refused() -> None:
    start = berlin("2026-03-02T10:00")
    closed = frozenset(start.date() + timedelta(days=number) for number in range(-7, 3700))
    for hours, seconds in (
        (BusinessHours(BERLIN, week((9, 17)), closed), 1),
        (BusinessHours(BERLIN, {0: ((0, 1),)}), 1e6),
    ):
        with pytest.raises(ValueError, match="ten years"):
            due(start, seconds, hours)


SPANS = st.builds(
    lambda begin, length: (begin, begin + length),
    st.integers(0, 95).map(lambda quarter: quarter * 15),
    st.integers(1, 96).map(lambda quarter: quarter * 15),
)
DAYS = st.dates(date(2026, 3, 20), date(2026, 4, 10)) | st.dates(date(2026, 10, 15), date(2026, 11, 5))
HOURS = st.builds(
    BusinessHours,
    st.sampled_from([BERLIN, NEW_YORK, KOLKATA, CHATHAM, ZoneInfo("UTC")]),
    st.dictionaries(st.integers(0, 6), st.lists(SPANS, min_size=1, max_size=3).map(tuple), min_size=1),
    st.frozensets(DAYS, max_size=3),
)
STARTS = st.datetimes(datetime(2026, 3, 20), datetime(2026, 11, 5), timezones=st.just(UTC))  # noqa: DTZ001 - in UTC
SECONDS = st.integers(0, 30 * HOUR)


def is_open(at: datetime, hours: BusinessHours) -> bool:
    """Whether it is open at a moment, by the clock on the wall alone; at minutes that the clocks do not repeat."""
    wall = at.astimezone(hours.zone).replace(tzinfo=None)
    for back in (0, 1):
        day = wall.date() - timedelta(days=back)
        minutes = (wall - datetime.combine(day, datetime.min.time())).total_seconds() / 60
        spans = () if day in hours.holidays else hours.week.get(day.weekday(), ())
        if any(begin <= minutes < end for begin, end in spans):
            return True
    return False


def counted(start: datetime, end: datetime, hours: BusinessHours) -> int:
    """Open seconds between two moments, quarter by quarter: every span here begins and ends on one."""
    total, at = 0.0, start
    while at < end:
        quarter = at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0) + timedelta(minutes=15)
        until = min(quarter, end)
        if is_open(at, hours):
            total += (until - at).total_seconds()
        at = until
    return round(total)


def repeats(start: datetime, end: datetime, hours: BusinessHours) -> bool:
    """Whether the clocks are put back between the two, or within a day of them."""
    zone, day = hours.zone, timedelta(days=1)
    moments = [
        start - day + timedelta(hours=number) for number in range(int((end - start + 2 * day) / timedelta(hours=1)))
    ]
    offsets = [moment.astimezone(zone).utcoffset() or timedelta() for moment in moments]
    return any(later < earlier for earlier, later in pairwise(offsets))


@given(start=STARTS, seconds=SECONDS, hours=HOURS)
def test_exactly_so_much_open_time_lies_between(start: datetime, seconds: int, hours: BusinessHours) -> None:
    start = start.replace(microsecond=0)
    end = due(start, seconds, hours)
    assert end >= start
    if not repeats(start, end, hours):
        assert counted(start, end, hours) == seconds


@given(start=STARTS, first=SECONDS, second=SECONDS, hours=HOURS)
def test_waiting_twice_is_waiting_for_both(start: datetime, first: int, second: int, hours: BusinessHours) -> None:
    assert due(due(start, first, hours), second, hours) == due(start, first + second, hours)


@given(start=STARTS, later=SECONDS, seconds=SECONDS, hours=HOURS)
def test_who_begins_later_is_never_done_earlier(
    start: datetime, later: int, seconds: int, hours: BusinessHours
) -> None:
    assert due(start + timedelta(seconds=later), seconds, hours) >= due(start, seconds, hours)


@given(start=STARTS, seconds=st.integers(0, 10**7))
def test_where_it_is_always_open_it_is_plain_time(start: datetime, seconds: int) -> None:
    assert due(start, seconds, ALWAYS) == start + timedelta(seconds=seconds)
