"""Saying that a notice was seen to."""

from django.db import transaction

from parlour.store.live import announce
from parlour.store.models import Agent, Notice
from parlour.store.record import Happening, append
from parlour.usecases.house import House


def close_notice(notice: Notice, *, agent: Agent, house: House) -> bool:
    """Close an open notice under the agent's name; False when somebody had closed it already."""
    now = house.clock()
    with transaction.atomic():
        open_one = Notice.objects.of(notice.brand_id).filter(pk=notice.pk, closed_at__isnull=True)
        if not open_one.update(closed_at=now, closed_by=agent):
            return False
        told = Happening(f"notice:{notice.pk}", "closed", f"agent:{agent.pk}", payload={"kind": notice.kind})
        append(notice.brand_id, [told], at=now)
        announce(notice.brand_id, [notice.pk], what="notice")
    return True
