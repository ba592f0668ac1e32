"""Giving a case to a named human, or back to everyone."""

from django.db import transaction

from parlour.store.live import announce
from parlour.store.models import Agent, Case, Membership
from parlour.store.record import Happening, append
from parlour.usecases.house import House


class NotAColleagueError(Exception):
    """This person does not work for the brand of the case: choose somebody who does."""


def assign(case: Case, *, to: Agent | None, agent: Agent, house: House) -> Case:
    """Make `to` the one who looks after the case (None: nobody in particular).

    Nothing is recorded when that is so already. Raises NotAColleagueError.
    """
    if to is not None and not Membership.objects.filter(brand=case.brand_id, agent=to).exists():
        raise NotAColleagueError(f"{to} does not work for this brand.")
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        if held.assignee_id == (to.pk if to else None):
            return held
        before, held.assignee = held.assignee_id, to
        held.save(update_fields=["assignee"])
        told = Happening(
            f"case:{held.pk}", "assigned", f"agent:{agent.pk}", payload={"to": to.pk if to else None, "from": before}
        )
        append(held.brand_id, [told], at=house.clock())
        announce(held.brand_id, [held.pk])
    return held
