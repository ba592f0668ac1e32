"""Receiving: every event is written down exactly once, whatever order, number or shape it comes in."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from parlour.channels.archive.channel import ArchiveChannel
from parlour.channels.port import Account
from parlour.knowledge import Knowledge
from parlour.store.models import AssessBatch, Brand, ChannelAccount, Event, Hearing, Post, PostText, RawEvent
from parlour.usecases.house import House
from parlour.usecases.receive import Receipt, receive
from tests.usecases.conftest import NOW

Hear = Callable[..., Receipt]


@pytest.fixture
def brand(hearing_brand: Brand) -> Brand:
    return hearing_brand


@pytest.fixture
def account(hearing_account: ChannelAccount) -> ChannelAccount:
    return hearing_account


@pytest.fixture
def hear(hear_lines: Hear) -> Hear:
    return hear_lines


def post(name: str, text: str = "Hello", author: str = "mara", **more: Any) -> dict[str, Any]:
    return {"id": name, "text": text, "author": author, "created_at": "2026-03-01T11:00:00Z", **more}


def thread_of(name: str) -> int | None:
    found: int | None = Post.objects.get(hearings__external_id=name).thread_id
    return found


def test_receive_writes_post_text_hearing_and_queues_it(hear: Hear) -> None:
    assert hear(post("1", "The router is dead.", mentions=["marlow@lobby.example"])) == Receipt(1, 0, 1)
    written = Post.objects.get()
    assert (written.author.address, written.own, written.crowded) == ("mara", False, False)
    assert [text.text for text in written.texts.all()] == ["The router is dead."]
    assert [(hearing.external_id, hearing.addressed) for hearing in Hearing.objects.all()] == [("1", True)]
    assert AssessBatch.objects.get().texts == [PostText.objects.get().pk]


def test_receive_again_changes_nothing(hear: Hear) -> None:
    hear(post("1"), post("2"))
    assert hear(post("1"), post("2"), post("1")) == Receipt(0, 0, 0)
    assert (RawEvent.objects.count(), Post.objects.count(), Event.objects.count()) == (2, 2, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json at all", "not JSON"),
        ('{"id": "", "text": "x"}', 'no "id"'),
        ('{"text": "x"}', 'no "id"'),
        ('{"id": "7"}', "no text"),
        ('{"id": "7", "text": "x", "created_at": "yesterday"}', "not a time"),
        ("[1, 2]", "not an object"),
    ],
)
def test_a_bad_line_is_kept_with_its_reason_and_the_others_go_through(hear: Hear, line: str, reason: str) -> None:
    assert hear(post("1"), line, post("2")) == Receipt(3, 1, 2)
    (refused,) = RawEvent.objects.exclude(refused="")
    assert reason in refused.refused
    assert bytes(refused.body).decode() == line


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\x00b", "a\ufffdb"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("zero\u200bwidth \u202ebidi\u202c", "zero\u200bwidth \u202ebidi\u202c"),
        ("<b>not bold</b> &amp; so", "<b>not bold</b> &amp; so"),
        ("x" * 1_000_000, "x" * 1_000_000),
        ("", ""),
    ],
)
def test_odd_text_is_stored_with_its_offsets(hear: Hear, text: str, stored: str) -> None:
    hear(post("1", text))
    assert PostText.objects.get().text == stored


def test_a_date_in_the_future_is_never_later_than_receipt(hear: Hear) -> None:
    hear(post("1", created_at="2031-01-01T00:00:00Z"))
    assert Post.objects.get().created_at == NOW


def test_posts_without_author_are_never_merged(hear: Hear) -> None:
    hear({"id": "1", "text": "a"}, {"id": "2", "text": "b"})
    assert len(set(Post.objects.values_list("author", flat=True))) == 2


@pytest.mark.parametrize("order", [("1", "2", "3"), ("3", "2", "1"), ("2", "3", "1"), ("3", "1", "2")])
@pytest.mark.parametrize("together", [True, False])
def test_a_thread_is_one_in_whatever_order_it_arrives(hear: Hear, order: tuple[str, ...], together: bool) -> None:
    thread = {"1": post("1"), "2": post("2", in_reply_to="1"), "3": post("3", in_reply_to="2", author="kim")}
    if together:
        hear(*(thread[name] for name in order))
    else:
        for name in order:
            hear(thread[name])
    assert len({thread_of(name) for name in thread}) == 1


def test_an_edit_adds_a_version_and_is_assessed_again(hear: Hear) -> None:
    hear(post("1", "First words"))
    receipt = hear(post("1", "Second words", edited_at="2026-03-01T11:30:00Z"))
    assert receipt.texts == 1
    written = Post.objects.get()
    assert written.version == 2
    assert list(written.texts.order_by("version").values_list("text", flat=True)) == ["First words", "Second words"]


def test_an_older_edit_that_comes_late_does_not_count(hear: Hear) -> None:
    hear(post("1", "First"))
    hear(post("1", "Third", edited_at="2026-03-01T11:40:00Z"))
    hear(post("1", "Second", edited_at="2026-03-01T11:20:00Z"))
    written = Post.objects.get()
    assert written.texts.get(version=written.version).text == "Third"


def test_an_edit_before_its_post_is_heard_as_the_post(hear: Hear) -> None:
    line = post("1", "Edited", edited_at="2026-03-01T11:30:00Z")
    hear(line)
    hear(post("1", "First words"))
    assert Post.objects.count() == 1
    assert PostText.objects.get(version=1).text == "Edited"


def test_a_deletion_leaves_a_tombstone_and_no_words(hear: Hear) -> None:
    hear(post("1", "Something private"))
    hear({"id": "1", "deleted": True})
    written = Post.objects.get()
    assert (written.deleted_at, written.texts.get().text) == (NOW, "")
    assert not [event for event in RawEvent.objects.all() if b"private" in bytes(event.body)]
    assert Event.objects.filter(verb="post_deleted").count() == 1


def test_a_deletion_before_its_post_takes_effect_when_the_post_arrives(hear: Hear) -> None:
    assert hear({"id": "1", "deleted": True}).texts == 0
    assert "not heard yet" in RawEvent.objects.get().refused
    assert hear(post("1", "Something private")).texts == 0
    assert Post.objects.get().deleted_at == NOW
    assert PostText.objects.get().text == ""


def test_deleted_words_stay_when_the_brand_keeps_them_for_a_while(hear: Hear, brand: Brand) -> None:
    Brand.objects.filter(pk=brand.pk).update(settings={"keep_deleted_seconds": 3600})
    hear(post("1", "Kept for an hour"))
    hear({"id": "1", "deleted": True})
    assert PostText.objects.get().text == "Kept for an hour"
    assert Post.objects.get().deleted_at == NOW


def test_a_private_post_stands_in_the_conversation_with_exactly_one_person(hear: Hear) -> None:
    hear(post("1", visibility="direct"), post("2", visibility="direct", author="kim"))
    first, second = Post.objects.order_by("id")
    assert first.conversation_id != second.conversation_id
    assert {first.thread_id, second.thread_id} == {None}


def test_a_private_post_that_more_outsiders_can_read_is_crowded(hear: Hear) -> None:
    hear(post("1", visibility="direct", participants=["kim", "marlow@lobby.example"]))
    written = Post.objects.get()
    assert (written.crowded, written.conversation_id) == (True, None)


def test_our_own_post_is_kept_and_never_assessed(hear: Hear) -> None:
    assert hear(post("1", author="marlow@lobby.example")).texts == 0
    assert Post.objects.get().own


def test_a_post_that_answers_ours_is_addressed_to_us(hear: Hear) -> None:
    hear(post("1", author="marlow@lobby.example"))
    hear(post("2", in_reply_to="1"))
    assert Hearing.objects.get(external_id="2").addressed


def test_receive_by_many_at_once_writes_each_post_once(
    transactional_db: None, tmp_path: Path, knowledge: Knowledge
) -> None:
    brand = Brand.objects.create(slug="marlow", name="Marlow")
    account = ChannelAccount.objects.create(brand=brand, network="archive", address="marlow@lobby.example")
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(json.dumps(post(str(number), author=f"p{number % 5}")) for number in range(40)))
    house = House(knowledge=knowledge, clock=lambda: NOW)

    def sweep(_: int) -> int:
        channel = ArchiveChannel(Account(account.address, {"path": str(path)}), clock=lambda: NOW)
        try:
            return sum(receive(account, batch, channel=channel, house=house).new for batch in channel.fetch("file", ""))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(sweep, range(16))) == 40
    assert (RawEvent.objects.count(), Post.objects.count(), PostText.objects.count()) == (40, 40, 40)


def test_the_normal_gap_between_deliveries_is_learnt(
    account: ChannelAccount, knowledge: Knowledge, tmp_path: Path
) -> None:
    moment = [NOW]
    house = House(knowledge=knowledge, clock=lambda: moment[0])
    for number in range(3):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps(post(str(number))))
        channel = ArchiveChannel(Account(account.address, {"path": str(path)}), clock=house.clock)
        for batch in channel.fetch("file", ""):
            receive(account, batch, channel=channel, house=house)
        moment[0] += timedelta(seconds=60)
    account.refresh_from_db()
    assert account.normal_gap == pytest.approx(60)
