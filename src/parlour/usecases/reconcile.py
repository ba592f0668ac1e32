"""Finding out what became of replies nobody answered for: by asking the network, never by sending blindly again."""

from datetime import timedelta
from typing import Final

from django.db import transaction

from parlour.channels.port import Channel, NeedsReauth, PortError, RateLimited, Retryable, Sent
from parlour.core.rights import may
from parlour.store.models import Agent, ChannelState, Outbox, OutboxState
from parlour.store.notices import close_notice
from parlour.store.record import Happening, append
from parlour.usecases import undelivered
from parlour.usecases.approve import NotAllowed, roles_of
from parlour.usecases.channel_health import turn_red
from parlour.usecases.confirm import belongs_to_another, confirm
from parlour.usecases.frozen import thaw_payload
from parlour.usecases.house import House
from parlour.usecases.send import connect, hold_back

AT_ONCE: Final = 50
ASKING: Final = timedelta(seconds=120)
"""How long one asking may take before somebody else may ask again."""
BETWEEN_LISTINGS: Final = timedelta(seconds=60)
MOST_ATTEMPTS: Final = 5
ASKED_FOR: Final = timedelta(hours=24)


def reconcile_due(house: House) -> int:
    """Ask the networks about every reply whose fate is unknown past its lease; how many were asked about.

    Found: confirmed. Lacking in two complete listings at least BETWEEN_LISTINGS apart: sent again under the same key,
    a bounded number of times. Where a network cannot be asked, or has no answer for a day, its author is asked.
    """
    asked = 0
    while asked < AT_ONCE:
        row = _claim(house)
        if row is None:
            break
        asked += 1
        _look_into(row, house)
    return asked


def answer_question(outbox_id: int, *, agent: Agent, external_id: str, origin_uri: str, house: House) -> bool:
    """A person looked: the reply is on the network as this post, or, with both empty, it is not and may go again.

    False when the question was answered before. Raises NotAllowed.
    """
    row = Outbox.objects.select_related("account").get(pk=outbox_id)
    if not may(roles_of(agent, row.brand_id), "answer_question"):
        raise NotAllowed("Your role at this brand does not answer this question.")
    now, actor = house.clock(), f"agent:{agent.pk}"
    if external_id and origin_uri:
        if row.state != OutboxState.QUESTION:
            return False
        return confirm(row.pk, Sent(external_id, origin_uri, at=row.first_sent_at or now), house=house, actor=actor)
    with transaction.atomic():
        asked = Outbox.objects.filter(pk=row.pk, state=OutboxState.QUESTION)
        if not asked.update(state=OutboxState.APPROVED, not_before=now, not_found_at=None, attempts=1, problem=""):
            return False
        append(row.brand_id, [Happening(f"outbox:{row.pk}", "found_missing", actor)], at=now)
        close_notice(row.brand_id, "sent_question", f"outbox:{row.pk}", at=now, by=agent.pk)
    return True


def _claim(house: House) -> Outbox | None:
    """Take the next unknown one by moving its lease, so that nobody else asks about it meanwhile."""
    now = house.clock()
    with transaction.atomic():
        rows = Outbox.objects.filter(
            state=OutboxState.SENT_UNKNOWN, lease_until__lte=now, account__state=ChannelState.GREEN
        )
        row = (
            rows.select_related("account", "case")
            .order_by("lease_until", "pk")
            .select_for_update(of=("self",), skip_locked=True)
            .first()
        )
        if row is not None:
            row.lease_until = now + ASKING
            row.save(update_fields=["lease_until"])
    return row


def _look_into(row: Outbox, house: House) -> None:
    try:
        channel = connect(row.account, house)
    except NeedsReauth as problem:
        _unanswered(row, problem, house)
        return
    try:
        _ask_network(row, channel, house)
    except PortError as problem:
        _unanswered(row, problem, house)
    finally:
        channel.close()


def _ask_network(row: Outbox, channel: Channel, house: House) -> None:
    if not channel.capabilities.listable:
        undelivered.ask(row, "This network cannot be asked for our own posts.", house=house)
        return
    since = row.first_sent_at
    assert since is not None, "a claimed reply has been tried"
    sent = channel.find_sent(thaw_payload(row.payload), since=since)
    if sent is None or belongs_to_another(row, sent):
        _missing(row, house)
    else:
        confirm(row.pk, sent, house=house)


def _missing(row: Outbox, house: House) -> None:
    """A complete listing lacks it: believed the second time, because a network may be slow to show what it took."""
    now = house.clock()
    if row.not_found_at is None or now - row.not_found_at < BETWEEN_LISTINGS:
        first = row.not_found_at or now
        _wait(row, lease_until=first + BETWEEN_LISTINGS, not_found_at=first)
    elif row.attempts >= MOST_ATTEMPTS:
        undelivered.ask(row, f"It was sent {row.attempts} times without an answer and is not listed.", house=house)
    else:
        undelivered.put_back(row, until=now, problem="Not found in two listings; sent again.", house=house)


def _unanswered(row: Outbox, problem: PortError, house: House) -> None:
    """The network did not say: ask again later, and a person after a day."""
    now = house.clock()
    if isinstance(problem, RateLimited):
        hold_back(row.account, until=problem.retry_at)
        _wait(row, lease_until=problem.retry_at, problem=str(problem))
        return
    if isinstance(problem, NeedsReauth):
        turn_red(row.account, str(problem), at=now)
        _wait(row, lease_until=now, problem=str(problem))
        return
    if row.first_sent_at is not None and now - row.first_sent_at > ASKED_FOR:
        undelivered.ask(row, f"For a day the network has not said: {problem}", house=house)
        return
    after = max(problem.after, 5.0) if isinstance(problem, Retryable) else 60.0
    _wait(row, lease_until=now + timedelta(seconds=min(after, 300.0)), problem=str(problem))


def _wait(row: Outbox, **changes: object) -> None:
    Outbox.objects.filter(pk=row.pk, state=OutboxState.SENT_UNKNOWN, attempts=row.attempts).update(**changes)
