"""Precedence: bonuses are capped, so nobody starves; every bonus has its word."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.precedence.act_by import Bonus, Matter, PrecedencePolicy, place

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
POLICY = PrecedencePolicy()

probabilities = st.none() | st.floats(0, 1)
matters = st.builds(
    Matter,
    heard_at=st.integers(0, 365 * 86_400).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    private=st.booleans(),
    heat=probabilities,
    urgency=probabilities,
    sensitive=probabilities,
    personal_data=st.booleans(),
    value=st.none() | st.floats(-1e12, 1e12),
    followers=st.none() | st.integers(0, 2**31),
)


@pytest.mark.parametrize(
    ("matter", "bonuses"),
    [
        (Matter(NOON), ()),
        (Matter(NOON, heat=0.5), ()),
        (Matter(NOON, heat=0.75), (Bonus("angry", 600),)),
        (Matter(NOON, heat=1.0), (Bonus("angry", 1200),)),
        (Matter(NOON, urgency=0.5), ()),
        (Matter(NOON, urgency=0.9), (Bonus("urgent", 720),)),
        (Matter(NOON, sensitive=0.9), (Bonus("sensitive", 720),)),
        (Matter(NOON, personal_data=True), (Bonus("personal_data", 900),)),
        (Matter(NOON, personal_data=True, private=True), ()),
        (Matter(NOON, value=5_000), (Bonus("value", 450),)),
        (Matter(NOON, value=10_000_000), (Bonus("value", 900),)),
        (Matter(NOON, value=-10), ()),
        (Matter(NOON, followers=99), ()),
        (Matter(NOON, followers=10_000), (Bonus("reach", 400),)),
        (Matter(NOON, followers=2_000_000_000), (Bonus("reach", 600),)),
        (Matter(NOON, followers=10_000, private=True), ()),
    ],
)
def test_bonuses_and_their_words(matter: Matter, bonuses: tuple[Bonus, ...]) -> None:
    assert place(matter, POLICY).bonuses == bonuses


def test_a_private_message_has_its_own_promise() -> None:
    assert place(Matter(NOON, private=True), POLICY).promise_at == NOON + timedelta(seconds=POLICY.promise_private)


@given(matters)
def test_act_by_is_the_promise_minus_the_bonuses(matter: Matter) -> None:
    found = place(matter, POLICY)
    assert found.act_by == found.promise_at - timedelta(seconds=sum(bonus.seconds for bonus in found.bonuses))
    assert all(bonus.seconds > 0 for bonus in found.bonuses)


@given(matters, matters)
def test_nobody_starves(early: Matter, late: Matter) -> None:
    """Whatever they are, a case is never overtaken by one heard more than the largest lead after it."""
    lead = POLICY.largest_lead + abs(POLICY.promise_public - POLICY.promise_private)
    if late.heard_at - early.heard_at > timedelta(seconds=lead):
        assert place(early, POLICY).act_by < place(late, POLICY).act_by


@given(matters, st.floats(0, 1), st.floats(0, 1))
def test_more_heat_never_makes_a_case_wait_longer(matter: Matter, one: float, other: float) -> None:
    from dataclasses import replace

    low, high = sorted((one, other))
    cool, hot = (place(replace(matter, heat=heat), POLICY).act_by for heat in (low, high))
    assert hot <= cool
