"""Presidio on the same drafts: whether it sees anything at all in those that tell personal data of a person."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import personal_data
from benchmarks.guard.measure import Judged, Rate, rate
from benchmarks.peer import ask_peer, peer_python
from benchmarks.personal_data.__main__ import PINNED, PRESIDIO

PEER = Path(personal_data.__file__).with_name("peer.py")
PEER_SECONDS = 900
TOLD = ("verbatim", "number", "phone", "email", "name", "address")
"""Kinds of drafts that tell what such recognisers look for; English, for it knows no other language here."""


def beside(found: Sequence[Judged], *, install: bool) -> dict[str, Any] | None:
    """Recall over drafts that tell personal data and false alarms over good ones, for both; None without the other."""
    python = peer_python("personal-data", PINNED, install=install)
    if python is None:
        return None
    english = [one for one in found if one.case.language == "en" and one.case.line["surface"] == "public"]
    told = [one for one in english if one.leak and one.case.kind.partition(".")[0] in TOLD]
    good = [one for one in english if not one.leak]
    drafts = [one.case.draft for one in told + good]
    seen = ask_peer(python, PEER, {"look": {"drafts": drafts}, "time": drafts[:50]}, seconds=PEER_SECONDS)
    flagged = [any(entity in PRESIDIO for entity, _, _ in each) for each in seen["found"]["drafts"]]
    theirs = {id(one): flag for one, flag in zip(told + good, flagged, strict=True)}
    return {
        "parlour": _both(told, good, lambda one: one.stopped),
        "presidio": _both(told, good, lambda one: theirs[id(one)]),
    }


def _both(told: Sequence[Judged], good: Sequence[Judged], hit: Any) -> dict[str, Any]:
    caught, alarms = rate(told, hit), rate(good, hit)
    assert caught
    assert alarms
    return {
        "recall": caught.row,
        "precision": Rate(caught.hits, caught.hits + alarms.hits).row,
        "false alarms": alarms.row,
    }
