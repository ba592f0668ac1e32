"""The make-believe server's state and rules, without HTTP."""

from parlour.simulator.network.accounts import Account, Profile
from parlour.simulator.network.network import Network
from parlour.simulator.network.paging import Page
from parlour.simulator.network.publishing import NewStatus
from parlour.simulator.network.settings import Settings
from parlour.simulator.network.statuses import Status

__all__ = ["Account", "Network", "NewStatus", "Page", "Profile", "Settings", "Status"]
