"""Whether each channel still hears: red when it must be reconnected, an alarm when it is too quiet."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from parlour.channels.registry import UNHEARD
from parlour.store.live import announce
from parlour.store.models import ChannelAccount, ChannelState
from parlour.store.notices import close_notice, raise_notice
from parlour.store.record import Happening, append
from parlour.usecases.house import House

QUIET_GAPS: Final = 10  # this many normal gaps without a word are suspicious
QUIET_AT_LEAST: Final = timedelta(minutes=10)
UNREACHABLE_AFTER: Final = timedelta(minutes=5)


def turn_red(account: ChannelAccount, reason: str, *, at: datetime) -> None:
    """The channel needs a human: it stops hearing and sending, says why, and a notice stands until it is mended."""
    with transaction.atomic():
        changed = ChannelAccount.objects.filter(pk=account.pk, state=ChannelState.GREEN).update(
            state=ChannelState.RED, state_reason=reason
        )
        if not changed:
            return
        raise_notice(account.brand_id, "channel_red", f"account:{account.pk}", f"{account}: {reason}", at=at)
        _record(account, "turned_red", reason, at=at)


def turn_green(account: ChannelAccount, *, actor: str, at: datetime) -> None:
    """The channel works again: it hears and sends from where it stopped."""
    with transaction.atomic():
        changed = ChannelAccount.objects.filter(pk=account.pk, state=ChannelState.RED).update(
            state=ChannelState.GREEN, state_reason=""
        )
        if not changed:
            return
        close_notice(account.brand_id, "channel_red", f"account:{account.pk}", at=at)
        _record(account, "turned_green", "", at=at, actor=actor)


def check_health(house: House) -> int:
    """Raise or close the alarm of silence for every green channel; how many are quiet now."""
    now, quiet = house.clock(), 0
    for account in ChannelAccount.objects.filter(state=ChannelState.GREEN).exclude(network__in=UNHEARD):
        words = silence(account, now)
        about = f"account:{account.pk}"
        if words:
            quiet += 1
            raise_notice(account.brand_id, "channel_quiet", about, f"{account}: {words}", at=now)
        else:
            close_notice(account.brand_id, "channel_quiet", about, at=now)
    return quiet


def silence(account: ChannelAccount, now: datetime) -> str:
    """What is wrong with how quiet the channel is, in words; empty when nothing is."""
    if account.last_contact_at and now - account.last_contact_at > UNREACHABLE_AFTER:
        minutes = int((now - account.last_contact_at).total_seconds() // 60)
        return f"the network has not answered for {minutes} minutes. Check its address and the connection."
    if account.last_heard_at is None or account.normal_gap is None:
        return ""
    allowed = max(QUIET_AT_LEAST, timedelta(seconds=QUIET_GAPS * account.normal_gap))
    if now - account.last_heard_at <= allowed:
        return ""
    minutes = int((now - account.last_heard_at).total_seconds() // 60)
    return f"nothing was heard for {minutes} minutes; usually something comes every {_words(account.normal_gap)}."


def _words(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"


def _record(account: ChannelAccount, verb: str, reason: str, *, at: datetime, actor: str = "system") -> None:
    payload = {"reason": reason} if reason else None
    append(account.brand_id, [Happening(f"account:{account.pk}", verb, actor, payload=payload)], at=at)
    announce(account.brand_id, [account.pk], what="channel")
