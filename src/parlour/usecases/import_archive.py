"""Hear an archive file: the same way in as any network, driven to its end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parlour.store.deliveries import load_cursor
from parlour.store.models import Brand, ChannelAccount
from parlour.usecases.assess import assess_waiting
from parlour.usecases.house import House
from parlour.usecases.receive import receive


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the import is: events heard for the first time, texts assessed, events refused."""

    heard: int
    assessed: int
    refused: int


def import_archive(
    brand: Brand, *, path: Path, address: str, sectors: Sequence[str], house: House
) -> Iterator[Progress]:
    """Receive and assess the file batch by batch, from where the last import of this address stopped.

    Yields progress after each batch, at least once. Raises a PortError when the file cannot be read.
    """
    account, _ = ChannelAccount.objects.update_or_create(
        brand=brand,
        network="archive",
        address=address.removeprefix("@").lower(),
        defaults={"settings": {"path": str(path)}, "sectors": list(sectors), "title": path.name},
    )
    channel = house.connect(account)
    progress = Progress(0, 0, 0)
    for source in channel.sources:
        for batch in channel.fetch(source, load_cursor(account.pk, source)):
            receipt = receive(account, batch, channel=channel, house=house)
            assessed = 0
            while count := assess_waiting(house):
                assessed += count
            progress = Progress(
                progress.heard + receipt.new, progress.assessed + assessed, progress.refused + receipt.refused
            )
            yield progress
    yield progress
