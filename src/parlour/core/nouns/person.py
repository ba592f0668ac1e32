"""People as a network shows them, and customers as the company knows them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    """The author of a post, as the network tells it.

    `address` is the full, lower-case network address (`name@server`), the only thing a person is recognised by;
    a display name never is.
    """

    network: str
    address: str
    display_name: str = ""
    external_id: str = ""
    followers: int | None = None
    joined_at: datetime | None = None
    avatar_url: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody the company has on file. `value` is in minor-free decimal text of `currency` (ISO 4217)."""

    ref: str
    name: str
    email: str = ""
    phone: str = ""
    tier: str = ""
    value: str = ""
    currency: str = ""
