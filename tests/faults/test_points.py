"""Struck down anywhere, the house loses nothing and says nothing twice."""

import pytest

from tests.faults.points import APPROVING, POINTS, RECEIVING, RECONCILING, SENDING, Point
from tests.faults.scene import Scene, died

pytestmark = pytest.mark.faults


CUT = [*SENDING[1:4], *SENDING[9:16], *RECONCILING[3:5], *APPROVING[1:3], *RECEIVING[2:6]]
SERVER = [SENDING[4], SENDING[9], SENDING[15], SENDING[16], RECEIVING[5], RECEIVING[6]]


def named(point: Point) -> str:
    return f"{point.act}: {point.name}"


def until(scene: Scene, *acts: str) -> None:
    for act in acts:
        told = scene.act(act)
        assert "gave" in told, (act, told)


def prepare(scene: Scene, point: Point) -> None:
    """Everything up to the act in which the blow falls."""
    scene.say("My order has not come for three weeks and nobody answers.")
    scene.say("Your app charged me twice. I want my money back!")
    before = {"hear": (), "assess": ("hear",), "approve": ("hear", "assess")}
    until(scene, *before.get(point.act, ("hear", "assess", "approve")))
    if point.act == "reconcile":
        scene.lobby.fault("drop_after", path="/api/v1/statuses", method="POST", count=2)
        until(scene, "send")
        scene.ahead = 200


@pytest.mark.parametrize("point", POINTS, ids=named)
def test_process_killed(scene: Scene, point: Point) -> None:
    prepare(scene, point)
    assert died(scene.struck(point)), "the blow must have fallen"
    scene.live_on()
    scene.check()


@pytest.mark.parametrize("point", CUT, ids=named)
def test_database_connection_cut(scene: Scene, point: Point) -> None:
    prepare(scene, point)
    assert "trouble" in scene.struck(point, "cut"), "the process must have noticed"
    scene.live_on()
    scene.check()


@pytest.mark.parametrize("point", SERVER, ids=named)
def test_database_server_killed(scene: Scene, point: Point) -> None:
    """What was committed is still there when the server comes back; what was not never happened."""
    prepare(scene, point)
    scene.struck(point, "server")
    scene.restart_server()
    scene.live_on()
    scene.check()


@pytest.mark.parametrize("keys", ["honoured", "ignored"])
@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "server_error"])
def test_network_breaks_while_sending(scene: Scene, kind: str, keys: str) -> None:
    scene.say("My order has not come for three weeks and nobody answers.")
    until(scene, "hear", "assess", "approve")
    if keys == "ignored":
        scene.lobby.fault("ignore_idempotency")
    scene.lobby.fault(kind, path="/api/v1/statuses", method="POST", count=1)
    until(scene, "send")
    scene.live_on()
    scene.check()
