"""What somebody at a terminal sees of a long run."""

import io

import pytest

from parlour.cli.progress import Progress


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def lines(screen: io.StringIO) -> list[str]:
    """The states of the one line, without what erases the rest of it."""
    return [line.strip("\n") for line in screen.getvalue().replace("\x1b[K", "").split("\r") if line]


def test_share_and_time_left_follow_from_the_size_of_the_whole() -> None:
    screen, clock = io.StringIO(), Clock()
    with Progress(4000, shown=True, screen=screen, clock=clock) as progress:
        clock.now = 10.0
        progress.advance(1000, rows=20)
        clock.now = 40.0
        progress.advance(3000, rows=60, bad=2)
    assert lines(screen) == [
        "20 rows, 2 a second, 25%, 0:30 left",
        "80 rows, 2 a second, 100%, 0:00 left",
        "80 rows in 0:40, 2 a second, 2 with errors",
    ]
    assert screen.getvalue().endswith("\n")


def test_of_a_pipe_count_and_rate_are_known() -> None:
    screen, clock = io.StringIO(), Clock()
    with Progress(None, shown=True, screen=screen, clock=clock) as progress:
        clock.now = 3700.0
        progress.advance(5, rows=7_400_000)
    assert lines(screen) == ["7,400,000 rows, 2,000 a second", "7,400,000 rows in 1:01:40, 2,000 a second"]


def test_line_is_written_five_times_a_second_at_most() -> None:
    screen, clock = io.StringIO(), Clock()
    progress = Progress(None, shown=True, screen=screen, clock=clock)
    for step in range(1, 65):
        clock.now = step / 64
        progress.advance(1)
    assert len(lines(screen)) == 4


@pytest.mark.parametrize("shown", [False, True])
def test_nothing_is_said_where_nobody_watches_or_nothing_was_done(shown: bool) -> None:
    screen, clock = io.StringIO(), Clock()
    with Progress(10, shown=shown, screen=screen, clock=clock) as progress:
        clock.now = 5.0
        if not shown:
            progress.advance(10)
    assert screen.getvalue() == ""
