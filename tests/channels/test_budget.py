"""Calls are held back before a network's limit is hit; every dialect of "later" becomes one UTC time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.channels.budget import MAX_WAIT, Allowance, Budget, retry_at, retry_seconds
from parlour.channels.port import RateLimited

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 60),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "Fri, 01 May 2026 12:01:00 GMT"}, 60),
        ({"x-ratelimit-reset": "2026-05-01T12:02:30.000000Z"}, 150),
        ({"x-ratelimit-reset": "2026-05-01T14:02:30+02:00"}, 150),
        ({"x-ratelimit-reset": str(int(NOW.timestamp()) + 90)}, 90),
        ({"x-ratelimit-reset": "45"}, 45),
        ({"retry-after": "5", "x-ratelimit-reset": "45"}, 5),
        ({"x-ratelimit-reset": "2026-05-01T11:00:00Z"}, 1),  # already over
        ({"x-ratelimit-reset": "2031-01-01T00:00:00Z"}, 3 * 3600),  # not believed
        ({"x-ratelimit-reset": "99999999999999"}, 60),  # no number of seconds anyone means
        ({"x-ratelimit-reset": "0001-01-01T00:00:00Z", "date": "Fri, 01 May 2026 12:00:00 GMT"}, 1),
        ({"retry-after": "soon", "x-ratelimit-reset": "later"}, 60),
        # a server whose clock is ten minutes ahead of ours
        ({"x-ratelimit-reset": "2026-05-01T12:12:00Z", "date": "Fri, 01 May 2026 12:10:00 GMT"}, 120),
    ],
)
def test_retry_at_reads_every_dialect(headers: dict[str, str], seconds: int) -> None:
    assert retry_at(headers, NOW) == NOW + timedelta(seconds=seconds)


@given(
    st.dictionaries(st.sampled_from(["retry-after", "x-ratelimit-reset", "date"]), st.text() | st.integers().map(str))
)
def test_retry_at_of_any_header_is_between_a_second_and_three_hours_ahead(headers: dict[str, str]) -> None:
    assert timedelta(seconds=1) <= retry_at(headers, NOW) - NOW <= MAX_WAIT


@pytest.mark.parametrize(("headers", "seconds"), [({}, 10.0), ({"retry-after": "3"}, 3.0), ({"retry-after": "0"}, 1.0)])
def test_retry_seconds_of_an_overloaded_server(headers: dict[str, str], seconds: float) -> None:
    assert retry_seconds(headers, NOW, default=10.0) == seconds


def test_call_over_the_limit_is_held_until_the_window_moves_on() -> None:
    clock = Clock()
    budget = Budget({"post": Allowance(2, 60)}, clock)
    budget.spend("post")
    clock.now += timedelta(seconds=10)
    budget.spend("post")
    with pytest.raises(RateLimited) as caught:
        budget.spend("post")
    assert caught.value.retry_at == NOW + timedelta(seconds=60)
    clock.now = NOW + timedelta(seconds=60)
    budget.spend("post")


def learn(budget: Budget, kind: str, remaining: int, limit: int = 300) -> None:
    reset = (NOW + timedelta(seconds=120)).isoformat()
    budget.learn(
        kind,
        {"x-ratelimit-remaining": str(remaining), "x-ratelimit-limit": str(limit), "x-ratelimit-reset": reset},
    )


@pytest.mark.parametrize(("remaining", "held"), [(31, False), (30, True), (0, True)])
def test_call_that_can_wait_leaves_a_tenth_to_those_that_cannot(remaining: int, held: bool) -> None:
    budget = Budget({"read": Allowance(300, 300, yields=True), "post": Allowance(300, 300)}, Clock())
    learn(budget, "read", remaining)
    if held:
        with pytest.raises(RateLimited) as caught:
            budget.spend("read")
        assert caught.value.retry_at == NOW + timedelta(seconds=120)
    else:
        budget.spend("read")


def test_urgent_call_is_held_only_when_nothing_is_left() -> None:
    clock = Clock()
    budget = Budget({"post": Allowance(300, 300)}, clock)
    learn(budget, "post", 1)
    budget.spend("post")
    with pytest.raises(RateLimited):
        budget.spend("post")
    clock.now += timedelta(seconds=120)
    budget.spend("post")


def test_headers_that_are_no_numbers_teach_nothing() -> None:
    budget = Budget({"post": Allowance(300, 300)}, Clock())
    budget.learn("post", {"x-ratelimit-remaining": "-0", "x-ratelimit-reset": "2026-05-01T13:00:00Z"})
    budget.spend("post")


def test_network_that_tells_of_more_calls_than_we_know_of_is_believed() -> None:
    budget = Budget({"post": Allowance(1, 3600)}, Clock())
    budget.spend("post")
    learn(budget, "post", 2, limit=1000)
    budget.spend("post")
    budget.spend("post")
    with pytest.raises(RateLimited):
        budget.spend("post")
