"""The channel of a brand's mail: it hears what a mail server hands in, and sends from the addresses of cases."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from parlour.channels.clock import utc_now
from parlour.channels.mail.reading import NETWORK, heard_in, receipt_uri
from parlour.channels.port import Account, Batch, Capabilities, Heard, NeedsReauth, NotOurs, RawEvent, Rejected, Sent
from parlour.channels.rendering import as_it_is
from parlour.core.nouns.draft import Draft
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface

LONGEST: Final = 20_000
"""Letters of one mail."""
_DOMAIN: Final = re.compile(r"(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[^\s@<>\"(),:;\\\[\]\x00-\x20\x7f]+@[^\s@<>\"(),:;\\\[\]\x00-\x20\x7f]+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it leaves: plain text, to one address. `sender` and the headers are one line each."""

    sender: str
    recipient: str
    subject: str
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Mailer(Protocol):
    """The way to the house's mail server, handed in by whoever opens the channel. Both raise the five port errors."""

    def send(self, letter: Letter) -> None:
        """Hand one letter over, once."""
        ...

    def check(self) -> None:
        """Prove that a letter could be handed over."""
        ...


class NoMailer:
    """Where no way to a mail server was handed in: nothing leaves."""

    def send(self, letter: Letter) -> None:  # noqa: ARG002 - it goes nowhere
        """Raises NeedsReauth."""
        self.check()

    def check(self) -> None:
        """Raises NeedsReauth."""
        raise NeedsReauth("No mail server was handed to this channel. Set PARLOUR_MAIL and start the worker again.")


class MailChannel:
    """`clock` returns an aware UTC time."""

    network = NETWORK
    sources = ()
    capabilities = Capabilities(public_reply=False, private_message=True, length_limit=LONGEST, writes_first=True)

    def __init__(
        self, account: Account, *, mailer: Mailer | None = None, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.account = account
        self._mailer = mailer or NoMailer()
        self._clock = clock

    def render(self, draft: Draft) -> Payload:
        """Pure: the draft as it is; its `warning` is the subject, its `sender` who it is from."""
        return as_it_is(draft, network=NETWORK, limit=LONGEST)

    def parse(self, event: RawEvent) -> Heard:
        """Pure: what somebody wrote. Raises NotOurs, also for what is kept and shown to nobody."""
        return heard_in(event, account=self.account.address)

    def fetch(self, source: str, cursor: str) -> Iterator[Batch]:  # noqa: ARG002
        """Raises NotOurs: a mail server hands its mail in."""
        raise NotOurs("Mail has no listings: the mail server hands each one to `parlour mail-in`.")

    def listen(self) -> Iterator[Batch]:
        """Ends at once, as `fetch` says."""
        return iter(())

    def send(self, payload: Payload, *, key: str) -> Sent:
        """Hand the letter to the mail server. Every attempt of one outbox row has the same Message-ID."""
        name = f"{key}@{self.account.settings['domain']}"
        self._mailer.send(self._letter(payload, name))
        return Sent(external_id=name, origin_uri=receipt_uri(name), at=self._clock())

    def find_sent(self, payload: Payload, *, since: datetime) -> Sent | None:  # noqa: ARG002
        """Always None: a mail server does not tell what it took."""
        return None

    def look_again(self, external_id: str) -> Iterator[Batch]:  # noqa: ARG002
        """Nothing: a mail that was sent does not change."""
        return iter(())

    def check(self) -> Account:
        """The account as it is, once the mail server answers. Raises the five port errors."""
        self._mailer.check()
        return self.account

    def close(self) -> None:
        """Nothing is held open."""

    def _letter(self, payload: Payload, name: str) -> Letter:
        """Raises Rejected for what cannot be a letter from one of our cases to one person."""
        if payload.surface is not Surface.PRIVATE:
            raise Rejected("A mail is private; nothing is said there in public.")
        if payload.media:
            raise Rejected("A mail from here carries no files. Describe what you wanted to show.")
        if not _ADDRESS.fullmatch(payload.recipient):
            raise Rejected(f"{payload.recipient!r} is no address a mail can go to.", unreachable=True)
        domain = str(self.account.settings["domain"]).lower()
        if not payload.sender.rstrip(">").lower().endswith(f"@{domain}"):
            raise Rejected("This mail is from none of our cases.")
        answered = f"<{_CONTROL.sub('', payload.in_reply_to)}>" if payload.in_reply_to else ""
        more = {"In-Reply-To": answered, "References": answered} if answered else {}
        return Letter(
            sender=_CONTROL.sub(" ", payload.sender),
            recipient=payload.recipient,
            subject=_CONTROL.sub(" ", payload.warning),
            body=payload.text,
            headers={"Message-ID": f"<{name}>", "Auto-Submitted": "no", **more},
        )


class MailAdapter:
    """E-mail: the setting `domain` is where the addresses of cases are, such as replies.care.example.

    `checked_by` names the operator's own mail server, as its findings about senders do (its authserv-id): without it
    no mail is taken for the person's.
    """

    network = NETWORK
    title = "E-mail"

    def __init__(self, mailer: Mailer | None = None) -> None:
        self._mailer = mailer

    def connect(self, account: Account) -> MailChannel:
        """A channel for the brand's mail; opens nothing yet. Raises ValueError where `domain` is none."""
        if not _DOMAIN.fullmatch(account.settings.get("domain", "")):
            raise ValueError('E-mail needs the setting "domain": that of the cases\' addresses: replies.care.example.')
        return MailChannel(account, mailer=self._mailer)
