"""People of the tests."""

from datetime import UTC, datetime

from parlour.simulator.clock import ManualClock
from parlour.simulator.network import Network, Profile, Settings

MARA = Profile(handle="mara", name="Mara <Lind>", bio="Accordions.", created_at=datetime(2019, 4, 2, tzinfo=UTC))
TOM = Profile(handle="tom_a", name="Tom", language="de", created_at=datetime(2020, 1, 9, tzinfo=UTC))
REMOTE = Profile(handle="ines@other.example", name="Inés", language="es", created_at=datetime(2021, 7, 1, tzinfo=UTC))
BRAND = Profile(handle="marlowcare", name="Marlow Care", created_at=datetime(2018, 3, 1, tzinfo=UTC), brand=True)


def small_network(settings: Settings | None = None) -> tuple[Network, ManualClock]:
    """One brand, three people, and a clock that stands still."""
    clock = ManualClock()
    network = Network(settings, clock=clock)
    for profile in (BRAND, MARA, TOM, REMOTE):
        network.register(profile)
    return network, clock
