"""One database, one network, and victims that live and die between them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from parlour.store.embedded import Cluster, EmbeddedServerError
from tests.faults.points import Point
from tests.simulator.lobby import Lobby

ROOT = Path(__file__).parents[2]
PEOPLE = ("mara", "tom_a")
LEAPS = (0, 200, 400, 600, 800, 1000, 1200, 1400)


class Victims:
    """The process that forks victims, and the way to give it orders."""

    def __init__(self, url: str, home: Path) -> None:
        given = {**os.environ, "DATABASE_URL": url, "PARLOUR_HOME": str(home)}
        given["DJANGO_SETTINGS_MODULE"] = "parlour.config.settings"
        given["PYTHONPATH"] = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.victims"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=given, cwd=ROOT, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        assert json.loads(self.process.stdout.readline()) == {"ready": True}

    def order(self, **what: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        told: dict[str, Any] = json.loads(self.process.stdout.readline())
        return told

    def end(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


@contextmanager
def cluster_with_template(folder: Path) -> Iterator[Cluster]:
    """A durable server of our own whose database `parlour` is migrated and only ever copied."""
    cluster = Cluster(folder / "pg")
    cluster.folder.parent.chmod(0o711)
    cluster.start()
    try:
        given = {**os.environ, "DATABASE_URL": cluster.url, "PARLOUR_HOME": str(folder / "home")}
        given |= {"DJANGO_SETTINGS_MODULE": "parlour.config.settings", "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=given, check=True, timeout=120)
        yield cluster
    finally:
        cluster.stop()


@dataclass
class Scene:
    """A fresh copy of the database and an empty network; `ahead` is how far time has leapt (seconds)."""

    name: str
    cluster: Cluster
    victims: Victims
    lobby: Lobby
    ahead: int = 0
    said: list[str] = field(default_factory=list)

    def begin(self) -> None:
        with psycopg.connect(self.cluster.url.replace("/parlour?", "/postgres?"), autocommit=True) as server:
            server.execute(f'create database "{self.name}" template parlour')
        domain = self.lobby.http.get("/api/v2/instance").json()["domain"]
        told = self.act("stage", url=self.lobby.url, domain=domain)
        assert "gave" in told, told

    def end(self) -> None:
        with psycopg.connect(self.cluster.url.replace("/parlour?", "/postgres?"), autocommit=True) as server:
            server.execute(f'drop database if exists "{self.name}" with (force)')

    def act(self, act: str, **more: Any) -> dict[str, Any]:
        return self.victims.order(db=self.name, act=act, ahead=self.ahead, **more)

    def struck(self, point: Point, how: str = "kill") -> dict[str, Any]:
        """The act of this point, in a process that is struck there."""
        postmaster = int((self.cluster.data / "postmaster.pid").read_text().splitlines()[0])
        blow = {"target": point.target, "moment": point.moment, "how": how, "postmaster": postmaster}
        return self.act(point.act, **blow)

    def say(self, text: str) -> None:
        """A customer says something to the brand, in public."""
        self.said.append(text)
        self.lobby.say(PEOPLE[len(self.said) % len(PEOPLE)], f"@marlowcare {text}")

    def live_on(self) -> None:
        """Time passes and everything works again: whatever can be finished is."""
        self.lobby.http.delete("/_simulator/faults")
        told = self.act("live_on", leaps=[leap for leap in LEAPS if leap == 0 or leap > self.ahead])
        assert told.get("gave", {}).get("left") == 0, told

    def restart_server(self) -> None:
        """Bring the killed server back, once it and its children are really gone."""
        pid_file = self.cluster.data / "postmaster.pid"
        pid = int(pid_file.read_text().splitlines()[0])
        deadline = time.monotonic() + 30
        while _alive(pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        pid_file.unlink()  # nobody may reap the dead here, and pg_ctl takes the unreaped for the living
        while True:
            try:
                self.cluster.start()
            except EmbeddedServerError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                return

    def check(self) -> None:
        """Every post heard exactly once, every approved reply on the network exactly once, and nothing else there."""
        exports = self.act("exports")["gave"]
        heard = Counter(post["text"].removeprefix("@marlowcare ") for post in exports["posts"])
        assert heard == Counter(self.said)
        assert all(post["case"] is not None for post in exports["posts"])
        approved = Counter(reply["text"] for reply in exports["approved"] if reply["state"] == "confirmed")
        assert sum(approved.values()) == len(exports["approved"]) == len(exports["cases"])
        there = [status for status in self.lobby.truth(by="marlowcare") if status["deleted_at"] is None]
        assert Counter(status["text"] for status in there) == approved
        assert {reply["external_id"] for reply in exports["sent"]} == {status["id"] for status in there}


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def died(told: dict[str, Any]) -> bool:
    """Whether the process was really killed, and not merely unlucky."""
    return bool(told["died"] == signal.SIGKILL)
