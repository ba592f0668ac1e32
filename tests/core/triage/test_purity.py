"""The kernel decides from its arguments alone: it works with the world taken away."""

import builtins
import io
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess, assess_posts
from parlour.knowledge.triage.load import load_triage

POSTS = [
    Post(id="1", text="My bill is wrong, call me on +49 30 901820 or write to a.b@mail.example"),
    Post(id="2", text="danke, IBAN DE89370400440532013000, geboren am 3.4.1980, 10115 Berlin, Hauptstraße 5"),
    Post(id="3", text="idiotas, me duele la muela 😡 4111 1111 1111 1111"),
]
DOORS = [
    (builtins, "open"),
    (io, "open"),
    (socket.socket, "__init__"),
    (socket, "create_connection"),
    (socket, "getaddrinfo"),
    (time, "time"),
    (time, "time_ns"),
    (time, "monotonic"),
    (time, "perf_counter"),
    (time, "sleep"),
    (random, "random"),
    (random, "randint"),
    (random, "choice"),
    (np.random, "default_rng"),
    (np.random, "random"),
]


@pytest.fixture
def _locked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Servers of other tests may run in threads beside this one.
    mine = threading.get_ident()

    def locking(real: Callable[..., Any]) -> Callable[..., Any]:
        def locked(*arguments: Any, **named: Any) -> Any:
            if threading.get_ident() == mine:
                raise AssertionError("the kernel reached for the outside world")
            return real(*arguments, **named)

        return locked

    with monkeypatch.context() as patch:
        for module, name in DOORS:
            patch.setattr(module, name, locking(getattr(module, name)))
        yield


KNOWLEDGE = load_triage()
EXPECTED = assess_posts(POSTS, KNOWLEDGE)


@pytest.mark.usefixtures("_locked")
def test_kernel_needs_no_file_network_clock_or_chance() -> None:
    assert assess_posts(POSTS, KNOWLEDGE) == EXPECTED
    batch = pa.RecordBatch.from_pydict({"id": [p.id for p in POSTS], "text": [p.text for p in POSTS]})
    assert [row["route"] for row in assess(batch, KNOWLEDGE).to_pylist()] == [a.route.value for a in EXPECTED]


@pytest.mark.usefixtures("_locked")
def test_the_doors_are_really_locked() -> None:
    with pytest.raises(AssertionError):
        open("anything")  # noqa: PTH123, SIM115
    with pytest.raises(AssertionError):
        time.time()


FIRST_USE = """
import sys
from parlour.knowledge.triage.load import load_triage
from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess_posts

REACHING_OUT = ("open", "socket.", "subprocess.", "os.", "import", "urllib.", "shutil.", "tempfile.", "ctypes.")
knowledge, seen = load_triage(), []

def note(event, arguments):
    what = str(arguments[0]) if arguments else ""
    if event.startswith(REACHING_OUT) and not what.endswith((".py", ".pyc", ".so")):
        seen.append((event, what))

sys.addaudithook(note)
found = assess_posts([Post(id="x", text=text, thread=("hello",)) for text in sys.argv[1:]], knowledge)
print([each.route.value for each in found], [s for s in seen if s[0] not in ("import", "os.listdir")])
"""


def test_first_use_reaches_for_nothing_but_code() -> None:
    """What is made at the first use, tables and plans of telephone numbers, is made of code that is imported."""
    texts = [post.text for post in POSTS]
    told = subprocess.run(
        [sys.executable, "-c", FIRST_USE, *texts],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout == f"{[found.route.value for found in EXPECTED]} []\n"


def test_both_readings_take_part_in_these_tests() -> None:
    assert KNOWLEDGE.second
    assert assess_posts(POSTS, KNOWLEDGE.fast) != EXPECTED
