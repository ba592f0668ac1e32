"""The web struck at every named point: what a person did at the desk happened once or not at all.

A real browser's requests go to a uvicorn process that serves the product's own application. When nothing answers, or
only an error does, the person does the very same thing once more, at a new web process where the web was killed, at
the same one where it lost its connection or its database server.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import pytest

from tests.faults.desk import AtTheDesk
from tests.faults.points import CONNECTION, DATABASE, PROCESS, WEB, Point, named, struck
from tests.faults.prepared import BEFORE_ACT, PRIVATELY, SECRET, WORDS, case_of
from tests.faults.scene import Scene, Web, died

pytestmark = pytest.mark.faults
FIRST, SECOND = 1, 2  # numbers begin anew with every scene: replies
OTHER: Final = "Thank you for your patience. We will write here again today."
UNDERSTOOD: Final = {200, 302, 404}  # 404: there was nothing left to decide


@dataclass(frozen=True)
class Deed:
    """What a person does, and what is recorded, so many times and no more, and held once it is done.

    `before` is how many replies there were already.
    """

    who: str
    does: Callable[[AtTheDesk, int], int]
    recorded: tuple[str, ...] = ()
    replies: tuple[tuple[str, str], ...] = ()
    composers: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    before: int = 0


DEEDS: Final = {
    "type": Deed("ada", lambda desk, case: desk.type(case, WORDS), composers=(WORDS,)),
    "submit": Deed(
        "ada", lambda desk, case: desk.answer(case, WORDS), ("outbox drafted", "outbox approved", "case assigned"),
        replies=((WORDS, "approved"),),
    ),
    "invite": Deed("ada", lambda desk, case: desk.invite(case), ("case move_offered",), moves=("offered",)),
    "recall": Deed(
        "ada", lambda desk, _: desk.recall(FIRST), ("outbox recalled", "case reply_recalled"),
        replies=((WORDS, "recalled"),), composers=(WORDS,),
    ),
    "release": Deed(
        "sue", lambda desk, _: desk.release(FIRST), ("outbox approved", "case reply_approved"),
        replies=((SECRET, "approved"),),
    ),
    "refuse": Deed(
        "sue", lambda desk, _: desk.refuse(FIRST), ("outbox sent_back", "case reply_sent_back"),
        replies=((SECRET, "recalled"),), composers=(SECRET,), notices=("sent_back",),
    ),
    "settle": Deed("ada", lambda desk, case: desk.settle(case), ("case move_settled",), moves=("settled",)),
    "found": Deed(
        "ada", lambda desk, _: desk.found(SECOND), ("outbox confirmed", "outbox confirmed"),  # the invitation before it
        replies=((PRIVATELY, "confirmed"),), moves=("open",), before=1,
    ),
    "missing": Deed(
        "ada", lambda desk, _: desk.missing(SECOND), ("outbox found_missing",),
        replies=((PRIVATELY, "approved"),), moves=("open",), before=1,
    ),
}  # fmt: skip


@contextmanager
def at_the_desk(scene: Scene, web: Web, who: str) -> Iterator[AtTheDesk]:
    desk = AtTheDesk(web.url, scene.sessions[who])
    yield desk
    desk.leave()


def do(scene: Scene, web: Web, act: str, case: int) -> int:
    deed = DEEDS[act]
    with at_the_desk(scene, web, deed.who) as desk:
        return deed.does(desk, case)


def do_again(scene: Scene, web: Web, act: str, case: int) -> None:
    assert do(scene, web, act, case) in UNDERSTOOD


def all_is_well(scene: Scene, web: Web, act: str, case: int) -> None:
    deed, held = DEEDS[act], scene.done("held")
    assert Counter(verb for verb in held["verbs"] if verb in deed.recorded) == Counter(deed.recorded)
    assert held["composers"] == list(deed.composers)
    assert held["notices"] == list(deed.notices)
    if deed.replies:
        assert held["replies"][deed.before :] == [list(reply) for reply in deed.replies]
    if deed.moves:
        assert held["moves"] == list(deed.moves)
    if deed.composers and deed.replies:
        with at_the_desk(scene, web, "ada") as ada:
            assert ada.answer(case, OTHER) == 302
    scene.live_on()
    scene.check()


@pytest.mark.parametrize("point", struck(WEB, PROCESS), ids=named)
def test_web_killed(scene: Scene, point: Point) -> None:
    BEFORE_ACT[point.act](scene)
    case, web = case_of(scene), scene.open_web(point, PROCESS)
    assert do(scene, web, point.act, case) == 0, "nothing may have answered"
    assert died(scene.end_of(web)), "the blow must have fallen"
    web = scene.open_web()
    do_again(scene, web, point.act, case)
    all_is_well(scene, web, point.act, case)


@pytest.mark.parametrize("point", struck(WEB, CONNECTION), ids=named)
def test_database_connection_of_the_web_cut(scene: Scene, point: Point) -> None:
    BEFORE_ACT[point.act](scene)
    case, web = case_of(scene), scene.open_web(point, CONNECTION)
    assert do(scene, web, point.act, case) == 500, "the web must have noticed"
    do_again(scene, web, point.act, case)
    all_is_well(scene, web, point.act, case)


@pytest.mark.parametrize("point", struck(WEB, DATABASE), ids=named)
def test_database_server_killed_under_the_web(scene: Scene, point: Point) -> None:
    BEFORE_ACT[point.act](scene)
    case, web = case_of(scene), scene.open_web(point, DATABASE)
    starts = scene.server.starts
    answer = scene.under_the_web(lambda: do(scene, web, point.act, case))
    assert scene.server.starts == starts + 1, "the blow must have fallen"
    assert answer == 500 or CONNECTION not in point.killed, "what was not committed may not be called done"
    if answer == 500:
        do_again(scene, web, point.act, case)
    all_is_well(scene, web, point.act, case)
