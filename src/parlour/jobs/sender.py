"""The worker's loop that sends replies the moment their undo time is over."""

import logging
import threading
from typing import Final

import psycopg
from django.db import DatabaseError, connection
from django.db.models import Min

from parlour.store.live import SEND_CHANNEL
from parlour.store.models import Outbox, OutboxState
from parlour.store.waiting import wait_for_note
from parlour.usecases.house import House, the_house
from parlour.usecases.reconcile import reconcile_due
from parlour.usecases.send import send_due

logger = logging.getLogger(__name__)

LOOK_EVERY: Final = 1.0  # seconds between looks for replies that are due, without a note
SOONEST: Final = 0.02
SHORTEST_WAIT: Final = 0.1
LONGEST_WAIT: Final = 30.0


def run(stop: threading.Event, house: House | None = None) -> None:
    """Send whatever is due until `stop` is set, woken by notes, by the next undo time to end, and by the clock."""
    house = house or the_house()
    patience = SHORTEST_WAIT
    while not stop.is_set():
        try:
            while send_due(house) + reconcile_due(house) and not stop.is_set():
                patience = SHORTEST_WAIT
            wait_for_note(SEND_CHANNEL, seconds=_until_next(house), stop=stop)
        except (DatabaseError, psycopg.Error) as error:
            logger.warning("Sending waits for the database: %s", error)
            connection.close()
            stop.wait(patience)
            patience = min(LONGEST_WAIT, patience * 2)


def _until_next(house: House) -> float:
    """Seconds until the next approved reply is due, LOOK_EVERY at most."""
    now = house.clock()
    waiting = Outbox.objects.filter(state=OutboxState.APPROVED, not_before__gt=now)
    due = waiting.aggregate(due=Min("not_before"))["due"]
    return LOOK_EVERY if due is None else min(LOOK_EVERY, max(SOONEST, (due - now).total_seconds()))
