"""Figures of moves: how many came how far, and how long each step took."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.lifecycle import MOVE_STEPS, MoveStep
from parlour.core.metrics.moves import AFTER, ONWARD, Spread, Step, figures, spread

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def told(*steps: tuple[str, float], move: int = 1, unsolved: bool = False) -> list[Step]:
    """Steps of one move at these seconds."""
    return [
        Step(move, f"move_{verb}", AT + timedelta(seconds=at), unsolved and verb == "settled") for verb, at in steps
    ]


STRAIGHT = (("offered", 0), ("consented", 60), ("opened", 90), ("settled", 690), ("closed", 1000))


def test_a_move_that_went_well_counts_everywhere_and_is_timed_step_by_step() -> None:
    found = figures(told(*STRAIGHT))
    assert (found.offered, found.consented, found.settled, found.unsolved, found.closed) == (1, 1, 1, 0, 1)
    assert found.took == {
        "offered": Spread(1, 60, 60),
        "consented": Spread(1, 30, 30),
        "open": Spread(1, 600, 600),
        "settled": Spread(1, 310, 310),
    }


def test_nothing_measured_is_absent_and_not_nought() -> None:
    assert figures([]).took == {}
    assert figures(told(("offered", 0))).took == {}


@pytest.mark.parametrize("ended", ["declined", "lapsed", "barred", "taken_back"])
def test_invitations_that_ended_otherwise_are_offered_and_time_nothing(ended: str) -> None:
    found = figures(told(("offered", 0), (ended, 100)))
    assert (found.offered, found.consented, found.took) == (1, 0, {})


def test_an_invitation_made_again_waits_from_the_first() -> None:
    assert figures(told(("offered", 0), ("offered_again", 50), ("consented", 80))).took["offered"].median == 80


def test_late_consent_counts_and_its_time_in_rest_does_not() -> None:
    found = figures(told(("offered", 0), ("lapsed", 100), ("consented", 5000), ("opened", 5001)))
    assert (found.consented, set(found.took)) == (1, {"consented"})


def test_way_that_was_closed_from_the_start_was_never_offered() -> None:
    assert figures(told(("barred", 0))).offered == 0


def test_a_talk_opened_again_is_timed_twice_and_counted_once() -> None:
    found = figures(told(*STRAIGHT, ("returned", 1100), ("returned", 1150), ("reopened", 1200), ("settled", 1300)))
    assert (found.settled, found.closed) == (1, 1)
    assert found.took["open"] == Spread(2, 350, 600)
    assert found.took["settled"].measured == 1


def test_talk_that_ended_unsolved_is_told_apart_until_it_is_settled_after_all() -> None:
    first = told(("offered", 0), ("consented", 1), ("opened", 2), ("settled", 3), unsolved=True)
    assert (figures(first).settled, figures(first).unsolved) == (1, 1)
    assert figures([*first, *told(("reopened", 4), ("settled", 5))]).unsolved == 0


def test_moves_are_kept_apart() -> None:
    mixed = sorted([*told(*STRAIGHT), *told(*STRAIGHT[:2], move=2)], key=lambda step: step.at)
    found = figures(mixed)
    assert (found.offered, found.consented, found.settled) == (2, 2, 1)
    assert found.took["offered"].measured == 2


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([7], Spread(1, 7, 7)),
        ([1, 3], Spread(2, 2, 3)),
        (list(range(1, 11)), Spread(10, 5.5, 9)),
        (list(range(1, 12)), Spread(11, 6, 10)),
        (list(range(20, 0, -1)), Spread(20, 10.5, 18)),
    ],
)
def test_median_and_ninety_are_as_written(values: list[float], expected: Spread) -> None:
    assert spread(values) == expected


def test_spread_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="Nothing was measured"):
        spread([])


@given(st.lists(st.floats(0, 1e7), min_size=1))
def test_nine_in_ten_took_no_longer(values: list[float]) -> None:
    found = spread(values)
    assert sum(value <= found.ninety for value in values) >= 0.9 * len(values) - 1e-6
    assert min(values) <= found.median <= max(values)
    assert found.ninety in values


def test_steps_lead_where_the_table_of_steps_says() -> None:
    named = {f"move_{step}" for steps in MOVE_STEPS.values() for step in steps}
    assert named <= set(AFTER)
    leads = {(f"move_{step}", after) for steps in MOVE_STEPS.values() for step, after in steps.items()}
    assert {(verb, AFTER[verb]) for verb, _ in leads} == leads
    assert all(after in MOVE_STEPS[state].values() for state, after in ONWARD.items())
    assert AFTER[f"move_{MoveStep.BARRED}"] == "cannot"
