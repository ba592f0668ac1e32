"""A storm: from a seed, people talk, processes and the database are killed, the network misbehaves, in any order."""

import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from parlour.simulator.network import Settings
from tests.faults.points import CONNECTION, DATABASE, LISTENER, PROCESS, USE, WEB, WORKER
from tests.faults.scene import Scene, Victims
from tests.faults.server import durable_server
from tests.simulator.lobby import serve

ACTS = ("hear", "assess", "approve", "send", "reconcile")
POINTS = tuple(point for point in (*LISTENER, *WORKER) if point.act in ACTS) + tuple(
    replace(point, act="approve") for point in WEB if point.act == "submit" and point.target.startswith(USE)
)
KILLED = (PROCESS,) * 4 + (CONNECTION,) * 2 + (DATABASE,)
TROUBLES = ("drop_before", "drop_after", "server_error", "duplicate", "ignore_idempotency", "garbage", "reorder")
SAYINGS = (
    "My order has not come for weeks and nobody answers.",
    "Your app charged me twice, I want my money back!",
    "The router you sent is broken again, please help.",
    "I have been waiting on the phone for an hour. What is going on?",
)
STEPS = 14


def weather(scene: Scene, seed: int) -> list[str]:
    """One storm; what happened, blow by blow. Afterwards all must be well (`live_on`, `check`)."""
    chance, diary = random.Random(seed), []
    for step in range(STEPS):
        if step < 2 or chance.random() < 0.3:
            scene.say(f"{chance.choice(SAYINGS)} This is matter {step}.")
        if chance.random() < 0.35:
            diary.append(_trouble(scene, chance))
        diary.append(_act(scene, chance))
        scene.ahead += chance.choice((0, 0, 30, 190))
    return diary


def _trouble(scene: Scene, chance: random.Random) -> str:
    kind = chance.choice(TROUBLES)
    where = {"path": "/api/v1/statuses", "method": "POST"} if chance.random() < 0.6 else {}
    scene.lobby.fault(kind, count=chance.randint(1, 3), **where)
    return f"{kind} {where.get('path', 'anywhere')}"


def _act(scene: Scene, chance: random.Random) -> str:
    if chance.random() < 0.5:
        point, killed = chance.choice(POINTS), chance.choice(KILLED)
        told = scene.struck(point, killed)
        return f"{killed} at {point.act}: {point.name} -> {told}"
    act = chance.choice(ACTS)
    return f"{act} -> {scene.act(act)}"


def main(count: int, first: int = 0) -> int:
    """Run storms with seeds `first` and on; 1 with the diary of the first that did not end well."""
    with (
        tempfile.TemporaryDirectory(prefix="parlour-storm-") as folder,
        durable_server(Path(folder)) as server,
        serve(Settings(heartbeat_seconds=0.2)) as lobby,
    ):
        victims = Victims(server.url, Path(folder) / "home")
        for seed in range(first, first + count):
            scene = Scene(server, victims, lobby)
            scene.begin()
            diary = weather(scene, seed)
            try:
                scene.live_on()
                scene.check()
            except AssertionError as loss:
                print(f"seed {seed}: {loss}", *diary, sep="\n  ", file=sys.stderr)
                return 1
            print(f"seed {seed}: {len(scene.said)} posts, nothing lost, nothing said twice", flush=True)
        victims.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:3])))
