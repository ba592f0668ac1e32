"""Taking a reply back while its undo time runs."""

from django.db import transaction

from parlour.core.rights import may
from parlour.store.live import announce
from parlour.store.models import Agent, Outbox, OutboxState
from parlour.store.record import Happening, append
from parlour.usecases.approve import NotAllowed, roles_of
from parlour.usecases.house import House
from parlour.usecases.invite import take_back_offer
from parlour.usecases.release import give_words_back


def recall(outbox_id: int, *, agent: Agent, house: House) -> bool:
    """Undo an approved reply that has not begun to leave; False when it was too late. Raises NotAllowed.

    The author's words are put back into their composer. One conditional update decides the race with the sender.
    Asked again (a double click, an answer that was lost on the way) it is still taken back, and nothing changes.
    """
    row = Outbox.objects.select_related("case").get(pk=outbox_id)
    if not may(roles_of(agent, row.brand_id), "recall"):
        raise NotAllowed("Your role at this brand does not take replies back.")
    now = house.clock()
    with transaction.atomic():
        in_time = Outbox.objects.filter(pk=outbox_id, state=OutboxState.APPROVED, not_before__gt=now, attempts=0)
        if not in_time.update(state=OutboxState.RECALLED):
            return Outbox.objects.filter(pk=outbox_id, state=OutboxState.RECALLED).exists()
        give_words_back(row, house=house)
        happenings = [
            Happening(f"outbox:{row.pk}", "recalled", f"agent:{agent.pk}"),
            Happening(f"case:{row.case_id}", "reply_recalled", f"agent:{agent.pk}", f"outbox:{row.pk}"),
            *take_back_offer(row),
        ]
        append(row.brand_id, happenings, at=now)
        announce(row.brand_id, [row.case_id])
    return True
