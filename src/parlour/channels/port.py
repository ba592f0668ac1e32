"""The one shape every network is given: what it can do, what it heard, what it sent, and how it fails."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from parlour.core.nouns.draft import Draft
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface


class PortError(Exception):
    """Root of the five ways a network can fail. The message is for an operator: what happened, what to do."""


class Retryable(PortError):
    """The network did not answer or failed on its side; the same call may work after `after` seconds."""

    def __init__(self, message: str, *, after: float = 5.0, maybe_done: bool = True) -> None:
        super().__init__(message)
        self.after = after
        self.maybe_done = maybe_done  # False only when it is certain that nothing left the house


class RateLimited(PortError):
    """The network asks us to wait until `retry_at` (UTC). Nothing was done."""

    def __init__(self, message: str, *, retry_at: datetime) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class NeedsReauth(PortError):
    """The token was revoked or lacks a scope. Nothing was done; the channel turns red until reconnected."""


class Rejected(PortError):
    """The network refuses this very request for good (too long, said already, not allowed). Nothing was done.

    `unreachable` says that it would refuse any words to this person this way, as they are gone, block us or take no
    messages. Only where the network says so itself: a refusal that leaves it open is about the words.
    """

    def __init__(self, message: str, *, unreachable: bool = False) -> None:
        super().__init__(message)
        self.unreachable = unreachable


class NotOurs(PortError):
    """The network answered something that is not the shape it promised, or of a kind we do not handle."""


class Kind(StrEnum):
    """What a raw event tells."""

    POST = "post"
    EDIT = "edit"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One delivery, as it came. `key` makes redelivery recognisable: unique per account, never empty when sound."""

    key: str
    body: bytes
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """What a raw event means.

    `origin_uri` is the network-wide identity of the post, the same whichever of our accounts heard it; `external_id`
    is what this account must call it when answering. `thread_uri` is the identity of the public thread ("" when only
    `in_reply_to_uri` is known). `participants` are, for a private post, all addresses that can read it, author and
    our account included. `text` is plain text. For a deletion only `kind`, `origin_uri`, `external_id` and `at` count.
    """

    kind: Kind
    origin_uri: str
    external_id: str
    at: datetime
    author: Person | None = None
    text: str = ""
    surface: Surface = Surface.PUBLIC
    in_reply_to: str = ""
    in_reply_to_uri: str = ""
    thread_uri: str = ""
    url: str = ""
    language: str = ""
    warning: str = ""
    mentions: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    attachments: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Events in the order they came, and the cursor to store once they are written down.

    `source` names the listing or stream (each has its own cursor). A cursor of None leaves the stored one alone.
    """

    source: str
    events: tuple[RawEvent, ...]
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The network's receipt for a payload."""

    external_id: str
    origin_uri: str
    at: datetime
    url: str = ""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a network can do, so that the desk never offers what it cannot.

    `length_limit` is in the network's unit, 0 for none. `idempotent_seconds` is how long a repeated key is safe.
    `listable` says whether our own posts can be listed to learn what became of an unanswered send.

    `writes_first` says whether we may write to somebody in private before they wrote to us; `first_once` that we may do
    so only once for each public post of theirs. Windows are in seconds, 0 for no end: `first_window` runs from their
    public post, `talk_window` from their newest private message. `one_reply` marks a network, such as a review site,
    that keeps one public reply of ours to each post: saying something else there is an edit of it (`Payload.edits`).
    """

    public_reply: bool
    private_message: bool
    edits: bool = False
    deletions: bool = False
    streams: bool = False
    length_limit: int = 0
    idempotent_seconds: int = 0
    listable: bool = False
    writes_first: bool = False
    first_once: bool = False
    first_window: int = 0
    talk_window: int = 0
    one_reply: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """One of our accounts on a network, with what a channel needs to speak for it. `secret` never reaches a log."""

    address: str
    settings: Mapping[str, str] = field(default_factory=dict)
    secret: str = field(default="", repr=False)


class Channel(Protocol):
    """A connected account of one network. Built by its `Adapter.connect`; safe to use from one thread at a time."""

    network: str

    @property
    def capabilities(self) -> Capabilities: ...

    def render(self, draft: Draft) -> Payload:
        """Pure: the payload that would leave for this draft, measured in the network's unit."""
        ...

    def parse(self, event: RawEvent) -> Heard:
        """Pure: what the event means. Raises NotOurs with a reason an operator can act on."""
        ...

    def fetch(self, source: str, cursor: str) -> Iterator[Batch]:
        """Read a listing forward from `cursor` ("" = from the oldest still offered), batch by batch, to its end."""
        ...

    @property
    def sources(self) -> tuple[str, ...]:
        """The listings `fetch` knows, in the order a sweep reads them."""
        ...

    def listen(self) -> Iterator[Batch]:
        """Live events until the stream ends or stays silent too long (Retryable). An empty batch is a heartbeat."""
        ...

    def send(self, payload: Payload, *, key: str) -> Sent:
        """Hand the payload to the network once. `key` is the same for every attempt of one outbox row.

        Where the payload `edits` a post of ours, that post gets these words in place of its own; the receipt names the
        same post, with the time of the edit.
        """
        ...

    def find_sent(self, payload: Payload, *, since: datetime) -> Sent | None:
        """Look for this payload among our own posts since `since`; None when the listing was complete without it.

        Where the payload `edits` a post of ours, whether that post has these words now.
        """
        ...

    def look_again(self, external_id: str) -> Iterator[Batch]:
        """What became of one heard post: no event while it stands unchanged, an edit, or a deletion.

        Networks tell only followers of edits, so posts that matter are looked at again before they are answered.
        """
        ...

    def check(self) -> Account:
        """Prove that the connection works and tell who we are there. Raises a PortError that says what to click."""
        ...

    def close(self) -> None:
        """Let go of connections; closing twice is harmless, and the next call opens them again or raises Retryable."""
        ...


class Adapter(Protocol):
    """A network we know how to speak: one line in the registry."""

    network: str
    title: str

    def connect(self, account: Account) -> Channel:
        """Make a channel for an account; opens nothing yet. Raises ValueError naming the missing setting."""
        ...
