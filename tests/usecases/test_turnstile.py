"""So many are let through, so many wait, and everybody else is told at once that there is no room."""

import threading

from parlour.usecases.turnstile import Turnstile


def test_turnstile_lets_so_many_through_and_so_many_wait() -> None:
    turnstile, told, leave = Turnstile(2, 1, 0.05), [], threading.Event()
    inside = threading.Semaphore(0)

    def go() -> None:
        with turnstile.entered() as room:
            told.append(room)
            inside.release()
            if room:
                leave.wait(10)

    people = [threading.Thread(target=go) for _ in range(6)]
    for one in people:
        one.start()
    for _ in people:
        assert inside.acquire(timeout=10)
    leave.set()
    for one in people:
        one.join(10)
    assert sorted(told) == [False] * 4 + [True] * 2
    with turnstile.entered() as room:
        assert room
