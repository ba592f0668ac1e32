"""The matrix of named points is whole: who can be killed where, how often, and that every place is really there."""

import importlib
from functools import reduce

import pytest

from tests.faults.points import CONNECTION, DATABASE, LISTENER, POINTS, PROCESS, WEB, WORKER, Point, named, struck


@pytest.mark.parametrize(
    ("points", "process", "connection", "database"),
    [(LISTENER, 7, 4, 7), (WORKER, 33, 17, 33), (WEB, 32, 21, 32)],
    ids=["listener", "worker", "web"],
)
def test_matrix_counts(points: tuple[Point, ...], process: int, connection: int, database: int) -> None:
    """Process and database server are killed at every point; a connection is cut where a transaction is open."""
    killed = [len(struck(points, what)) for what in (PROCESS, CONNECTION, DATABASE)]
    assert killed == [process, connection, database]
    assert process == database == len(points)


def test_matrix_names_each_point_once() -> None:
    assert len({named(point) for point in POINTS}) == len(POINTS)


@pytest.mark.parametrize("point", POINTS, ids=named)
def test_matrix_points_at_something(point: Point) -> None:
    module, _, path = point.target.partition(":")
    assert callable(reduce(getattr, path.split("."), importlib.import_module(module)))
