"""The rules of the network, without HTTP and without waiting."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from parlour.simulator.errors import Refused
from parlour.simulator.network import Account, Network, NewStatus, Page, Settings, Status
from parlour.simulator.network.paging import paginate
from tests.simulator.people import small_network


def post(network: Network, by: str, text: str, **more: object) -> Status:
    return network.post_status(network.account(by), NewStatus(text=text, **more))  # type: ignore[arg-type]


def told(network: Network, by: str) -> list[tuple[str, str | None]]:
    return [(each.type, each.status_id) for each in network.notifications(network.account(by), Page())]


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        ("public", {"marlowcare", "mara", "tom_a", "stranger"}),
        ("unlisted", {"marlowcare", "mara", "tom_a", "stranger"}),
        ("private", {"marlowcare", "mara", "tom_a"}),
        ("direct", {"marlowcare", "mara"}),
    ],
)
def test_status_is_seen_by_those_it_is_meant_for(visibility: str, seen_by: set[str]) -> None:
    network, _ = small_network()
    network.follow(network.account("tom_a"), network.account("mara"))
    status = post(network, "mara", "@marlowcare hello", visibility=visibility)
    viewers: dict[str, Account | None] = {name: network.account(name) for name in ("marlowcare", "mara", "tom_a")}
    viewers["stranger"] = None
    assert {name for name, viewer in viewers.items() if network.books.statuses.visible(status, viewer)} == seen_by


def test_private_status_is_not_seen_by_one_who_does_not_follow() -> None:
    network, _ = small_network()
    status = post(network, "mara", "friends only", visibility="private")
    with pytest.raises(Refused) as refused:
        network.books.statuses.get(status.id, network.account("tom_a"))
    assert (refused.value.status, refused.value.error) == (404, "Record not found")


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewStatus(text=""), "Validation failed: Text can't be blank"),
        (NewStatus(text=" \n"), "Validation failed: Text can't be blank"),
        (NewStatus(text="x" * 501), "Validation failed: Text character limit of 500 exceeded"),
        (NewStatus(text="x" * 300, spoiler_text="y" * 201), "Validation failed: Text character limit of 500 exceeded"),
        (NewStatus(text="x", visibility="secret"), "Validation failed: Visibility is not included in the list"),
        (
            NewStatus(text="x", in_reply_to_id="1"),
            "The post you are trying to reply to does not appear to exist.",
        ),
        (NewStatus(text="x", media_ids=("1",)), "Record not found"),
    ],
)
def test_status_refused(new: NewStatus, error: str) -> None:
    network, _ = small_network()
    with pytest.raises(Refused) as refused:
        network.post_status(network.account("mara"), new)
    assert refused.value.error == error
    assert list(network.books.statuses.everything()) == []


def test_status_at_the_limit_is_taken() -> None:
    network, _ = small_network()
    assert post(network, "mara", "x" * 476 + " https://a.example/" + "y" * 90).wording.mentions == ()


def test_idempotency_key_holds_for_an_hour_and_one_account() -> None:
    network, clock = small_network()
    first = post(network, "mara", "once", idempotency_key="k")
    assert post(network, "tom_a", "once", idempotency_key="k").id != first.id
    clock.advance(3599)
    assert post(network, "mara", "something else", idempotency_key="k").id == first.id
    clock.advance(1)
    assert post(network, "mara", "once", idempotency_key="k").id != first.id


def test_key_of_a_deleted_status_finds_nothing() -> None:
    network, _ = small_network()
    first = post(network, "mara", "once", idempotency_key="k")
    network.delete_status(network.account("mara"), first.id)
    with pytest.raises(Refused):
        post(network, "mara", "once", idempotency_key="k")


def test_statuses_in_three_hours_are_limited() -> None:
    network, clock = small_network(Settings(statuses_per_window=2))
    post(network, "mara", "1")
    post(network, "mara", "2")
    with pytest.raises(Refused) as refused:
        post(network, "mara", "3")
    assert refused.value.status == 429
    post(network, "tom_a", "others may")
    clock.advance(10_800)
    post(network, "mara", "3")


def test_ids_rise_while_the_clock_stands_still() -> None:
    network, _ = small_network()
    ids = [int(post(network, "mara", str(index)).id) for index in range(5)]
    assert ids == sorted(set(ids))
    assert all(len(str(each)) == 18 for each in ids)


def test_edit_keeps_versions_and_sends_no_second_mention() -> None:
    network, clock = small_network()
    status = post(network, "mara", "@marlowcare broken")
    clock.advance(10)
    network.edit_status(network.account("mara"), status.id, NewStatus(text="@marlowcare @tom_a fixed"))
    assert [each.text for each in status.versions] == ["@marlowcare broken", "@marlowcare @tom_a fixed"]
    assert status.edited_at == clock()
    assert told(network, "marlowcare") == [("mention", status.id)]
    assert told(network, "tom_a") == [("mention", status.id)]


def test_edit_is_announced_to_those_who_boosted() -> None:
    network, _ = small_network()
    status = post(network, "mara", "broken")
    network.publisher.reblog(network.account("tom_a"), status)
    network.edit_status(network.account("mara"), status.id, NewStatus(text="fixed"))
    assert told(network, "tom_a") == [("update", status.id)]


def test_edit_of_a_direct_message_cannot_lose_its_reader() -> None:
    network, _ = small_network()
    status = post(network, "mara", "@marlowcare hello", visibility="direct")
    network.edit_status(network.account("mara"), status.id, NewStatus(text="hello again"))
    assert status.wording.mentions == (network.account("marlowcare").id,)


def test_nobody_edits_or_deletes_for_others() -> None:
    network, _ = small_network()
    status = post(network, "mara", "mine")
    tom = network.account("tom_a")
    with pytest.raises(Refused):
        network.edit_status(tom, status.id, NewStatus(text="his"))
    with pytest.raises(Refused):
        network.delete_status(tom, status.id)
    assert status.wording.text == "mine"


def test_delete_takes_notification_and_conversation_along() -> None:
    network, _ = small_network()
    status = post(network, "mara", "@marlowcare secret", visibility="direct")
    brand = network.account("marlowcare")
    assert len(list(network.books.conversations.newest_first(brand.id))) == 1
    network.delete_status(network.account("mara"), status.id)
    assert told(network, "marlowcare") == []
    assert list(network.books.conversations.newest_first(brand.id)) == []
    assert [each.id for each in network.books.statuses.everything()] == [status.id]


def test_conversation_is_one_per_thread_and_exact_participants() -> None:
    network, _ = small_network()
    first = post(network, "mara", "@marlowcare one", visibility="direct")
    post(network, "marlowcare", "@mara two", visibility="direct", in_reply_to_id=first.id)
    post(network, "mara", "@marlowcare @tom_a three", visibility="direct", in_reply_to_id=first.id)
    fresh = post(network, "mara", "@marlowcare four", visibility="direct")
    mine = list(network.books.conversations.newest_first(network.account("marlowcare").id))
    assert [(len(each.participants), len(each.status_ids)) for each in mine] == [(1, 1), (2, 1), (1, 2)]
    assert mine[0].last_status_id == fresh.id


def test_context_hides_direct_replies_from_strangers() -> None:
    network, _ = small_network()
    root = post(network, "mara", "@marlowcare hello")
    post(network, "marlowcare", "@mara public", in_reply_to_id=root.id)
    post(network, "marlowcare", "@mara private", in_reply_to_id=root.id, visibility="direct")
    replies = network.books.statuses.descendants(root)
    seen = [each.wording.text for each in network.books.statuses.visible_to(None, replies)]
    assert seen == ["@mara public"]
    assert network.books.statuses.reply_count(root) == 1


def test_follower_hears_of_new_statuses_when_asked_to() -> None:
    network, _ = small_network()
    network.follow(network.account("marlowcare"), network.account("mara"), notify=True)
    status = post(network, "mara", "news")
    post(network, "mara", "more", in_reply_to_id=status.id)
    assert told(network, "marlowcare") == [("status", status.id)]
    assert told(network, "mara") == [("follow", None)]


def test_blocked_person_is_not_heard() -> None:
    network, _ = small_network()
    network.account("marlowcare").blocks.add(network.account("mara").id)
    post(network, "mara", "@marlowcare hello")
    assert told(network, "marlowcare") == []


def test_remote_accounts_speak_and_are_named_with_their_domain() -> None:
    network, _ = small_network()
    status = post(network, "ines@other.example", "@marlowcare hola")
    shown = network.present.status(status, None)
    assert shown["account"]["acct"] == "ines@other.example"  # type: ignore[index]
    assert shown["url"] == f"https://other.example/@ines/{status.id}"
    assert shown["mentions"] == [
        {
            "id": network.account("marlowcare").id,
            "username": "marlowcare",
            "url": "https://lobby.example/@marlowcare",
            "acct": "marlowcare",
        }
    ]


def test_oldest_status_is_forgotten_beyond_the_capacity() -> None:
    network, _ = small_network(Settings(max_statuses=2))
    for text in ("1", "2", "3"):
        post(network, "mara", text)
    assert [each.wording.text for each in network.books.statuses.everything()] == ["2", "3"]
    assert network.books.statuses.forgotten == 1


def test_slow_reader_is_cut_off() -> None:
    network, _ = small_network(Settings(stream_capacity=2))
    subscription = network.books.streams.subscribe(["timeline:public"], None, lambda: None)
    for text in ("1", "2", "3"):
        post(network, "mara", text)
    assert (len(subscription.pending), subscription.closed) == (2, True)


def test_reset_keeps_accounts_and_tokens() -> None:
    network, _ = small_network()
    post(network, "mara", "hello")
    before = network.account("mara").id
    network.reset()
    assert network.account("mara").id == before
    assert network.books.access.token("sim-mara").account_id == before
    assert list(network.books.statuses.everything()) == []


@given(
    count=st.integers(0, 12),
    cursor=st.integers(0, 13),
    limit=st.integers(1, 5),
    walk=st.sampled_from(["min_id", "since_id", "max_id"]),
)
@hypothesis_settings(max_examples=200)
def test_page_follows_its_cursor(count: int, cursor: int, limit: int, walk: str) -> None:
    newest_first = [str(each) for each in range(count, 0, -1)]
    page = Page(limit=limit, **{walk: str(cursor)})
    found = [int(each) for each in paginate(newest_first, lambda each: each, page)]
    expected = {
        "min_id": list(range(cursor + 1, count + 1))[:limit][::-1],
        "since_id": list(range(count, cursor, -1))[:limit],
        "max_id": list(range(min(count, cursor - 1), 0, -1))[:limit],
    }
    assert found == expected[walk]
