"""The kernel runs with files, sockets, programs, clock and chance taken away: nothing but its arguments decides."""

import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from parlour.core.guard import judge
from parlour.core.nouns.post import Post
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision
from parlour.core.triage.kernel import assess_posts
from parlour.knowledge import load
from tests.core.guard.desk import CONTEXT, payload

OUTSIDE = ("open", "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "urllib.", "shutil.", "tempfile.")
CODE = (".py", ".pyc", ".so")  # a library may still load its own code
TEXTS = (
    "Root canal on Tuesday and I still can't chew, nobody calls back. Ring me on +44 7700 900123!",
    "Rechnung 4711 zum dritten Mal falsch, 120,50 € zu viel. Am 3. Mai war das anders.",
    "Gracias, el router ya funciona 🎉",
    "buy cheap followers now http://x.example/1 http://x.example/2",
)
_watching: list[int] = []  # the thread that is watched: servers of other tests may run beside it
_seen: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if threading.get_ident() not in _watching or not event.startswith(OUTSIDE):
        return
    if not str(arguments[0] if arguments else "").endswith(CODE):
        _seen.append(f"{event}{arguments[:1]}")


sys.addaudithook(_watch)  # cannot be taken away again; it looks only inside `watched`


@contextmanager
def watched() -> Iterator[None]:
    """Note whatever in this thread reaches out of the process in the meantime."""
    _seen.clear()
    _watching.append(threading.get_ident())
    try:
        yield
    finally:
        _watching.clear()


@pytest.fixture
def no_clock_no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = threading.get_ident()

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def refuse(*arguments: Any, **named: Any) -> Any:
            if threading.get_ident() == mine:
                raise AssertionError("The kernel asked for something it was not handed.")
            return real(*arguments, **named)

        return refuse

    for source, names in (
        (time, ("time", "time_ns", "localtime", "gmtime")),
        (random, ("random", "randint", "choice", "shuffle")),
        (np.random, ("default_rng", "rand", "random")),
        (os, ("urandom", "getenv")),
    ):
        for name in names:
            monkeypatch.setattr(source, name, refusing(getattr(source, name)))


def test_the_watch_sees_what_reaches_out() -> None:
    with watched(), open(os.devnull):  # noqa: PTH123 - the very call the kernel may not make
        pass
    assert _seen == ["open('/dev/null',)"]


@pytest.mark.usefixtures("no_clock_no_chance")
def test_triage_reaches_for_nothing() -> None:
    knowledge = load().triage
    posts = [Post(id=str(number), text=text) for number, text in enumerate(TEXTS)]
    with watched():
        first, second = assess_posts(posts, knowledge), assess_posts(posts, knowledge)
    assert _seen == []
    assert first == second


@pytest.mark.usefixtures("no_clock_no_chance")
def test_the_guard_reaches_for_nothing() -> None:
    knowledge = load().guard
    assert knowledge.told
    knowledge.told()  # the network is read from its file once, by whoever loads knowledge
    drafts = (
        "Thank you, we look into it. JB",
        "Your root canal on Tuesday cost 432.50 EUR.",
        "@else call +44 7700 900123",
    )
    with watched():
        verdicts = [
            [judge(payload(draft, surface=surface), CONTEXT, knowledge) for draft in drafts for surface in Surface]
            for _ in range(2)
        ]
    assert _seen == []
    assert verdicts[0] == verdicts[1]
    assert Decision.BLOCK in {verdict.decision for verdict in verdicts[0]}
    assert "guard.failed" not in {finding.rule for verdict in verdicts[0] for finding in verdict.findings}
