"""The verdict of somebody who reads the public thread and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves.onlooker import Impression, Seen, impression

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PATIENCE = timedelta(minutes=30)


def at(minute: int, *, ours: bool = False, asks: bool = True, closes: bool = False) -> Seen:
    return Seen(NOON + timedelta(minutes=minute), ours=ours, asks=asks, closes=closes)


@pytest.mark.parametrize(
    ("posts", "attack", "minute", "seen"),
    [
        ([at(0)], False, 1, Impression.IGNORED),
        ([], False, 1, Impression.IGNORED),
        ([at(0), at(5, ours=True)], False, 600, Impression.CARED_FOR),
        ([at(0), at(5, ours=True), at(10)], False, 40, Impression.CARED_FOR),
        ([at(0), at(5, ours=True), at(10)], False, 41, Impression.IGNORED),
        ([at(0), at(5, ours=True), at(10, asks=False)], False, 600, Impression.CARED_FOR),
        ([at(0), at(5, ours=True, closes=True)], False, 600, Impression.TAKEN_CARE_OF),
        ([at(0), at(5, ours=True, closes=True), at(9, asks=False)], False, 600, Impression.TAKEN_CARE_OF),
        ([at(0), at(5, ours=True, closes=True), at(9)], False, 10, Impression.CARED_FOR),
        ([at(0), at(5, ours=True, closes=True), at(9)], False, 600, Impression.IGNORED),
        ([at(0), at(5, ours=True, closes=True), at(9), at(12, ours=True)], False, 600, Impression.CARED_FOR),
        ([at(0), at(5, ours=True)], True, 600, Impression.ENDED_KINDLY),
        ([at(0), at(5, ours=True), at(9)], True, 10, Impression.CARED_FOR),
        ([at(0)], True, 10, Impression.IGNORED),
    ],
)
def test_impression(posts: list[Seen], attack: bool, minute: int, seen: Impression) -> None:
    assert impression(posts, attack=attack, now=NOON + timedelta(minutes=minute), patience=PATIENCE) is seen


@given(st.lists(st.builds(at, st.integers(0, 90), ours=st.booleans(), asks=st.booleans(), closes=st.booleans())))
def test_silence_of_ours_is_never_called_care(posts: list[Seen]) -> None:
    theirs = [post for post in posts if not post.ours]
    assert impression(theirs, attack=False, now=NOON, patience=PATIENCE) is Impression.IGNORED
