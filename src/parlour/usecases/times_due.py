"""What the clock does to agreed times: it reminds, it asks what became of them, and it lets go of those nobody took."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from parlour.core.moves.policy import seconds_in
from parlour.store.live import announce
from parlour.store.models import AgreedTime, MoveState
from parlour.store.notices import close_notice, raise_notice
from parlour.store.record import Happening, append
from parlour.usecases.agreed_time import STANDING, is_accompanied, when_said
from parlour.usecases.house import House

REMIND_SECONDS: Final = 900
"""How long before it begins an agent is told, unless the brand's settings say otherwise (`reminder_seconds`)."""
LONGEST_REMINDER: Final = timedelta(days=7)
AT_ONCE: Final = 200
_ENDED: Final = (MoveState.DECLINED, MoveState.LAPSED, MoveState.CANNOT, MoveState.CLOSED, MoveState.RETURNED)
_OVER: Final = "The time came, and nobody had agreed to it."
_NO_TALK: Final = "The talk ended before."


def times_due(house: House) -> int:
    """Do what the clock asks of standing times, once each; how many there were."""
    now = house.clock()
    ended = Q(move__state__in=_ENDED)
    over = Q(state=AgreedTime.State.PROPOSED, begins_at__lte=now)
    near = Q(state=AgreedTime.State.AGREED, reminded_at=None, begins_at__lte=now + LONGEST_REMINDER)
    past = Q(state=AgreedTime.State.AGREED, asked_at=None, ends_at__lte=now)
    count = 0
    with transaction.atomic():
        due = AgreedTime.objects.filter(ended | over | near | past, state__in=STANDING).order_by("case", "pk")
        rows = due.select_related("case__brand", "case__person", "move", "with_whom")
        for time in rows.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE]:
            count += _do(time, at=now)
    return count


def _do(time: AgreedTime, *, at: datetime) -> bool:
    if time.move.state in _ENDED:
        _let_go(time, _NO_TALK, at=at)
    elif time.state == AgreedTime.State.PROPOSED:
        _let_go(time, _OVER, at=at)
    elif time.ends_at <= at:
        _ask(time, at=at)
    elif time.reminded_at is None and at >= time.begins_at - _ahead(time):
        _remind(time, at=at)
    else:
        return False
    announce(time.brand_id, [time.case_id])
    return True


def _ahead(time: AgreedTime) -> timedelta:
    """A setting nobody can read reminds as usual: a promise to somebody must not hang on it."""
    try:
        seconds = seconds_in(time.case.brand.settings, "reminder_seconds", REMIND_SECONDS)
    except ValueError:
        seconds = REMIND_SECONDS
    return min(timedelta(seconds=seconds), LONGEST_REMINDER)


def _let_go(time: AgreedTime, reason: str, *, at: datetime) -> None:
    time.state, time.ended_at, time.reason = AgreedTime.State.CANCELLED, at, reason
    time.save(update_fields=["state", "ended_at", "reason"])
    _record(time, "time_cancelled", at=at)
    for kind in ("time_near", "time_over"):
        close_notice(time.brand_id, kind, f"time:{time.pk}", at=at)


def _remind(time: AgreedTime, *, at: datetime) -> None:
    time.reminded_at = at
    time.save(update_fields=["reminded_at"])
    what = "You call" if time.kind == AgreedTime.Kind.CALL else "You meet"
    words = f"{what} {time.case.person}: {when_said(time, language='en')}."
    if not is_accompanied(time.case, time.with_whom, at=at):
        words += " A child or a teenager is concerned: take a colleague with you, or call it off."
    _notice(time, "time_near", words, at=at)
    _record(time, "time_reminded", at=at)


def _ask(time: AgreedTime, *, at: datetime) -> None:
    time.asked_at = at
    time.save(update_fields=["asked_at"])
    close_notice(time.brand_id, "time_near", f"time:{time.pk}", at=at)
    words = f"Did you talk with {time.case.person} on {when_said(time, language='en')}? Please say so on the case."
    _notice(time, "time_over", words, at=at)


def _notice(time: AgreedTime, kind: str, words: str, *, at: datetime) -> None:
    raise_notice(time.brand_id, kind, f"time:{time.pk}", words, at=at, case=time.case_id, agent=time.with_whom_id)


def _record(time: AgreedTime, verb: str, *, at: datetime) -> None:
    told = {"time": time.pk, "reason": time.reason}
    append(time.brand_id, [Happening(f"case:{time.case_id}", verb, "system", payload=told)], at=at)
