"""What the time for keeping does by itself: rooms are erased, and files nobody sent are let go."""

import logging
from datetime import timedelta
from typing import Final

from django.db import transaction

from parlour.store.models import Room, RoomFile
from parlour.usecases.erase_room import StillLeavingError, erase_room
from parlour.usecases.house import House

ROOMS_AT_ONCE: Final = 50
FILES_AT_ONCE: Final = 200
UNSAID_SECONDS: Final = 86_400
"""How long a file is kept that was given to a room and never sent with any words."""
logger = logging.getLogger(__name__)


def let_go_due(house: House) -> int:
    """Let go of what is not kept any longer, a bounded part of each kind; how much it was."""
    return _erase_rooms(house) + _drop_files(house)


def _erase_rooms(house: House) -> int:
    """Those whose time was over first go first; one that words of ours still leave for is tried again next time."""
    over = Room.objects.filter(keep_until__lte=house.clock(), erased_at=None).order_by("keep_until", "pk")
    erased = 0
    for room in over[:ROOMS_AT_ONCE]:
        try:
            erased += erase_room(room, agent=None, house=house)
        except StillLeavingError as waits:
            logger.warning("Room %s is past its time and waits: %s", room.pk, waits)
    return erased


def _drop_files(house: House) -> int:
    """Guests' files that no words went with, a day after they were given."""
    before = house.clock() - timedelta(seconds=UNSAID_SECONDS)
    old = RoomFile.objects.filter(by_guest=True, said_at=None, erased_at=None, made_at__lte=before)
    with transaction.atomic():
        # What is being said in this moment is locked by whoever says it, and stays.
        due = old.order_by("made_at").select_for_update(of=("self",), skip_locked=True)
        numbers = list(due.values_list("pk", flat=True)[:FILES_AT_ONCE])
        return RoomFile.objects.filter(pk__in=numbers).delete()[0]
