"""The worker's loop that assesses texts as soon as they are written down."""

import gc
import logging
import threading
from typing import Final

import psycopg
from django.db import DatabaseError, connection

from parlour.store.live import ASSESS_CHANNEL
from parlour.store.waiting import wait_for_note
from parlour.usecases.assess import assess_waiting, look_closer
from parlour.usecases.house import House, the_house

logger = logging.getLogger(__name__)

LOOK_EVERY: Final = 5.0  # seconds between looks for texts whose lease ran out, without a note
LONGEST_WAIT: Final = 30.0


def run(stop: threading.Event, house: House | None = None) -> None:
    """Assess whatever waits until `stop` is set, woken by notes and by the clock.

    The weights stay for good and a batch makes thousands of short-lived values without cycles: the process collects
    garbage less often than it would by itself, which is worth a twentieth of the time of each post.
    """
    house = house or the_house()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    patience = 0.5
    while not stop.is_set():
        try:
            while (assess_waiting(house) or look_closer(house)) and not stop.is_set():
                patience = 0.5
            wait_for_note(ASSESS_CHANNEL, seconds=LOOK_EVERY, stop=stop)
        except (DatabaseError, psycopg.Error) as error:
            logger.warning("Assessing waits for the database: %s", error)
            connection.close()
            stop.wait(patience)
            patience = min(LONGEST_WAIT, patience * 2)
