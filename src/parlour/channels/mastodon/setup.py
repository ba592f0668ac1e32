"""What the settings of a connected account say about its server."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from parlour.channels.http import check_base_url
from parlour.channels.port import Account

NETWORK = "mastodon"
DEFAULT_LIMIT = 500
DEFAULT_URL_LENGTH = 23


@dataclass(frozen=True, slots=True)
class Setup:
    """An account's server, its own domain there, and the measures the server told when it was last checked.

    `domain` ends the addresses of people of that server; `streaming` is the base address of its live stream, "" when
    not known; `account_id` is our own id there, "" when not known.
    """

    base_url: str
    allow_private: bool
    domain: str
    ours: str
    account_id: str
    streaming: str
    limit: int
    url_length: int

    @classmethod
    def of(cls, account: Account) -> Self:
        """Read from an account. Raises ValueError naming the setting that is missing or wrong."""
        settings = account.settings
        if not settings.get("base_url"):
            raise ValueError('A Mastodon account needs the setting "base_url", like "https://social.example".')
        if not account.secret:
            raise ValueError("A Mastodon account needs its access token. Connect the account again.")
        allow_private = settings.get("allow_private", "").lower() in {"yes", "true", "1"}
        base_url = check_base_url(settings["base_url"], allow_private=allow_private)
        named = account.address.lstrip("@").partition("@")[2]
        return cls(
            base_url=base_url,
            allow_private=allow_private,
            domain=(settings.get("domain") or named or urlsplit(base_url).netloc).lower(),
            ours=account.address.lstrip("@").lower(),
            account_id=settings.get("account_id", ""),
            streaming=settings.get("streaming", ""),
            limit=_measure(settings.get("max_characters", ""), DEFAULT_LIMIT),
            url_length=_measure(settings.get("url_length", ""), DEFAULT_URL_LENGTH),
        )

    def address(self, acct: str) -> str:
        """The full lower-case address of somebody this server calls `acct`."""
        name = acct.lstrip("@").lower()
        return name if "@" in name else f"{name}@{self.domain}"

    def handle(self, address: str) -> str:
        """How a text on this server names an address: people of the same server without their domain."""
        name, _, domain = address.lstrip("@").partition("@")
        return f"@{name}" if domain.lower() in {"", self.domain} else f"@{name}@{domain}"


def _measure(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 else default
