"""Listen: hear every connected account, by its stream as it happens and by its listings again and again."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import DatabaseError, close_old_connections, connection

from parlour.channels.port import Channel, NeedsReauth, PortError, RateLimited, Retryable
from parlour.channels.registry import UNHEARD
from parlour.store import deliveries
from parlour.store.models import ChannelAccount, ChannelState
from parlour.usecases.channel_health import turn_red
from parlour.usecases.house import House, the_house
from parlour.usecases.receive import receive
from parlour.usecases.sweep import sweep

logger = logging.getLogger(__name__)

LOOK_FOR_ACCOUNTS: Final = 5.0  # seconds between looks for accounts that were added, mended or paused
SWEEP_EVERY: Final = 60.0  # seconds between sweeps of an account that has a stream
POLL_EVERY: Final = 5.0  # seconds between readings of an account that has none
LONGEST_WAIT: Final = 120.0  # seconds a failing channel is left alone at most
CONTACT_EVERY: Final = timedelta(seconds=20)


def run(stop: threading.Event, house: House | None = None) -> None:
    """Hear all green accounts until `stop` is set; accounts that turn green are taken up within LOOK_FOR_ACCOUNTS."""
    house = house or the_house()
    ears: dict[tuple[int, str], threading.Thread] = {}
    while not stop.is_set():
        for account in _green_accounts():
            for name, work in (("stream", _stream), ("sweep", _sweep)):
                ear = ears.get((account.pk, name))
                if ear is None or not ear.is_alive():
                    ears[account.pk, name] = _start(work, account, house, stop)
        stop.wait(LOOK_FOR_ACCOUNTS)
    for ear in ears.values():
        ear.join(timeout=5)


def _green_accounts() -> list[ChannelAccount]:
    try:
        return list(ChannelAccount.objects.filter(state=ChannelState.GREEN).exclude(network__in=UNHEARD))
    except DatabaseError:
        logger.warning("The database does not answer; listening goes on when it does.")
        connection.close()
        return []


Work = Callable[[ChannelAccount, House, "Patience"], None]


def _start(work: Work, account: ChannelAccount, house: House, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(
        target=_last, args=(work, account, house, Patience(stop)), name=f"{work.__name__}-{account.pk}", daemon=True
    )
    thread.start()
    return thread


@dataclass(slots=True)
class Patience:
    """Waiting between tries: longer after each failure, short again after a success, ended by `stop`."""

    stop: threading.Event
    seconds: float = 1.0

    def rest(self, seconds: float) -> None:
        self.stop.wait(seconds)

    def lose(self, asked: float = 0.0) -> None:
        self.stop.wait(min(LONGEST_WAIT, max(asked, self.seconds)))
        self.seconds = min(LONGEST_WAIT, self.seconds * 2)

    def regain(self) -> None:
        self.seconds = 1.0


def _last(work: Work, account: ChannelAccount, house: House, patience: "Patience") -> None:
    """Do the work to its end and give the thread's database connection back."""
    try:
        _keep_on(work, account, house, patience)
    finally:
        connection.close()


def _keep_on(work: Work, account: ChannelAccount, house: House, patience: Patience) -> None:
    """Do the work again and again until told to stop or until the channel needs a human."""
    while not patience.stop.is_set():
        try:
            work(account, house, patience)
        except NeedsReauth as error:
            turn_red(account, str(error), at=house.clock())
            return
        except RateLimited as error:
            patience.lose((error.retry_at - house.clock()).total_seconds())
        except Retryable as error:
            logger.info("%s: %s", account, error)
            patience.lose(error.after)
        except PortError as error:
            logger.warning("%s: %s", account, error)
            patience.lose()
        except DatabaseError:
            logger.warning("The database does not answer; %s is heard again when it does.", account)
            connection.close()
            patience.lose()
        finally:
            close_old_connections()
        if patience.stop.is_set() or not _is_green(account):
            return


def _is_green(account: ChannelAccount) -> bool:
    return any(account.pk == green.pk for green in _green_accounts())


def _stream(account: ChannelAccount, house: House, patience: Patience) -> None:
    channel = house.connect(account)
    try:
        if channel.capabilities.streams:
            _hear_stream(account, channel, house, patience)
        else:
            patience.rest(LONGEST_WAIT)
    finally:
        channel.close()


def _hear_stream(account: ChannelAccount, channel: Channel, house: House, patience: Patience) -> None:
    contact = house.clock() - CONTACT_EVERY
    for batch in channel.listen():
        if patience.stop.is_set():
            return
        patience.regain()
        if batch.events:
            receive(account, batch, channel=channel, house=house)
            close_old_connections()  # a quiet stream holds no connection that others could use
        elif house.clock() - contact >= CONTACT_EVERY:
            contact = house.clock()
            deliveries.note_contact(account.pk, at=contact)
            close_old_connections()


def _sweep(account: ChannelAccount, house: House, patience: Patience) -> None:
    streams = house.connect(account).capabilities.streams
    sweep(account, house=house)
    patience.regain()
    patience.rest(SWEEP_EVERY if streams else POLL_EVERY)
