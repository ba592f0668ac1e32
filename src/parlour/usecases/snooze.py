"""Letting a case sleep until a moment, and waking it."""

from datetime import datetime

from django.db import transaction

from parlour.core.lifecycle import CaseStep, after_case_step
from parlour.store.live import announce
from parlour.store.models import Agent, Case, CaseState
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.wake import wake_case

WAKE_AT_ONCE = 500


class NotAheadError(Exception):
    """A case can sleep only until a moment that is still to come: choose a later one."""


def snooze(case: Case, *, until: datetime, agent: Agent, house: House) -> Case:
    """Take the case out of the queue until `until` or until the person writes.

    Raises NotAheadError, IllegalStepError.
    """
    now = house.clock()
    if until <= now:
        raise NotAheadError("Choose a moment that is still to come.")
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        held.state = after_case_step(held.state, CaseStep.SNOOZED)
        held.snoozed_until = until
        held.save(update_fields=["state", "snoozed_until"])
        told = Happening(
            f"case:{held.pk}", "snoozed", f"agent:{agent.pk}", payload={"until": until.isoformat(timespec="seconds")}
        )
        append(held.brand_id, [told], at=now)
        announce(held.brand_id, [held.pk])
    return held


def wake(case: Case, *, agent: Agent, house: House) -> Case:
    """Put a case back into the queue before its time. Raises IllegalStepError."""
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        wake_case(held)
        append(held.brand_id, [Happening(f"case:{held.pk}", "woken", f"agent:{agent.pk}")], at=house.clock())
        announce(held.brand_id, [held.pk])
    return held


def wake_due(*, house: House) -> int:
    """Put every case whose time has come back into its queue, WAKE_AT_ONCE at most; how many there were."""
    now = house.clock()
    with transaction.atomic():
        due = list(
            Case.objects.filter(state=CaseState.SNOOZED, snoozed_until__lte=now)
            .order_by("snoozed_until")
            .select_for_update(of=("self",), skip_locked=True)[:WAKE_AT_ONCE]
        )
        for case in due:
            wake_case(case)
        for brand in sorted({case.brand_id for case in due}):
            woken = [case.pk for case in due if case.brand_id == brand]
            append(brand, [Happening(f"case:{number}", "woken", "system") for number in woken], at=now)
            announce(brand, woken)
    return len(due)
