"""Numbers and times as a person would say them."""

from datetime import timedelta

import pytest

from parlour.desk.words import TimeLeft, ago, audience, silence, span, time_left
from tests.desk.factory import AT


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (59.9, "59 seconds"),
        (60, "1 minute"),
        (3599, "59 minutes"),
        (3600, "1 hour"),
        (2 * 86400 - 1, "47 hours"),
        (2 * 86400, "2 days"),
    ],
)
def test_span_uses_its_largest_whole_unit(seconds: float, words: str) -> None:
    assert span(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "left"),
    [
        (-240, TimeLeft("4 minutes late", "late")),
        (0, TimeLeft("0 seconds left", "now")),
        (599, TimeLeft("9 minutes left", "now")),
        (600, TimeLeft("10 minutes left", "soon")),
        (1799, TimeLeft("29 minutes left", "soon")),
        (1800, TimeLeft("30 minutes left", "calm")),
    ],
)
def test_time_left_gets_stronger_in_words(seconds: int, left: TimeLeft) -> None:
    assert time_left(AT + timedelta(seconds=seconds), AT) == left


@pytest.mark.parametrize(("seconds", "words"), [(0, "just now"), (59, "just now"), (61, "1 minute ago")])
def test_ago(seconds: int, words: str) -> None:
    assert ago(AT - timedelta(seconds=seconds), AT) == words


@pytest.mark.parametrize(
    ("followers", "people", "words"),
    [
        (1240, 3, "1,240 followers, 3 people in the thread"),
        (1, 1, "1 follower, 1 person in the thread"),
        (0, 1, "0 followers, 1 person in the thread"),
        (None, 2, "2 people in the thread"),
        (None, 0, ""),
    ],
)
def test_audience_says_who_reads_along(followers: int | None, people: int, words: str) -> None:
    assert audience(followers, people) == words


@pytest.mark.parametrize(
    ("quiet", "usual", "said", "unusual"),
    [
        (None, None, "Nothing heard yet.", False),
        (120, None, "Quiet for 2 minutes.", False),
        (30, 40.0, "Last post 30 seconds ago. Usually something comes every 40 seconds.", False),
        (160, 40.0, "Last post 2 minutes ago. Usually something comes every 40 seconds.", False),
        (161, 40.0, "Quiet for 2 minutes. Usually something comes every 40 seconds.", True),
        (59, 1.0, "Last post 59 seconds ago. Usually something comes every 1 second.", False),
    ],
)
def test_silence_is_called_unusual_only_beyond_four_times_the_usual(
    quiet: float | None, usual: float | None, said: str, unusual: bool
) -> None:
    heard = None if quiet is None else AT - timedelta(seconds=quiet)
    assert silence(heard, usual, AT) == (said, unusual)
