"""What the guard learns from: replies, and some of them once more beside an innocent one."""

import random

from parlour.learning.written_replies import SIDE_BY_SIDE, Reply, side_by_side

TOLD = [
    Reply(f"We all know why you were off, {n}.", "condition", "depression", "retail", "en", True) for n in range(20)
]
NEAR = [Reply(f"Counter {n} is open.", "condition", "depression", "retail", "en", False) for n in range(20)]
GERMAN = Reply("Der Schalter ist offen.", "good", "", "retail", "de", False)
LONE = [Reply(f"Flight {n} boards.", "blame", "", "airline", "en", True) for n in range(20)]


def test_a_reply_does_what_it_did_whatever_stands_beside_it() -> None:
    innocent = {reply.text for reply in NEAR}
    learnt = list(side_by_side([*TOLD, *NEAR, GERMAN], random.Random(7)))
    assert 0 < len(learnt) <= SIDE_BY_SIDE * 41
    for reply in learnt:
        parts = set(reply.text.split("\n"))
        assert reply.does == bool(parts - innocent - {GERMAN.text})
        assert len(parts & innocent) >= 1 or reply.language == "de"


def test_both_orders_occur() -> None:
    learnt = [reply.text.split("\n") for reply in side_by_side([*TOLD, *NEAR], random.Random(7)) if reply.does]
    assert {parts[0] in {reply.text for reply in NEAR} for parts in learnt} == {True, False}


def test_beside_no_other_language_no_other_sector_and_not_longer_than_is_read_at_once() -> None:
    assert {reply.sector for reply in side_by_side([*LONE, *NEAR], random.Random(7))} == {"retail"}
    long = [Reply("word " * 60, "good", "", "retail", "en", False) for _ in range(20)]
    assert list(side_by_side(long, random.Random(7))) == []
