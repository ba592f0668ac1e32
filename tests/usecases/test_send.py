"""Sending: once, in order, and never words that were not approved."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from parlour.channels.port import NeedsReauth, NotOurs, RateLimited, Rejected, Retryable
from parlour.store.models import (
    Case,
    ChannelAccount,
    Event,
    Handle,
    Hearing,
    Move,
    Notice,
    Outbox,
    Post,
    PostText,
    RawEvent,
    SavedDraft,
    Thread,
)
from parlour.usecases.recall import recall
from parlour.usecases.send import LEASE, claim, send_due
from parlour.usecases.unveil import unveil_customer
from tests.usecases.lobby import START, Lobby

KIND = "We are sorry. A colleague is looking into it now."


def approved(lobby: Lobby, text: str = KIND, case: Case | None = None) -> Outbox:
    """A reply whose undo time is over."""
    row = lobby.submit(case or lobby.case(), text)
    lobby.clock.forward(11)
    return row


def now_of(row: Outbox) -> Outbox:
    return Outbox.objects.get(pk=row.pk)


def test_send_confirms_with_the_networks_receipt(lobby: Lobby) -> None:
    row = approved(lobby)
    assert send_due(lobby.house) == 1
    sent = now_of(row)
    assert (sent.state, sent.external_id, sent.attempts) == ("confirmed", "9000", 1)
    assert lobby.network.texts == [f"@mara@home.example {KIND}"]
    assert [event.verb for event in Event.objects.filter(stream=f"outbox:{row.pk}").order_by("seq")] == [
        "drafted",
        "approved",
        "claimed",
        "confirmed",
    ]


def test_send_waits_for_the_end_of_the_undo_time(lobby: Lobby) -> None:
    lobby.submit(lobby.case(), KIND)
    lobby.clock.forward(9)
    assert send_due(lobby.house) == 0
    lobby.clock.forward(1)
    assert send_due(lobby.house) == 1


def test_send_makes_our_own_post_in_the_thread(lobby: Lobby) -> None:
    row = approved(lobby)
    send_due(lobby.house)
    post = Post.objects.get(outbox=row)
    assert (post.own, post.thread, post.author.address) == (True, row.case.thread, "marlow@lobby.example")
    assert PostText.objects.get(post=post).text == f"@mara@home.example {KIND}"
    assert row.in_reply_to is not None
    assert post.in_reply_to_uri == row.in_reply_to.origin_uri


def test_send_attaches_to_an_echo_that_came_first(lobby: Lobby) -> None:
    row = approved(lobby)
    us = Handle.objects.create(brand=lobby.brand, network="lobby", address="marlow@lobby.example")
    thread = Thread.objects.create(brand=lobby.brand, network="lobby", root_uri="https://lobby.example/s/9000")
    echo = Post.objects.create(
        brand=lobby.brand, network="lobby", origin_uri="https://lobby.example/s/9000", author=us, thread=thread,
        created_at=START, received_at=START, own=True,
    )  # fmt: skip
    send_due(lobby.house)
    assert Post.objects.get(outbox=row) == echo
    assert Post.objects.filter(own=True).count() == 1


def test_send_is_heard_by_its_receipt_so_that_answers_find_its_thread(lobby: Lobby) -> None:
    row = approved(lobby)
    send_due(lobby.house)
    hearing = Hearing.objects.get(post__outbox=row)
    assert (hearing.account, hearing.external_id, hearing.addressed) == (lobby.account, "9000", False)
    assert RawEvent.objects.get(source="receipts") == hearing.raw_event


def test_send_gathers_answers_that_came_before_the_receipt(lobby: Lobby) -> None:
    row = approved(lobby)
    stray = Thread.objects.create(brand=lobby.brand, network="lobby", root_uri="id:lobby.example/9000")
    answer = lobby.post(row.case, "Thank you!", thread=stray)
    send_due(lobby.house)
    answer.refresh_from_db()
    assert answer.thread == row.case.thread


def test_send_lets_the_case_wait_for_the_person(lobby: Lobby) -> None:
    row = approved(lobby)
    send_due(lobby.house)
    case = Case.objects.get(pk=row.case_id)
    assert (case.state, case.answered_at) == ("waiting", lobby.clock())


def test_send_leaves_a_case_open_whose_person_wrote_again(lobby: Lobby) -> None:
    row = approved(lobby)
    Case.objects.filter(pk=row.case_id).update(last_post_at=lobby.clock())
    send_due(lobby.house)
    assert Case.objects.get(pk=row.case_id).state == "open"


def test_send_commits_the_claim_before_the_first_byte(open_lobby: Lobby, monkeypatch: pytest.MonkeyPatch) -> None:
    row = approved(open_lobby)
    seen: list[tuple[str, bool]] = []
    publish = open_lobby.network.send

    def seen_by_another() -> str:
        try:
            return now_of(row).state
        finally:
            connection.close()

    def watched(*given: object) -> object:
        with ThreadPoolExecutor(1) as other:
            state = other.submit(seen_by_another).result()
        seen.append((state, connection.in_atomic_block))
        return publish(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(open_lobby.network, "send", watched)
    send_due(open_lobby.house)
    assert seen == [("sent_unknown", False)]


def test_send_by_eight_threads_at_once_sends_once(open_lobby: Lobby) -> None:
    open_lobby.network.honours_keys = False
    rows = [approved(open_lobby, f"We are looking into it, part {number}.") for number in "abcdef"]

    def work(_: int) -> int:
        try:
            return send_due(open_lobby.house)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == len(rows)
    assert sorted(open_lobby.network.texts) == sorted(row.payload["text"] for row in rows)
    assert {row.state for row in Outbox.objects.all()} == {"confirmed"}


def test_send_keeps_the_order_of_a_case(lobby: Lobby) -> None:
    case = lobby.case()
    first, second = lobby.submit(case, "First words."), lobby.submit(case, "Second words.")
    lobby.clock.forward(11)
    lobby.network.troubles = [Retryable("No route.", after=5, maybe_done=False)]
    send_due(lobby.house)
    assert (now_of(first).state, now_of(second).state, lobby.network.texts) == ("approved", "approved", [])
    lobby.clock.forward(6)
    send_due(lobby.house)
    assert [text.removeprefix("@mara@home.example ") for text in lobby.network.texts] == [
        "First words.",
        "Second words.",
    ]


def test_send_does_not_overtake_what_may_be_out(lobby: Lobby) -> None:
    case = lobby.case()
    lobby.submit(case, "First words.")
    second = lobby.submit(case, "Second words.")
    lobby.clock.forward(11)
    lobby.network.troubles = ["lost"]
    send_due(lobby.house)
    assert send_due(lobby.house) == 0
    assert now_of(second).state == "approved"


def test_send_of_another_case_is_not_held_up(lobby: Lobby) -> None:
    approved(lobby)
    approved(lobby, "And we look into yours.", lobby.case(lobby.person("olga")))
    lobby.network.troubles = ["lost"]
    assert send_due(lobby.house) == 2
    assert len(lobby.network.statuses) == 2


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        ("lost", "sent_unknown"),
        (NotOurs("A page of HTML."), "sent_unknown"),
        (Retryable("No route.", maybe_done=False), "approved"),
        (RateLimited("Slow down.", retry_at=START + timedelta(minutes=5)), "approved"),
        (NeedsReauth("The token was revoked."), "approved"),
        (Rejected("The recipient is gone."), "failed"),
    ],
)
def test_send_meets_trouble(lobby: Lobby, trouble: Exception | str, state: str) -> None:
    row = approved(lobby)
    lobby.network.troubles = [trouble]
    assert send_due(lobby.house) == 1
    assert now_of(row).state == state
    assert send_due(lobby.house) == 0


def test_send_over_the_limit_holds_the_account_back(lobby: Lobby) -> None:
    row, later = approved(lobby), lobby.clock() + timedelta(minutes=5)
    other = approved(lobby, "Ours too.", lobby.case(lobby.person("olga")))
    lobby.network.troubles = [RateLimited("Slow down.", retry_at=later)]
    send_due(lobby.house)
    assert ChannelAccount.objects.get().held_until == later
    assert (now_of(row).not_before, lobby.network.sends) == (later, 1)
    lobby.clock.now = later
    send_due(lobby.house)
    assert {now_of(row).state, now_of(other).state} == {"confirmed"}


def test_send_without_a_valid_token_turns_the_account_red(lobby: Lobby) -> None:
    row = approved(lobby)
    lobby.network.troubles = [NeedsReauth("The token was revoked.")]
    send_due(lobby.house)
    assert ChannelAccount.objects.get().state == "red"
    assert Notice.objects.get().kind == "channel_red"
    ChannelAccount.objects.update(state="green")
    send_due(lobby.house)
    assert now_of(row).state == "confirmed"


@pytest.mark.parametrize("state", ["red", "paused"])
def test_send_not_while_the_account_is_off(lobby: Lobby, state: str) -> None:
    approved(lobby)
    ChannelAccount.objects.update(state=state)
    assert send_due(lobby.house) == 0


def test_send_that_the_network_refuses_gives_the_words_back(lobby: Lobby) -> None:
    row = approved(lobby)
    lobby.network.troubles = [Rejected("The recipient is gone.")]
    send_due(lobby.house)
    notice = Notice.objects.get()
    assert (notice.kind, notice.agent, notice.case) == ("not_sent", lobby.ada, row.case)
    assert "The recipient is gone." in notice.text
    assert SavedDraft.objects.get().text == KIND


def test_send_tries_longer_and_longer_and_gives_up_after_a_day(lobby: Lobby) -> None:
    row = approved(lobby)
    waits = []
    while now_of(row).state == "approved":
        lobby.network.troubles = [Retryable("No route.", after=1, maybe_done=False)]
        due = now_of(row).not_before
        assert due is not None
        lobby.clock.now = max(lobby.clock.now, due)
        send_due(lobby.house)
        following = now_of(row).not_before
        assert following is not None
        waits.append((following - lobby.clock.now).total_seconds())
    assert waits[:9] == [2, 4, 8, 16, 32, 64, 128, 256, 300]
    assert now_of(row).state == "failed"
    assert lobby.clock.now - START < timedelta(hours=25)
    assert lobby.network.texts == []


def test_send_of_changed_words_is_stopped(lobby: Lobby) -> None:
    row = approved(lobby)
    Outbox.objects.filter(pk=row.pk).update(payload={**row.payload, "text": "Something else"})
    send_due(lobby.house)
    assert (now_of(row).state, lobby.network.sends) == ("recalled", 0)
    assert "not those that were approved" in now_of(row).problem


def test_send_to_another_recipient_is_stopped(lobby: Lobby) -> None:
    row = approved(lobby)
    Outbox.objects.filter(pk=row.pk).update(recipient="eve@home.example")
    send_due(lobby.house)
    assert (now_of(row).state, lobby.network.sends) == ("recalled", 0)


def test_send_of_what_became_private_meanwhile_is_stopped(lobby: Lobby) -> None:
    case = lobby.case()
    row = approved(lobby, "We are sorry. Asthma is no fun in this heat.", case)
    assert row.state == "approved"
    lobby.post(case, "By the way, I have asthma.", private=True)
    send_due(lobby.house)
    assert (now_of(row).state, lobby.network.sends) == ("recalled", 0)
    assert SavedDraft.objects.get().text == row.text


def test_send_of_words_whose_author_read_more_afterwards_goes_on(lobby: Lobby) -> None:
    """What somebody reads after writing is not in what they wrote."""
    row = approved(lobby, "We hope that you are better soon.")
    olga = lobby.case(lobby.person("olga"))
    unveil_customer(olga, lobby.customer(olga.person), agent=lobby.ada, house=lobby.house)
    send_due(lobby.house)
    assert now_of(row).state == "confirmed"


def test_send_in_answer_to_a_deleted_post_is_stopped(lobby: Lobby) -> None:
    row = approved(lobby)
    Post.objects.update(deleted_at=lobby.clock())
    send_due(lobby.house)
    assert (now_of(row).state, lobby.network.sends) == ("recalled", 0)


def test_recall_in_time_and_too_late(lobby: Lobby) -> None:
    row = lobby.submit(lobby.case(), KIND)
    assert recall(row.pk, agent=lobby.ada, house=lobby.house)
    assert (now_of(row).state, SavedDraft.objects.get().text) == ("recalled", KIND)
    lobby.clock.forward(60)
    assert send_due(lobby.house) == 0
    late = approved(lobby, "Other words.")
    assert not recall(late.pk, agent=lobby.ada, house=lobby.house)


def test_recall_asked_for_twice_is_said_to_have_happened_and_happened_once(lobby: Lobby) -> None:
    row = lobby.submit(lobby.case(), KIND)
    assert [recall(row.pk, agent=lobby.ada, house=lobby.house) for _ in range(2)] == [True, True]
    assert Event.objects.filter(stream=f"outbox:{row.pk}", verb="recalled").count() == 1


def test_recall_takes_the_offer_back(lobby: Lobby) -> None:
    row = lobby.submit(lobby.case(), "We would like to talk with you in private.", purpose="invitation")
    recall(row.pk, agent=lobby.ada, house=lobby.house)
    assert Move.objects.get().state == "lapsed"


def test_recall_against_send_one_of_them_wins(open_lobby: Lobby) -> None:
    """The undo time ends at this very moment: whoever is first decides, never both."""
    row = open_lobby.submit(open_lobby.case(), KIND)
    steps: tuple[Callable[[], object], ...] = (
        lambda: send_due(open_lobby.house),
        lambda: recall(row.pk, agent=open_lobby.ada, house=open_lobby.house),
    )

    def at(second: float) -> None:
        open_lobby.clock.now = START + timedelta(seconds=second)

    def run(step: Callable[[], object]) -> object:
        try:
            return step()
        finally:
            connection.close()

    for second in (9.99, 10.0):
        at(second)
        with ThreadPoolExecutor(2) as pool:
            tried, recalled = pool.map(run, steps)
        if tried or recalled:
            break
    assert (bool(tried), bool(recalled)) in {(True, False), (False, True)}
    assert (now_of(row).state, len(open_lobby.network.statuses)) in {("confirmed", 1), ("recalled", 0)}


def test_claim_is_a_lease(lobby: Lobby) -> None:
    approved(lobby)
    claimed = claim(lobby.house)
    assert claimed is not None
    assert claimed.lease_until == lobby.clock() + LEASE
    assert claim(lobby.house) is None
