"""How the figures of a report are summed up."""

import pytest
from benchmarks.figures import in_time, lateness, shown


@pytest.mark.parametrize(
    ("said", "late"),
    [
        ([(0.0, 100.0), (1.0, 101.0), (2.0, 102.0)], 0.0),
        ([(0.0, 100.0), (1.0, 101.5)], 0.5),
        ([(0.0, 100.5), (1.0, 101.0)], 0.5),
        ([(number, number + (5 if number == 50 else 0)) for number in range(100)], 0.0),
    ],
    ids=["even", "second late", "first late", "one in a hundred"],
)
def test_lateness_is_how_far_the_pace_was_missed(said: list[tuple[float, float]], late: float) -> None:
    assert lateness(said) == late


@pytest.mark.parametrize(
    ("p95", "missing", "kept"), [(1.0, 0, True), (1.001, 0, False), (0.1, 1, False), (None, 3, False)]
)
def test_limit_is_kept_by_what_all_arrived_in_time(p95: float | None, missing: int, kept: bool) -> None:
    assert in_time({"p95": p95, "missing": missing}, 1.0) is kept


def test_shown_to_the_millisecond() -> None:
    assert shown({"seconds": "in the room", "p50": 0.12345, "p95": None, "missing": 1200}) == {
        "seconds": "in the room", "p50": "0.123", "p95": None, "missing": 1200,
    }  # fmt: skip
