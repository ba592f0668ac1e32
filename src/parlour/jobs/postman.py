"""The worker's loop that hands letters to the mail server as soon as they are written."""

import logging
import threading
from typing import Final

import psycopg
from django.db import DatabaseError, connection

from parlour.store.live import MAIL_CHANNEL
from parlour.store.waiting import wait_for_note
from parlour.usecases.house import House, the_house
from parlour.usecases.post_mail import post_due

logger = logging.getLogger(__name__)

LOOK_EVERY: Final = 5.0  # seconds between looks for letters that are tried again
SHORTEST_WAIT: Final = 0.1
LONGEST_WAIT: Final = 30.0


def run(stop: threading.Event, house: House | None = None) -> None:
    """Post whatever is due until `stop` is set; apart from replies, which never wait for a mail server."""
    house = house or the_house()
    patience = SHORTEST_WAIT
    while not stop.is_set():
        try:
            while post_due(house) and not stop.is_set():
                patience = SHORTEST_WAIT
            wait_for_note(MAIL_CHANNEL, seconds=LOOK_EVERY, stop=stop)
        except (DatabaseError, psycopg.Error) as error:
            logger.warning("Letters wait for the database: %s", error)
            connection.close()
            stop.wait(patience)
            patience = min(LONGEST_WAIT, patience * 2)
