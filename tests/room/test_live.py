"""A live room: one drawing for everybody inside, nothing for anybody else, and an end for who is out."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from parlour.room import live as live_module
from parlour.room.drawing import Drawn, Place
from parlour.room.live import BROWSERS_A_ROOM, WAITING_MESSAGES, Hub, Seat

MARAS, TOMS, ELSEWHERE = Place(1, 7, 70), Place(1, 8, 80), Place(2, 7, 90)


class House:
    """What is drawn of each room, told by the test; counts the drawings."""

    def __init__(self) -> None:
        self.words: dict[Place, bytes] = {}
        self.visits = frozenset(range(100))
        self.again = False
        self.drawn: list[Place] = []

    def draw(self, place: Place) -> Drawn:
        self.drawn.append(place)
        return Drawn(self.words.get(place, b"empty"), self.visits, self.again)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    made = House()
    monkeypatch.setattr(live_module, "draw_apart", made.draw)
    monkeypatch.setattr(live_module, "BEAT_SECONDS", 0.001)
    return made


async def take(stream: AsyncIterator[bytes]) -> bytes:
    return await asyncio.wait_for(anext(stream), 5)


@pytest.mark.asyncio
async def test_change_is_drawn_once_for_all_inside_and_nobody_else(house: House) -> None:
    hub = Hub("unused")
    beat = asyncio.create_task(hub._beat())
    inside = [hub.watch(MARAS, visit) for visit in range(5)]
    others = [hub.watch(TOMS, 50), hub.watch(ELSEWHERE, 60)]
    waiting = [asyncio.create_task(take(stream)) for stream in (*inside, *others)]
    assert await asyncio.gather(*waiting) == [b"empty"] * 7
    assert sorted(house.drawn, key=str) == sorted((MARAS, TOMS, ELSEWHERE), key=str)
    house.drawn.clear()
    house.words[MARAS] = b"hello"
    waiting = [asyncio.create_task(take(stream)) for stream in inside]
    await asyncio.sleep(0)
    hub.note(1, "case", {7})
    hub.note(1, "notice", {8})
    assert await asyncio.gather(*waiting) == [b"hello"] * 5
    assert house.drawn == [MARAS]
    beat.cancel()


@pytest.mark.asyncio
@pytest.mark.parametrize(("again", "messages"), [(False, 0), (True, 1)])
async def test_the_same_again_is_news_only_when_it_says_that_somebody_writes(
    house: House, again: bool, messages: int
) -> None:
    hub, seat = Hub("unused"), Seat(1)
    hub._seats[MARAS].add(seat)
    await hub._show(MARAS)
    seat.messages.get_nowait()
    house.again = again
    await hub._show(MARAS)
    assert seat.messages.qsize() == messages


@pytest.mark.asyncio
async def test_who_left_is_sent_away_and_the_others_stay(house: House) -> None:
    hub = Hub("unused")
    beat = asyncio.create_task(hub._beat())
    left, stays = hub.watch(MARAS, 1), hub.watch(MARAS, 2)
    waiting = [asyncio.create_task(take(stream)) for stream in (left, stays)]
    await asyncio.gather(*waiting)
    house.visits, house.words[MARAS] = frozenset({2}), b"secret"
    ended, goes_on = asyncio.create_task(take(left)), asyncio.create_task(take(stays))
    await asyncio.sleep(0)
    hub.note(1, "case", {7})
    assert await goes_on == b"secret"
    with pytest.raises(StopAsyncIteration):
        await ended
    beat.cancel()


@pytest.mark.asyncio
async def test_browser_that_falls_behind_is_sent_away(house: House) -> None:
    hub, seat = Hub("unused"), Seat(1)
    hub._seats[MARAS].add(seat)
    for turn in range(WAITING_MESSAGES + 1):
        house.words[MARAS] = str(turn).encode()
        await hub._show(MARAS)
    assert (seat.messages.qsize(), seat.messages.get_nowait()) == (1, None)


@pytest.mark.asyncio
async def test_room_has_so_many_seats_and_they_are_given_back(house: House) -> None:
    hub = Hub("unused")
    beat = asyncio.create_task(hub._beat())
    streams = [hub.watch(MARAS, visit) for visit in range(BROWSERS_A_ROOM)]
    await asyncio.gather(*(asyncio.create_task(take(stream)) for stream in streams))
    assert (hub.is_full(MARAS), hub.is_full(TOMS)) == (True, False)
    for stream in streams:
        await stream.aclose()  # type: ignore[attr-defined]
    assert (hub.is_full(MARAS), dict(hub._seats)) == (False, {})
    beat.cancel()


@pytest.mark.asyncio
async def test_room_that_cannot_be_drawn_silences_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(place: Place) -> Drawn:
        if place == MARAS:
            raise RuntimeError("no drawing today")
        return house.draw(place)

    monkeypatch.setattr(live_module, "draw_apart", draw)
    hub, seat = Hub("unused"), Seat(1)
    hub._seats[TOMS].add(seat)
    hub._seats[MARAS].add(Seat(2))
    for place in (MARAS, TOMS):
        await hub._show(place)
    assert seat.messages.get_nowait() == b"empty"
