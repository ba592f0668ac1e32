"""One database, one network, and victims that live and die between them."""

import json
import os
import select
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.points import DATABASE, Point
from tests.faults.server import ROOT, Server
from tests.simulator.lobby import Lobby

PEOPLE = ("mara", "tom_a")
LEAPS = (0, 200, 400, 600, 800, 1000, 1200, 1400)
Told = dict[str, Any]


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
        assert self.hear() == {"ready": True}

    def order(self, **what: Any) -> Told:
        self.tell(**what)
        return self.hear()

    def tell(self, **what: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Told:
        assert self.process.stdout is not None
        told: Told = json.loads(self.process.stdout.readline())
        return told

    def has_told(self, seconds: float = 0.005) -> bool:
        """Whether there is something to hear, at the latest after so long."""
        assert self.process.stdout is not None
        return bool(select.select([self.process.stdout], [], [], seconds)[0])

    def end(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


@dataclass
class Web:
    """A running web process of the product."""

    url: str
    pid: int


@dataclass
class Scene:
    """An emptied database and an empty network.

    `ahead` is how far time has leapt (seconds), `more` how many replies are approved beyond one for each case.
    """

    server: Server
    victims: Victims
    lobby: Lobby
    ahead: int = 0
    more: int = 0
    said: list[str] = field(default_factory=list)
    sessions: dict[str, str] = field(default_factory=dict)
    webs: list[Web] = field(default_factory=list)

    def begin(self) -> None:
        self.server.empty()
        assert self.lobby.control("/reset").status_code == 200
        domain = self.lobby.http.get("/api/v2/instance").json()["domain"]
        self.sessions = self.done("stage", url=self.lobby.url, domain=domain)

    def end(self) -> None:
        while self.webs:
            self.victims.order(act="close_web", pid=self.webs.pop().pid, stop=True)

    def act(self, act: str, **more: Any) -> Told:
        return self.victims.order(act=act, ahead=self.ahead, **more)

    def done(self, act: str, **more: Any) -> Any:
        """What this act gave; it must not have met any trouble."""
        told = self.act(act, **more)
        assert "gave" in told, (act, told)
        return told["gave"]

    def struck(self, point: Point, killed: str) -> Told:
        """The act of this point in a process that stands there when this is killed; the server is back at once."""
        self.victims.tell(act=point.act, ahead=self.ahead, **self._blow(point, killed))
        died = False
        while killed == DATABASE and not died and not self.victims.has_told():
            died = self._brought_back()
        told = self.victims.hear()
        # An act that asks the server nothing more has told before its death was seen.
        died = died or (killed == DATABASE and self._brought_back())
        return {**told, "server_died": True} if died else told

    def _brought_back(self) -> bool:
        """Whether the server had died; it is back then."""
        died = self.server.died()
        if died:
            self.server.start()
        return died

    def under_the_web(self, request: Callable[[], int]) -> int:
        """The answer to a request in which the web's database server is killed; the server is back at once."""
        with ThreadPoolExecutor(1) as browser:
            answer = browser.submit(request)
            while not self.server.died() and not wait([answer], timeout=0.005).done:
                pass
            if self.server.died():
                self.server.start()
            return answer.result()

    def open_web(self, point: Point | None = None, killed: str = "") -> Web:
        """A web process; with a point, one that stands there when this is killed."""
        blow = self._blow(point, killed) if point else {}
        told = self.victims.order(act="open_web", ahead=self.ahead, **blow)
        self.webs.append(Web(told["url"], told["pid"]))
        return self.webs[-1]

    def end_of(self, web: Web) -> Told:
        """How a web process ended by itself."""
        self.webs.remove(web)
        return self.victims.order(act="close_web", pid=web.pid)

    def _blow(self, point: Point, killed: str) -> Told:
        return {"target": point.target, "moment": point.moment, "killed": killed, "server": self.server.pid}

    def say(self, text: str, visibility: str = "public") -> None:
        """A customer says something to the brand."""
        self.said.append(text)
        self.lobby.say(PEOPLE[len(self.said) % len(PEOPLE)], f"@marlowcare {text}", visibility=visibility)

    def live_on(self) -> None:
        """Time passes and everything works again: whatever can be finished is."""
        self.lobby.http.delete("/_simulator/faults")
        gave = self.done("live_on", leaps=LEAPS)
        assert gave["left"] == 0, gave

    def check(self) -> None:
        """Every post heard once, every approved reply on the network and in the record once; the record verifies."""
        exports = self.done("exports")
        heard = Counter(post["text"].removeprefix("@marlowcare ") for post in exports["posts"])
        assert heard == Counter(self.said)
        assert all(post["case"] is not None for post in exports["posts"])
        approved = Counter(reply["text"] for reply in exports["approved"] if reply["state"] == "confirmed")
        assert sum(approved.values()) == len(exports["approved"]) == len(exports["cases"]) + self.more
        there = [status for status in self.lobby.truth(by="marlowcare") if status["deleted_at"] is None]
        assert Counter(status["text"] for status in there) == approved
        assert {reply["external_id"] for reply in exports["sent"]} == {status["id"] for status in there}
        self._check_record(exports)

    def _check_record(self, exports: Told) -> None:
        """Each case was opened and answered, each reply confirmed, once on record; the record holds."""
        cases, replies = len(exports["cases"]), len(exports["approved"])
        once = {"case opened": cases, "outbox confirmed": replies, "case reply_confirmed": replies}
        assert {verb: exports["verbs"].count(verb) for verb in once} == once
        assert all(case["answered_at"] for case in exports["cases"])
        assert exports["own_posts"] == replies
        assert exports["problems"] == []


def died(told: Told) -> bool:
    """Whether the process was really killed, and not merely unlucky."""
    return bool(told["died"] == signal.SIGKILL)
