"""Reading along: a second adult says, on record, that they are in a talk with a minor beside whoever writes.

Approving one reply is knowing that reply. Reading along is knowing the talk: for a day, or until the talk ends, the
others need no approval for each word. Only a person says it of themselves.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from parlour.core.rights import TABLE, may
from parlour.store.live import announce
from parlour.store.models import Agent, Case, Event, Membership
from parlour.store.record import Happening, append
from parlour.usecases.house import House

BEGUN: Final = "reading_along"
ENDED: Final = "reading_along_ended"
LASTS: Final = timedelta(hours=24)
"""After that they say it again: whoever said so last week does not read along today."""
_OVER: Final = (
    "move_settled", "move_closed", "move_returned", "move_reopened", "move_declined", "move_withdrawn", "move_lapsed",
    "move_barred", "move_taken_back",
)  # fmt: skip
"""What ends every reading along: the next talk needs a second adult who knows of it."""


class NotASecondAdultError(Exception):
    """This person's role does not let them stand by in a talk; the message is for them."""


def read_along(case: Case, *, agent: Agent, house: House) -> None:
    """Say "I read along" of this case; said again, it counts for another day. Raises NotASecondAdultError."""
    roles = Membership.objects.filter(brand=case.brand_id, agent=agent).values_list("role", flat=True)
    if not agent.is_active or not may(roles, "release"):
        raise NotASecondAdultError("Only who may release a colleague's words can be the second adult in a talk.")
    _record(case, BEGUN, agent, house)


def stop_reading_along(case: Case, *, agent: Agent, house: House) -> None:
    """Say that one no longer does; nothing is recorded where one did not."""
    if agent in company(case, at=house.clock()):
        _record(case, ENDED, agent, house)


def company(case: Case, *, at: datetime, besides: Agent | None = None) -> list[Agent]:
    """Who reads along at `at`, without `besides`, who is about to speak; by name. Two queries at most."""
    events = Event.objects.of(case.brand_id).filter(stream=f"case:{case.pk}", verb__in=(BEGUN, ENDED, *_OVER))
    reading: dict[int, datetime] = {}
    for verb, actor, said_at in events.order_by("seq").values_list("verb", "actor", "at"):
        if verb in _OVER:
            reading.clear()
        elif verb == BEGUN:
            reading[_number(actor)] = said_at
        else:
            reading.pop(_number(actor), None)
    present = {number for number, said_at in reading.items() if at - said_at < LASTS}
    return _still_ours(case, present - {besides.pk if besides is not None else 0})


def _still_ours(case: Case, numbers: Collection[int]) -> list[Agent]:
    """Those of them who work here still, in a role that counts."""
    if not numbers:
        return []
    members = Membership.objects.filter(brand=case.brand_id, agent__in=numbers, role__in=TABLE["release"])
    return list(Agent.objects.filter(pk__in=members.values("agent"), is_active=True).order_by("name", "pk"))


def _number(actor: str) -> int:
    return int(actor.removeprefix("agent:"))


def _record(case: Case, verb: str, agent: Agent, house: House) -> None:
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        append(held.brand_id, [Happening(f"case:{held.pk}", verb, f"agent:{agent.pk}")], at=house.clock())
        announce(held.brand_id, [held.pk])
