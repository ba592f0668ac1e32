"""The kernel decides from its arguments alone: it works with the world taken away."""

import builtins
import io
import random
import socket
import time
from collections.abc import Iterator

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
    (socket, "socket"),
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
    def locked(*_: object, **__: object) -> None:
        raise AssertionError("the kernel reached for the outside world")

    with monkeypatch.context() as patch:
        for module, name in DOORS:
            patch.setattr(module, name, locked)
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
