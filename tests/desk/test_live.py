"""Live pages: which views a change touches, what is sent, and that it is drawn once for everybody."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import orjson
import pytest

from parlour.desk import live as live_module
from parlour.desk.live import WAITING_MESSAGES, Hub
from parlour.desk.live_views import ROWS_AT_ONCE, Changes, Key, keys_touched, render, together, wanted_keys
from parlour.store.models import Presence
from tests.desk import factory
from tests.desk.factory import AT, House

QUEUE, MINE = Key(1, "list"), Key(1, "list", 5)
CASE, HERE = Key(1, "case", 7), Key(1, "presence", 7)
OTHER_CASE, APPROVALS, COUNTS, ELSEWHERE = Key(1, "case", 8), Key(1, "approvals"), Key(1, "counts"), Key(2, "list")
ALL = (QUEUE, MINE, CASE, HERE, OTHER_CASE, APPROVALS, COUNTS, ELSEWHERE)


@pytest.mark.parametrize(
    ("what", "touched"),
    [
        ("case", [QUEUE, MINE, CASE, APPROVALS, COUNTS]),
        ("presence", [HERE]),
        ("notice", [CASE, OTHER_CASE, APPROVALS, COUNTS]),
    ],
)
def test_change_touches_only_views_it_concerns(what: str, touched: list[Key]) -> None:
    assert keys_touched(1, what, {7}, watched=ALL) == touched


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({}, (Key(1, "counts"),)),
        ({"list": "queue"}, (Key(1, "counts"), QUEUE)),
        ({"list": "mine"}, (Key(1, "counts"), MINE)),
        ({"list": "theirs", "page": "secrets", "case": "x"}, (Key(1, "counts"),)),
        ({"case": "7", "page": "moves"}, (Key(1, "counts"), CASE, HERE, Key(1, "moves"))),
    ],
)
def test_page_watches_what_it_may(asked: dict[str, str], keys: tuple[Key, ...]) -> None:
    assert wanted_keys(asked, brand=1, agent=5) == keys


def drawn(key: Key, numbers: set[int] | None) -> dict[str, Any] | None:
    """What is sent to those who watch one view."""
    (portion,) = together({key: numbers})
    return render(portion).get(key)


@pytest.mark.django_db
def test_changed_case_is_a_row_and_a_resolved_one_is_gone(marlow: House) -> None:
    one, two = factory.case(marlow), factory.case(marlow, person=factory.handle(marlow, "b@x.example"))
    two.state, two.resolved_at = "resolved", AT
    two.save()
    sent = drawn(Key(marlow.brand.pk, "list"), {one.pk, two.pk})
    assert sent is not None
    assert ([row["id"] for row in sent["list"]["rows"]], sent["list"]["gone"]) == ([one.pk], [two.pk])


@pytest.mark.django_db
def test_case_of_another_brand_is_not_drawn(marlow: House) -> None:
    case = factory.case(factory.house("krone", name="Krone"))
    assert drawn(Key(marlow.brand.pk, "case", case.pk), None) is None
    assert drawn(Key(marlow.brand.pk, "presence", case.pk), None) is None
    sent = drawn(Key(marlow.brand.pk, "list"), {case.pk})
    assert sent == {"list": {"rows": [], "gone": [case.pk], "whole": False, "more": False}}


@pytest.mark.django_db
def test_a_flood_of_changes_is_one_drawing_of_the_first_page(marlow: House) -> None:
    case = factory.case(marlow)
    sent = drawn(Key(marlow.brand.pk, "list"), set(range(1, ROWS_AT_ONCE + 2)))
    assert sent is not None
    assert (sent["list"]["whole"], [row["id"] for row in sent["list"]["rows"]]) == (True, [case.pk])


@pytest.mark.django_db
def test_colleague_who_writes_is_named_and_one_who_left_is_not(marlow: House) -> None:
    case = factory.case(marlow)
    tom, uta = factory.agent(marlow, "Tom Ruiz"), factory.agent(marlow, "Uta Krone")
    there = {"brand": marlow.brand, "case": case}
    Presence.objects.create(**there, agent=tom, writing="public", seen_at=AT)
    Presence.objects.create(**there, agent=uta, writing="", seen_at=AT - timedelta(minutes=5))
    sent = drawn(Key(marlow.brand.pk, "presence", case.pk), None)
    assert sent is not None
    words = sent["parts"]["presence"]
    assert ("Tom Ruiz is writing a public reply" in words, "Uta" in words) == (True, False)


async def take(stream: AsyncIterator[bytes]) -> Any:
    message = await asyncio.wait_for(anext(stream), 5)
    return orjson.loads(message.removeprefix(b"data: "))


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Key, set[int] | None]]:
    """Every drawing the hub asks for; views are replaced by their names."""
    asked: list[tuple[Key, set[int] | None]] = []

    def draw(changes: Changes) -> dict[Key, dict[str, Any]]:
        asked.extend((key, None if numbers is None else set(numbers)) for key, numbers in changes.items())
        return {
            key: {"view": key.view, "numbers": None if numbers is None else sorted(numbers)}
            for key, numbers in changes.items()
        }

    monkeypatch.setattr(live_module, "_render_apart", draw)
    monkeypatch.setattr(live_module, "BEAT_SECONDS", 0.01)
    return asked


@pytest.mark.asyncio
async def test_change_is_drawn_once_for_all_who_watch(drawings: list[tuple[Key, set[int] | None]]) -> None:
    hub = Hub("unused")
    beat = asyncio.create_task(hub._beat())
    streams = [hub.watch([QUEUE]) for _ in range(5)]
    for stream in streams:
        assert await take(stream) == {"view": "list", "numbers": None}
    drawings.clear()
    waiting = [asyncio.create_task(take(stream)) for stream in streams]
    await asyncio.sleep(0)
    hub.note(1, "case", [7])
    hub.note(1, "case", [8])
    hub.note(2, "case", [9])
    assert await asyncio.gather(*waiting) == [{"view": "list", "numbers": [7, 8]}] * 5
    assert drawings == [(QUEUE, {7, 8})]
    beat.cancel()


@pytest.mark.django_db
def test_lists_of_all_agents_are_read_in_one_query(
    marlow: House, django_assert_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    tom, uta = factory.agent(marlow, "Tom Ruiz"), factory.agent(marlow, "Uta Krone")
    free, held = factory.case(marlow), factory.case(marlow, person=factory.handle(marlow, "b@x.example"), assignee=tom)
    keys = [Key(marlow.brand.pk, "list", number) for number in (0, tom.pk, uta.pk)]
    (portion,) = together({key: {free.pk, held.pk} for key in keys})
    with django_assert_num_queries(1):
        sent = render(portion)
    rows = [[row["id"] for row in sent[key]["list"]["rows"]] for key in keys]
    assert rows == [[free.pk, held.pk], [held.pk], []]
    assert [sent[key]["list"]["gone"] for key in keys] == [[], [free.pk], [free.pk, held.pk]]


@pytest.mark.asyncio
async def test_first_look_is_shared_by_all_who_come_while_it_waits(
    drawings: list[tuple[Key, set[int] | None]],
) -> None:
    hub = Hub("unused")
    await hub._turn.acquire()
    streams = [asyncio.create_task(take(hub.watch([QUEUE]))) for _ in range(20)]
    await asyncio.sleep(0)
    hub._turn.release()
    assert await asyncio.gather(*streams) == [{"view": "list", "numbers": None}] * 20
    assert drawings == [(QUEUE, None)]


@pytest.mark.asyncio
async def test_who_comes_after_a_look_gets_one_of_their_own(drawings: list[tuple[Key, set[int] | None]]) -> None:
    hub = Hub("unused")
    await take(hub.watch([QUEUE]))
    await take(hub.watch([QUEUE]))
    assert drawings == [(QUEUE, None)] * 2


@pytest.mark.asyncio
async def test_watcher_who_leaves_is_forgotten(drawings: list[tuple[Key, set[int] | None]]) -> None:
    hub = Hub("unused")
    stream = hub.watch([QUEUE, CASE])
    await take(stream)
    await stream.aclose()  # type: ignore[attr-defined]
    hub.note(1, "case", [7])
    assert (dict(hub._watching), hub._dirty) == ({}, {})


@pytest.mark.asyncio
async def test_watcher_who_falls_behind_is_sent_away(drawings: list[tuple[Key, set[int] | None]]) -> None:
    hub = Hub("unused")
    stream = hub.watch([QUEUE])
    await take(stream)
    for number in range(WAITING_MESSAGES + 1):
        hub._send(QUEUE, b"data: %d\n\n" % number)
    with pytest.raises(StopAsyncIteration):
        await anext(stream)


@pytest.mark.asyncio
async def test_the_same_again_is_said_once_but_to_every_newcomer(drawings: list[tuple[Key, set[int] | None]]) -> None:
    hub = Hub("unused")
    early = hub.watch([QUEUE])
    await take(early)
    for said in (1, 1, 2):
        hub._send(QUEUE, b"data: %d\n\n" % said)
    assert [await take(early), await take(early)] == [1, 2]
    late = hub.watch([QUEUE])
    await take(late)
    hub._send(QUEUE, b"data: 2\n\n")
    assert [await take(early), await take(late)] == [2, 2]
