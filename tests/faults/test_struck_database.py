"""The database server killed, with all its children, when a worker or a listener stands at a named point.

What was committed is there when the server is back; what was not never happened. The process that stood there lives
and goes on as the product's loops do.
"""

import pytest

from tests.faults.points import DATABASE, LISTENER, WORKER, Point, named, struck
from tests.faults.prepared import BEFORE_ACT
from tests.faults.scene import Scene
from tests.faults.test_struck_processes import all_is_well

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("point", struck((*LISTENER, *WORKER), DATABASE), ids=named)
def test_database_server_killed(scene: Scene, point: Point) -> None:
    BEFORE_ACT[point.act](scene)
    told = scene.struck(point, DATABASE)
    assert told.get("server_died"), "the blow must have fallen"
    assert "gave" in told, "the process must have gone on"
    all_is_well(scene, point)
