"""Who is on the network."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from parlour.simulator.errors import not_found
from parlour.simulator.network.ids import account_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of an account before it exists. `handle` is `name`, or `name@other.example` for a remote one."""

    handle: str
    name: str
    language: str = "en"
    bio: str = ""
    followers: int = 0
    following: int = 0
    created_at: datetime
    brand: bool = False


@dataclass(slots=True)
class Account:
    """One account; `follows` maps account ids to whether new statuses are announced."""

    id: str
    profile: Profile
    username: str
    domain: str
    follows: dict[str, bool] = field(default_factory=dict)
    blocks: set[str] = field(default_factory=set)
    mutes: set[str] = field(default_factory=set)
    followers: set[str] = field(default_factory=set)

    @property
    def local(self) -> bool:
        """Whether it lives on this server."""
        return not self.domain

    @property
    def acct(self) -> str:
        """The local name alone, or name@domain for remote accounts."""
        return self.username if self.local else f"{self.username}@{self.domain}"

    @property
    def brand(self) -> bool:
        """Whether a company speaks through it."""
        return self.profile.brand


class AccountBook:
    """All accounts by id and by acct (case does not matter)."""

    def __init__(self, domain: str) -> None:
        self._domain = domain
        self._by_id: dict[str, Account] = {}
        self._by_acct: dict[str, Account] = {}

    def __iter__(self) -> Iterator[Account]:
        return iter(self._by_id.values())

    def add(self, profile: Profile) -> Account:
        """Registers a profile; a handle already there raises ValueError."""
        key = self._key(profile.handle)
        if key in self._by_acct:
            raise ValueError(f"the handle {profile.handle!r} is taken")
        username, _, domain = key.partition("@")
        account = Account(account_id(profile.created_at, self._by_id), profile, username, domain)
        self._by_id[account.id] = self._by_acct[key] = account
        return account

    def get(self, identifier: str) -> Account:
        """By id; refuses an unknown one."""
        if identifier not in self._by_id:
            raise not_found()
        return self._by_id[identifier]

    def find(self, acct: str) -> Account | None:
        """By acct, with or without @ in front and the local domain behind."""
        return self._by_acct.get(self._key(acct))

    def search(self, words: str) -> list[Account]:
        """Accounts whose acct or display name contains `words`."""
        needle = words.strip().lstrip("@").lower().removesuffix(f"@{self._domain}")
        if not needle:
            return []
        return [account for account in self if needle in account.acct or needle in account.profile.name.lower()]

    def _key(self, acct: str) -> str:
        return acct.strip().lstrip("@").lower().removesuffix(f"@{self._domain}")
