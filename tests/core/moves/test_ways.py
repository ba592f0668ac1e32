"""Which private ways there are, by what a network permits and what happened."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves.ways import OFFERED, Known, Means, PrivateWay, Way, offered_in, private_ways

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY, WEEK = 86_400, 7 * 86_400

# What the networks permit: the company's private answer to a comment is one, within a week; a talk goes on for a day
# after their newest message; some are written to freely, on some they write first, and review sites have nothing.
COMMENT_ANSWERS = Means(True, writes_first=True, first_once=True, first_window=WEEK, talk_window=DAY)
WRITTEN_TO = Means(True, writes_first=True)
THEY_FIRST = Means(True)
THEY_FIRST_FOR_A_DAY = Means(True, talk_window=DAY)
REVIEWS = Means()


def at(days: float) -> datetime:
    return NOON + timedelta(days=days)


def message(means: Means, known: Known, days: float) -> PrivateWay | None:
    ways = private_ways(means, known, offered=(), barred={}, now=at(days))
    return ways.open[0] if ways.open else None


@pytest.mark.parametrize(
    ("means", "known", "days", "ours", "until"),
    [
        (WRITTEN_TO, Known(asked_at=NOON), 400, True, None),
        (WRITTEN_TO, Known(), 0, True, None),
        (THEY_FIRST, Known(asked_at=NOON), 0, False, None),
        (THEY_FIRST, Known(asked_at=NOON, wrote_at=NOON), 400, True, None),
        (THEY_FIRST_FOR_A_DAY, Known(wrote_at=NOON), 0.99, True, at(1)),
        (THEY_FIRST_FOR_A_DAY, Known(wrote_at=NOON), 1, False, None),
        (COMMENT_ANSWERS, Known(asked_at=NOON), 0, True, at(7)),
        (COMMENT_ANSWERS, Known(asked_at=NOON), 6.99, True, at(7)),
        (COMMENT_ANSWERS, Known(asked_at=NOON), 7, False, None),
        (COMMENT_ANSWERS, Known(), 0, False, None),
        # Their message opens a talk of a day, whatever became of the one answer.
        (COMMENT_ANSWERS, Known(asked_at=NOON, reached_at=at(0.1), wrote_at=at(0.2)), 1, True, at(1.2)),
        (COMMENT_ANSWERS, Known(asked_at=NOON, reached_at=at(0.1), wrote_at=at(0.2)), 1.2, False, None),
    ],
)
def test_the_networks_own_way(means: Means, known: Known, days: float, ours: bool, until: datetime | None) -> None:
    way = message(means, known, days)
    assert way is not None
    assert (way.ours, way.until) == (ours, until)


@pytest.mark.parametrize(
    ("reached_at", "asked_at", "ours"),
    [
        (None, at(0), True),  # a failed attempt has reached nobody, and the one message is still there
        (at(0.1), at(0), False),
        (at(0), at(0), False),
        (at(0.1), at(0.2), True),  # a new post of theirs gives a new one
    ],
)
def test_one_message_is_used_up_by_one_that_arrived(
    reached_at: datetime | None, asked_at: datetime, ours: bool
) -> None:
    way = message(COMMENT_ANSWERS, Known(asked_at=asked_at, reached_at=reached_at), 1)
    assert way is not None
    assert way.ours is ours


@pytest.mark.parametrize(
    ("leaving_at", "asked_at", "ours"),
    [
        (at(0.1), at(0), False),  # nobody knows yet whether it arrives, so there is no second
        (at(0), at(0), False),
        (at(0.1), at(0.2), True),
        (None, at(0), True),
    ],
)
def test_one_message_that_is_on_its_way_is_not_doubled(
    leaving_at: datetime | None, asked_at: datetime, ours: bool
) -> None:
    known = Known(asked_at=asked_at, leaving_at=leaving_at)
    for means, allowed in ((COMMENT_ANSWERS, ours), (WRITTEN_TO, True)):
        way = message(means, known, 1)
        assert way is not None
        assert way.ours is allowed


@pytest.mark.parametrize(
    ("means", "known", "days", "ended"),
    [
        (COMMENT_ANSWERS, Known(asked_at=NOON), 8, at(7)),
        (COMMENT_ANSWERS, Known(), 8, None),
        (COMMENT_ANSWERS, Known(asked_at=NOON), 6, None),
        (COMMENT_ANSWERS, Known(asked_at=NOON, reached_at=NOON), 8, None),
        (THEY_FIRST_FOR_A_DAY, Known(wrote_at=NOON), 2, at(1)),
        (THEY_FIRST_FOR_A_DAY, Known(asked_at=NOON), 2, None),
    ],
)
def test_a_window_that_closed_says_when(means: Means, known: Known, days: float, ended: datetime | None) -> None:
    way = message(means, known, days)
    assert way is not None
    assert way.ended == ended


def test_a_way_where_they_begin_says_so() -> None:
    way = message(THEY_FIRST, Known(asked_at=NOON), 0)
    assert way == PrivateWay(Way.MESSAGE, ours=False, words="On this network they have to write first.")


@pytest.mark.parametrize(
    ("means", "offered", "barred", "names", "cannot"),
    [
        (REVIEWS, (), {}, (), "This network has no private messages, and the brand offers no other private way."),
        (REVIEWS, (Way.ROOM,), {}, (Way.ROOM,), ""),
        (WRITTEN_TO, (Way.VISIT, Way.ROOM), {}, (Way.MESSAGE, Way.ROOM, Way.VISIT), ""),
        (WRITTEN_TO, (), {Way.MESSAGE: "They take no messages."}, (), "They take no messages."),
        (WRITTEN_TO, (Way.CALL,), {Way.MESSAGE: "They take no messages."}, (Way.CALL,), ""),
        (REVIEWS, (Way.CALL,), {Way.CALL: "They have no phone."}, (), "They have no phone."),
    ],
)
def test_ways_and_why_there_is_none(
    means: Means, offered: tuple[Way, ...], barred: Mapping[Way, str], names: tuple[Way, ...], cannot: str
) -> None:
    ways = private_ways(means, Known(asked_at=NOON), offered=offered, barred=barred, now=NOON)
    assert (ways.names, ways.cannot) == (names, cannot)


def test_who_writes_in_private_after_all_opens_the_way_that_was_barred() -> None:
    barred = {Way.MESSAGE: "They take no messages."}
    ways = private_ways(WRITTEN_TO, Known(NOON, wrote_at=NOON), offered=(), barred=barred, now=NOON)
    assert [(one.way, one.ours) for one in ways.open] == [(Way.MESSAGE, True)]


@pytest.mark.parametrize(("wrote", "opens"), [(-1, False), (0, False), (0.1, True)])
def test_only_what_they_write_afterwards_opens_a_way_that_turned_out_closed(wrote: float, opens: bool) -> None:
    barred, known = {Way.MESSAGE: "They take no messages."}, Known(NOON, wrote_at=at(wrote), barred_at=NOON)
    ways = private_ways(WRITTEN_TO, known, offered=(), barred=barred, now=at(1))
    assert (Way.MESSAGE in ways.names) is opens


times = st.none() | st.integers(-WEEK, WEEK).map(lambda seconds: NOON + timedelta(seconds=seconds))
means = st.builds(
    Means, st.booleans(), st.booleans(), st.booleans(), st.sampled_from((0, DAY, WEEK)), st.sampled_from((0, DAY))
)
barrings = st.dictionaries(st.sampled_from(Way), st.just("No."))


@given(means, st.builds(Known, times, times, times, times, times), st.sets(st.sampled_from(Way)), barrings)
def test_there_is_a_way_or_a_reason_and_no_window_that_is_over(
    means: Means, known: Known, offered: set[Way], barred: dict[Way, str]
) -> None:
    ways = private_ways(means, known, offered=offered, barred=barred, now=NOON)
    assert bool(ways.open) != bool(ways.cannot)
    assert all(one.until is None or (one.ours and one.until > NOON) for one in ways.open)
    assert means.private_message or Way.MESSAGE not in ways.names
    assert Way.ROOM in offered or Way.ROOM not in ways.names


@given(means, times, times)
def test_only_where_one_message_is_all_it_matters_that_one_arrived(
    means: Means, asked: datetime | None, wrote: datetime | None
) -> None:
    before = private_ways(means, Known(asked, wrote), offered=(), barred={}, now=NOON)
    after = private_ways(means, Known(asked, wrote, NOON), offered=(), barred={}, now=NOON)
    assert means.first_once or after == before


@pytest.mark.parametrize("named", [[], ["email"], ["visit", "call"], list(OFFERED)])
def test_offered_in(named: list[str]) -> None:
    assert offered_in({"ways": named}) == frozenset(named)
    assert offered_in({}) == frozenset()


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("email", "is a list of names out of: email, call, visit"),
        ([7], "is a list of names"),
        (None, "is a list of names"),
        (["pigeon"], "names 'pigeon'. It may name: email, call, visit"),
        (["room"], "names 'room'"),
    ],
)
def test_offered_in_says_what_is_wrong(value: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        offered_in({"ways": value})
