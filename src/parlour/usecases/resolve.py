"""Calling a case done, and taking that back."""

from django.db import transaction

from parlour.core.lifecycle import CaseStep, after_case_step
from parlour.store.live import announce
from parlour.store.models import Agent, Case
from parlour.store.record import Happening, append
from parlour.usecases.house import House


def resolve(case: Case, *, agent: Agent, house: House) -> Case:
    """Take the case out of the queue for good; it returns by itself when the person writes. Raises IllegalStepError."""
    now = house.clock()
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        held.state = after_case_step(held.state, CaseStep.RESOLVED)
        held.resolved_at, held.snoozed_until = now, None
        held.save(update_fields=["state", "resolved_at", "snoozed_until"])
        append(held.brand_id, [Happening(f"case:{held.pk}", "resolved", f"agent:{agent.pk}")], at=now)
        announce(held.brand_id, [held.pk])
    return held


def reopen(case: Case, *, agent: Agent, house: House) -> Case:
    """Put a resolved case back into the queue, where it stood. Raises IllegalStepError."""
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        held.state = after_case_step(held.state, CaseStep.WOKEN)
        held.resolved_at = held.snoozed_until = None
        held.save(update_fields=["state", "resolved_at", "snoozed_until"])
        append(held.brand_id, [Happening(f"case:{held.pk}", "reopened", f"agent:{agent.pk}")], at=house.clock())
        announce(held.brand_id, [held.pk])
    return held
