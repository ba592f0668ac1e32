"""Worker and listener struck at every named point: the house loses nothing and says nothing twice.

Each process is forked from one that has loaded everything and calls what the loops of `parlour worker` and `parlour
listen` call; the loops themselves are killed in test_whole_house.py.
"""

import pytest

from tests.faults.points import CONNECTION, LISTENER, PROCESS, WORKER, Point, named, struck
from tests.faults.prepared import BEFORE_ACT, LOST, POSTS
from tests.faults.scene import Scene, died

pytestmark = pytest.mark.faults
BEHIND_THE_DESK = (*LISTENER, *WORKER)


def all_is_well(scene: Scene, point: Point) -> None:
    scene.live_on()
    scene.check()
    if point.act == "consent":
        held = scene.done("held")
        assert held["moves"] == ["open"]
        assert held["verbs"].count("case move_consented") == 1


@pytest.mark.parametrize("point", struck(BEHIND_THE_DESK, PROCESS), ids=named)
def test_process_killed(scene: Scene, point: Point) -> None:
    BEFORE_ACT[point.act](scene)
    assert died(scene.struck(point, PROCESS)), "the blow must have fallen"
    all_is_well(scene, point)


@pytest.mark.parametrize("point", struck(BEHIND_THE_DESK, CONNECTION), ids=named)
def test_database_connection_cut(scene: Scene, point: Point) -> None:
    BEFORE_ACT[point.act](scene)
    assert "trouble" in scene.struck(point, CONNECTION), "the process must have noticed"
    all_is_well(scene, point)


@pytest.mark.parametrize("keys", ["honoured", "ignored"])
@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "server_error"])
def test_network_breaks_while_sending(scene: Scene, kind: str, keys: str) -> None:
    scene.say(LOST)
    for act in ("hear", "assess", "approve"):
        scene.done(act)
    if keys == "ignored":
        scene.lobby.fault("ignore_idempotency")
    scene.lobby.fault(kind, path=POSTS, method="POST", count=1)
    scene.done("send")
    scene.live_on()
    scene.check()
