"""Reconciling: the network is asked; nothing is sent again on a guess."""

from datetime import timedelta

import pytest

from parlour.channels.port import NeedsReauth, RateLimited, Retryable
from parlour.store.models import ChannelAccount, Notice, Outbox, Post
from parlour.usecases.reconcile import MOST_ATTEMPTS, answer_question, reconcile_due
from parlour.usecases.send import LEASE, send_due
from tests.usecases.lobby import Lobby

KIND = "We are sorry. A colleague is looking into it now."
PAST_LEASE = LEASE.total_seconds() + 1


@pytest.fixture
def unknown(lobby: Lobby) -> Outbox:
    """A reply that was published, but nobody heard the answer."""
    row = lobby.submit(lobby.case(), KIND)
    lobby.clock.forward(11)
    lobby.network.troubles = ["lost"]
    send_due(lobby.house)
    return row


@pytest.fixture
def vanished(lobby: Lobby) -> Outbox:
    """A reply that never reached the network, and nobody knows."""
    row = lobby.submit(lobby.case(), KIND)
    lobby.clock.forward(11)
    lobby.network.troubles = [Retryable("The line broke.", maybe_done=True)]
    send_due(lobby.house)
    return row


def now_of(row: Outbox) -> Outbox:
    return Outbox.objects.get(pk=row.pk)


def ask_again(lobby: Lobby, seconds: float) -> int:
    lobby.clock.forward(seconds)
    return reconcile_due(lobby.house)


def test_reconcile_waits_for_the_lease(lobby: Lobby, unknown: Outbox) -> None:
    assert ask_again(lobby, LEASE.total_seconds() - 1) == 0
    assert ask_again(lobby, 2) == 1


def test_reconcile_confirms_what_it_finds(lobby: Lobby, unknown: Outbox) -> None:
    ask_again(lobby, PAST_LEASE)
    assert (now_of(unknown).state, now_of(unknown).external_id) == ("confirmed", "9000")
    assert Post.objects.get(outbox=unknown).own
    assert len(lobby.network.statuses) == 1


def test_reconcile_sends_again_only_after_two_listings(lobby: Lobby, vanished: Outbox) -> None:
    ask_again(lobby, PAST_LEASE)
    assert now_of(vanished).state == "sent_unknown"
    assert ask_again(lobby, 59) == 0
    ask_again(lobby, 1)
    assert now_of(vanished).state == "approved"
    send_due(lobby.house)
    assert (now_of(vanished).state, len(lobby.network.statuses)) == ("confirmed", 1)
    assert {key for _, key, _ in lobby.network.statuses} == {vanished.key}


def test_reconcile_believes_a_listing_that_catches_up(lobby: Lobby, unknown: Outbox) -> None:
    lobby.network.hidden = True
    ask_again(lobby, PAST_LEASE)
    lobby.network.hidden = False
    ask_again(lobby, 60)
    assert (now_of(unknown).state, len(lobby.network.statuses)) == ("confirmed", 1)


def test_reconcile_asks_a_person_after_many_attempts(lobby: Lobby, vanished: Outbox) -> None:
    for _ in range(MOST_ATTEMPTS - 1):
        ask_again(lobby, PAST_LEASE)
        ask_again(lobby, 60)
        lobby.network.troubles = [Retryable("The line broke.", maybe_done=True)]
        send_due(lobby.house)
    ask_again(lobby, PAST_LEASE)
    ask_again(lobby, 60)
    assert (now_of(vanished).state, now_of(vanished).attempts) == ("question", MOST_ATTEMPTS)
    notice = Notice.objects.get()
    assert (notice.kind, notice.agent) == ("sent_question", lobby.ada)


def test_reconcile_asks_a_person_where_the_network_cannot_be_asked(lobby: Lobby, unknown: Outbox) -> None:
    lobby.unable(listable=False, idempotent_seconds=0)
    ask_again(lobby, PAST_LEASE)
    assert now_of(unknown).state == "question"
    assert Notice.objects.get().agent == lobby.ada


def test_reconcile_never_takes_another_reply_for_this_one(lobby: Lobby, unknown: Outbox) -> None:
    Outbox.objects.create(
        **{
            field.attname: getattr(unknown, field.attname)
            for field in Outbox._meta.concrete_fields
            if field.attname
            not in {"id", "key", "payload_digest", "state", "first_sent_at", "external_id", "confirmed_at"}
        },
        key="other",
        payload_digest="other",
        state="confirmed",
        first_sent_at=lobby.clock(),
        confirmed_at=lobby.clock(),
        external_id="9000",
    )
    ask_again(lobby, PAST_LEASE)
    assert (now_of(unknown).state, now_of(unknown).not_found_at) == ("sent_unknown", lobby.clock())


def test_reconcile_waits_out_a_limit(lobby: Lobby, unknown: Outbox) -> None:
    later = lobby.clock() + timedelta(minutes=15)
    lobby.network.search_troubles = [RateLimited("Slow down.", retry_at=later)]
    ask_again(lobby, PAST_LEASE)
    assert ChannelAccount.objects.get().held_until == later
    assert ask_again(lobby, 60) == 0
    lobby.clock.now = later
    assert reconcile_due(lobby.house) == 1
    assert now_of(unknown).state == "confirmed"


def test_reconcile_without_a_valid_token_turns_the_account_red(lobby: Lobby, unknown: Outbox) -> None:
    lobby.network.search_troubles = [NeedsReauth("The token was revoked.")]
    ask_again(lobby, PAST_LEASE)
    assert ChannelAccount.objects.get().state == "red"
    ChannelAccount.objects.update(state="green")
    assert ask_again(lobby, 1) == 1
    assert now_of(unknown).state == "confirmed"


def test_reconcile_asks_a_person_after_a_day_without_an_answer(lobby: Lobby, unknown: Outbox) -> None:
    for _ in range(400):
        lobby.network.search_troubles = [Retryable("Out of order.", after=1)]
        ask_again(lobby, 300)
        if now_of(unknown).state == "question":
            break
    assert now_of(unknown).state == "question"
    assert "For a day" in now_of(unknown).problem


def test_answer_question_that_it_is_there(lobby: Lobby, unknown: Outbox) -> None:
    lobby.unable(listable=False)
    ask_again(lobby, PAST_LEASE)
    answered = {"agent": lobby.ada, "external_id": "9000", "origin_uri": "https://lobby.example/s/9000"}
    assert answer_question(unknown.pk, **answered, house=lobby.house)  # type: ignore[arg-type]
    assert not answer_question(unknown.pk, **answered, house=lobby.house)  # type: ignore[arg-type]
    assert now_of(unknown).state == "confirmed"
    assert Notice.objects.get().closed_at is not None


def test_answer_question_that_it_is_not_there(lobby: Lobby, vanished: Outbox) -> None:
    lobby.unable(listable=False)
    ask_again(lobby, PAST_LEASE)
    assert answer_question(vanished.pk, agent=lobby.ada, external_id="", origin_uri="", house=lobby.house)
    send_due(lobby.house)
    assert (now_of(vanished).state, len(lobby.network.statuses)) == ("confirmed", 1)


def test_a_question_is_not_overtaken(lobby: Lobby, unknown: Outbox) -> None:
    lobby.unable(listable=False)
    ask_again(lobby, PAST_LEASE)
    later = lobby.submit(unknown.case, "More words.")
    lobby.clock.forward(11)
    assert send_due(lobby.house) == 0
    assert now_of(later).state == "approved"
