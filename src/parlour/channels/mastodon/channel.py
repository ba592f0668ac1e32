"""The channel of one Mastodon account."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

import httpx2

from parlour.channels.budget import Allowance, Budget
from parlour.channels.clock import utc_now
from parlour.channels.http import SILENCE_SECONDS, Client, open_client
from parlour.channels.mastodon import live, sending
from parlour.channels.mastodon.listings import Listings
from parlour.channels.mastodon.reading import heard_in
from parlour.channels.mastodon.rendering import rendered
from parlour.channels.mastodon.setup import NETWORK, Setup
from parlour.channels.mastodon.visit import judge, own_account, visit
from parlour.channels.port import Account, Batch, Capabilities, Heard, RawEvent, Sent
from parlour.core.nouns.draft import Draft
from parlour.core.nouns.payload import Payload

ALLOWANCES: Mapping[str, Allowance] = {
    "read": Allowance(calls=300, seconds=300, yields=True),
    "walk": Allowance(calls=300, seconds=900, yields=True),
    "urgent": Allowance(calls=300, seconds=300),
    "send": Allowance(calls=300, seconds=3 * 3600),
}
"""Mastodon's limits: 300 calls per 5 minutes, 300 pages by `min_id` per 15 minutes, 300 posts per 3 hours."""

MAX_BUDGETS = 1000


class MastodonChannel:
    """One account. `transport` replaces the network, `clock` (aware UTC) the time, `silence` (seconds) the patience.

    `budget` is shared by all channels of the account in a process; without one the channel counts for itself.
    """

    network = NETWORK
    sources = ("notifications", "conversations", "requests")

    def __init__(
        self,
        account: Account,
        *,
        transport: httpx2.BaseTransport | None = None,
        clock: Callable[[], datetime] = utc_now,
        silence: float = SILENCE_SECONDS,
        budget: Budget | None = None,
    ) -> None:
        self.account = account
        self._setup = Setup.of(account)
        self._transport = transport
        self._clock = clock
        self._silence = silence
        self._budget = budget or Budget(ALLOWANCES, clock)
        self._client = self._open(self._setup.base_url)
        self._listings = Listings(self._client, self._setup, clock)

    @property
    def capabilities(self) -> Capabilities:
        """Everything the port knows; the length is the one this server told."""
        return Capabilities(
            public_reply=True,
            private_message=True,
            edits=True,
            deletions=True,
            streams=True,
            length_limit=self._setup.limit,
            idempotent_seconds=sending.IDEMPOTENT_SECONDS,
            listable=True,
            writes_first=True,
        )

    def render(self, draft: Draft) -> Payload:
        """Pure: what would leave for a draft."""
        return rendered(draft, self._setup)

    def parse(self, event: RawEvent) -> Heard:
        """Pure: what an event means. Raises NotOurs."""
        return heard_in(event, self._setup)

    def fetch(self, source: str, cursor: str) -> Iterator[Batch]:
        """A listing forward from `cursor` ("" = from the oldest the server still offers) to its end."""
        return self._listings.fetch(source, cursor)

    def look_again(self, external_id: str) -> Iterator[Batch]:
        """What became of one post: Mastodon announces edits by people we do not follow in no other way."""
        return self._listings.fetch(f"status:{external_id}", "")

    def listen(self) -> Iterator[Batch]:
        """Live events until the stream ends. Raises Retryable when it stays silent."""
        told = self._setup.streaming or visit(self._client).streaming
        base = live.stream_base(told, self._setup.base_url)
        client = self._client if base == self._setup.base_url else self._open(base)
        reader = live.LiveReader(self._listings, self._setup, self._clock)
        try:
            yield from live.batches(client.lines(live.PATH, silence=self._silence), reader.read)
        finally:
            if client is not self._client:
                client.close()

    def send(self, payload: Payload, *, key: str) -> Sent:
        """Post once; for an hour the same key never posts twice."""
        return sending.send(self._client, payload, key=key, setup=self._setup)

    def find_sent(self, payload: Payload, *, since: datetime) -> Sent | None:
        """Look for a payload among our own statuses."""
        account_id = self._setup.account_id or own_account(self._client).name("id")
        return sending.find_sent(self._client, payload, account_id=account_id, since=since)

    def check(self) -> Account:
        """Prove that we may read and who we are; the account returned holds the server's measures in its settings."""
        told = visit(self._client)
        own = own_account(self._client)
        for listing in ("/api/v1/notifications", "/api/v1/conversations"):
            self._client.get(listing, {"limit": "1"}, kind="urgent")
        settings = {
            **self.account.settings,
            "domain": told.domain,
            "account_id": own.name("id"),
            "streaming": told.streaming,
            "max_characters": str(told.max_characters),
            "url_length": str(told.url_length),
            "version": told.version,
        }
        address = f"{own.name('username')}@{told.domain}".lower()
        return replace(self.account, address=address, settings=settings)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _open(self, base_url: str) -> Client:
        return open_client(
            base_url,
            headers={"Authorization": f"Bearer {self.account.secret}"},
            transport=self._transport,
            allow_private=self._setup.allow_private,
            budget=self._budget,
            judge=judge,
        )


class MastodonAdapter:
    """Mastodon: the setting `base_url` names the server, the secret is the access token."""

    network = NETWORK
    title = "Mastodon"

    def __init__(self) -> None:
        self._budgets: dict[tuple[str, str], Budget] = {}

    def connect(self, account: Account) -> MastodonChannel:
        """A channel for the account; opens nothing yet. Raises ValueError naming the missing setting."""
        return MastodonChannel(account, budget=self._budget(account))

    def _budget(self, account: Account) -> Budget:
        """One for all channels of an account, because the server counts their calls together."""
        key = account.settings.get("base_url", ""), hashlib.sha256(account.secret.encode()).hexdigest()
        if len(self._budgets) >= MAX_BUDGETS:
            self._budgets.pop(next(iter(self._budgets)), None)
        return self._budgets.setdefault(key, Budget(ALLOWANCES, utc_now))
