"""What a guest in a room is told of us: whether one of us has read their words, and writes just now."""

from datetime import timedelta

from django.db.models import Q

from parlour.store.live import announce
from parlour.store.models import Case, Room
from parlour.usecases.converse import TYPING_SECONDS
from parlour.usecases.house import House


def mark_read(case: Case, *, house: House) -> bool:
    """One of us has what was said in this case's rooms before their eyes; whether that is news to the guest.

    Nothing is written where it was all read before.
    """
    unread = Q(agent_seen_at=None) | Q(agent_seen_at__lt=case.last_post_at)
    rooms = Room.objects.of(case.brand_id).filter(unread, move__case=case.pk, erased_at=None)
    if not rooms.update(agent_seen_at=house.clock()):
        return False
    announce(case.brand_id, [case.pk])
    return True


def mark_typing(case: Case, *, house: House) -> bool:
    """One of us is writing in private; whether that was told, which it is every few seconds at most."""
    now = house.clock()
    stale = Q(agent_typing_at=None) | Q(agent_typing_at__lt=now - timedelta(seconds=TYPING_SECONDS / 2))
    rooms = Room.objects.of(case.brand_id).filter(stale, move__case=case.pk, erased_at=None)
    if not rooms.update(agent_typing_at=now):
        return False
    announce(case.brand_id, [case.pk])
    return True
