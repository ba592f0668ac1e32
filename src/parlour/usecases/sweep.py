"""Sweep: read every listing of a channel again, from a little before the last reading, and count what was missed."""

import logging
from dataclasses import dataclass, replace

from parlour.channels.port import Channel, NeedsReauth, PortError
from parlour.channels.registry import UNHEARD
from parlour.store import deliveries
from parlour.store.models import ChannelAccount, ChannelState
from parlour.usecases.channel_health import turn_red
from parlour.usecases.house import House
from parlour.usecases.look_again import look_again_at_open_cases
from parlour.usecases.receive import receive

logger = logging.getLogger(__name__)

BEHIND = "sweep:"  # prefix of the cursor at which the last sweep began its reading


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found that nothing else had: new events, and the texts among them."""

    events: int
    texts: int


def sweep(account: ChannelAccount, *, house: House) -> Swept:
    """Read each listing from where the last sweep *began*, so that consecutive sweeps overlap.

    What the stream delivered already is recognised and changes nothing. Posts that wait for an answer are looked at
    again. Raises the channel's PortErrors; a revoked token turns the channel red first.
    """
    channel = house.connect(account)
    events = texts = 0
    try:
        for source in channel.sources:
            found = _sweep_source(account, source, channel=channel, house=house)
            events, texts = events + found.events, texts + found.texts
        look_again_at_open_cases(account, channel=channel, house=house)
    except NeedsReauth as error:
        turn_red(account, str(error), at=house.clock())
        raise
    finally:
        channel.close()
    deliveries.note_contact(account.pk, at=house.clock())
    return Swept(events, texts)


def _sweep_source(account: ChannelAccount, source: str, *, channel: Channel, house: House) -> Swept:
    reached = deliveries.load_cursor(account.pk, source)
    began = deliveries.load_cursor(account.pk, BEHIND + source)
    events = texts = 0
    for batch in channel.fetch(source, began):
        receipt = receive(account, replace(batch, source=source), channel=channel, house=house)
        events, texts = events + receipt.new, texts + receipt.texts
    deliveries.store_cursor(account.pk, BEHIND + source, reached, at=house.clock())
    if began and events:
        deliveries.note_missed(account.pk, events)
    return Swept(events, texts)


def sweep_all(house: House) -> int:
    """Sweep every green channel once; how many new events that found. One channel's failure stops no other."""
    found = 0
    for account in ChannelAccount.objects.filter(state=ChannelState.GREEN).exclude(network__in=UNHEARD):
        try:
            found += sweep(account, house=house).events
        except PortError as error:
            logger.warning("%s was not swept: %s", account, error)
    return found
