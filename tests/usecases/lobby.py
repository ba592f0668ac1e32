"""A lobby to test in: a network in memory that does what it is told, a brand, its people, and a case."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from parlour.channels.mail.channel import MailChannel
from parlour.channels.port import Account, Batch, Capabilities, Channel, Heard, RawEvent, Rejected, Retryable, Sent
from parlour.channels.room.channel import RoomChannel
from parlour.core.nouns.draft import Draft
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.knowledge import Knowledge
from parlour.store.models import (
    Agent,
    Brand,
    Case,
    ChannelAccount,
    Conversation,
    Customer,
    CustomerFact,
    Handle,
    Hearing,
    Membership,
    Outbox,
    Post,
    PostText,
    Thread,
)
from parlour.store.models import (
    RawEvent as StoredEvent,
)
from parlour.usecases import approve, draft
from parlour.usecases.house import House
from parlour.usecases.mail_out import DjangoMailer

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
OURS = "marlow@lobby.example"


EVERYTHING = Capabilities(
    public_reply=True,
    private_message=True,
    length_limit=500,
    idempotent_seconds=3600,
    listable=True,
    writes_first=True,
)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Network:
    """What really stands on the network. `troubles` are met in order, one for each send, before all goes well.

    A trouble is an exception raised instead of publishing; `lost` publishes and then breaks the line. `overwritten` are
    the texts that an edit took the place of, in the order they went.
    """

    clock: Clock
    statuses: list[tuple[Payload, str, Sent]] = field(default_factory=list)
    troubles: list[Exception | str] = field(default_factory=list)
    search_troubles: list[Exception] = field(default_factory=list)
    honours_keys: bool = True
    hidden: bool = False
    can: Capabilities = EVERYTHING
    sends: int = 0
    overwritten: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def texts(self) -> list[str]:
        return [payload.text for payload, _, _ in self.statuses]

    def send(self, payload: Payload, key: str) -> Sent:
        with self.lock:
            self.sends += 1
            trouble = self.troubles.pop(0) if self.troubles else None
            if isinstance(trouble, Exception):
                raise trouble
            sent = self._publish(payload, key)
            if trouble == "lost":
                raise Retryable("The line broke.", maybe_done=True)
            return sent

    def _publish(self, payload: Payload, key: str) -> Sent:
        for _, known, sent in self.statuses:
            if known == key and self.honours_keys:
                return sent
        if self.can.one_reply and payload.surface is Surface.PUBLIC:
            place = self._taken(payload)
            if payload.edits != (self.statuses[place][2].external_id if place is not None else ""):
                raise Rejected("That is not the one reply there.")
            if place is not None:
                return self._edit(place, payload, key)
        number = str(9000 + len(self.statuses))
        sent = Sent(
            number, f"https://lobby.example/s/{number}", self.clock(), f"https://lobby.example/@marlow/{number}"
        )
        self.statuses.append((payload, key, sent))
        return sent

    def _taken(self, payload: Payload) -> int | None:
        """Where our one reply to that post stands."""
        held = (
            known.surface is Surface.PUBLIC and known.in_reply_to == payload.in_reply_to
            for known, _, _ in self.statuses
        )
        return next((place for place, so in enumerate(held) if so), None)

    def _edit(self, place: int, payload: Payload, key: str) -> Sent:
        before, _, sent = self.statuses[place]
        self.overwritten.append(before.text)
        self.statuses[place] = (payload, key, replace(sent, at=self.clock()))
        return self.statuses[place][2]

    def find(self, payload: Payload, since: datetime) -> Sent | None:
        if self.search_troubles:
            raise self.search_troubles.pop(0)
        if self.hidden:
            return None
        same = (sent for known, _, sent in self.statuses if known == payload and sent.at >= since)
        return next(same, None)


@dataclass
class Line:
    """A channel to the network in memory: it renders like most networks do, naming the recipient first in public."""

    world: Network
    network: str = "lobby"
    sources: tuple[str, ...] = ()

    @property
    def capabilities(self) -> Capabilities:
        return self.world.can

    def render(self, draft: Draft) -> Payload:
        prefix = f"@{draft.recipient} "
        text = prefix + draft.text
        return Payload(
            network=self.network,
            surface=draft.surface,
            text=text,
            recipient=draft.recipient,
            draft_start=len(prefix),
            draft_end=len(text),
            in_reply_to=draft.in_reply_to,
            mentions=(draft.recipient,),
            language=draft.language,
            length=len(text),
            limit=self.world.can.length_limit,
        )

    def send(self, payload: Payload, *, key: str) -> Sent:
        return self.world.send(payload, key)

    def find_sent(self, payload: Payload, *, since: datetime) -> Sent | None:
        return self.world.find(payload, since)

    def parse(self, event: RawEvent) -> Heard:
        raise NotImplementedError("Nothing is heard here.")

    def fetch(self, source: str, cursor: str) -> Iterator[Batch]:
        raise NotImplementedError("Nothing is heard here.")

    def listen(self) -> Iterator[Batch]:
        raise NotImplementedError("Nothing is heard here.")

    def look_again(self, external_id: str) -> Iterator[Batch]:
        raise NotImplementedError("Nothing is heard here.")

    def check(self) -> Account:
        return Account(OURS)

    def close(self) -> None:
        """There is nothing to let go of."""


@dataclass
class Lobby:
    """A brand with its people, its network, and a clock; makes posts, cases and replies."""

    knowledge: Knowledge
    clock: Clock = field(default_factory=Clock)
    count: int = 0

    def __post_init__(self) -> None:
        self.network = Network(self.clock)
        self.brand = Brand.objects.create(slug="marlow", name="Marlow", contacts=["help@marlow.example"])
        self.account = ChannelAccount.objects.create(brand=self.brand, network="lobby", address=OURS)
        self.ada, self.ben = self.agent("ada"), self.agent("ben")
        self.sue = self.agent("sue", "supervisor")

    @property
    def house(self) -> House:
        return House(knowledge=self.knowledge, clock=self.clock, connect=self.connect)

    def connect(self, account: ChannelAccount) -> Channel:
        """There is one network here, beside the brand's own rooms and its mail."""
        if account.network == "room":
            return RoomChannel(Account(account.address, account.settings), clock=self.clock)
        if account.network == "mail":
            return MailChannel(Account(account.address, account.settings), mailer=DjangoMailer(), clock=self.clock)
        return Line(self.network)

    def rooms(self, base_url: str = "https://care.example") -> ChannelAccount:
        """Rooms of the brand's own, open at this address."""
        known, _ = ChannelAccount.objects.get_or_create(
            brand=self.brand, network="room", address="room@care.example", defaults={"settings": {"base_url": base_url}}
        )
        return known

    def mail(self, **settings: str) -> ChannelAccount:
        """Mail of the brand's own, with cases at replies.care.example; `mx.care.example` checks who sends."""
        settings = {"domain": "replies.care.example", "checked_by": "mx.care.example", **settings}
        known, _ = ChannelAccount.objects.update_or_create(
            brand=self.brand, network="mail", address="care@replies.care.example", defaults={"settings": settings}
        )
        return known

    def agent(self, name: str, *roles: str) -> Agent:
        agent = Agent.objects.create(username=name, name=name.title(), initials=name[:2])
        for role in roles or ("agent",):
            Membership.objects.create(brand=self.brand, agent=agent, role=role)
        return agent

    def person(self, name: str = "mara") -> Handle:
        address = f"{name}@home.example"
        person, _ = Handle.objects.get_or_create(
            brand=self.brand, network="lobby", address=address, defaults={"display_name": name.title()}
        )
        return person

    def customer(self, person: Handle, ref: str = "C-1", *, email: str = "", **facts: str) -> Customer:
        name = f"{person.display_name} Quist"
        customer = Customer.objects.create(brand=self.brand, ref=ref, name=name, email=email)
        for kind, value in facts.items():
            self.fact(customer, kind, value)
        person.customer, person.link_evidence = customer, "exact"
        person.save()
        return customer

    def fact(self, customer: Customer, kind: str, value: str, source: str = "crm") -> CustomerFact:
        return CustomerFact.objects.create(
            brand=self.brand, customer=customer, kind=kind, value=value, source=source, updated_at=self.clock()
        )

    def case(self, person: Handle | None = None, text: str = "My router is dead.", language: str = "en") -> Case:
        """A person's public post and the open case it made."""
        who = person or self.person()
        self.count += 1
        thread = Thread.objects.create(
            brand=self.brand, network="lobby", root_uri=f"https://home.example/t/{self.count}"
        )
        now = self.clock()
        case = Case.objects.create(
            brand=self.brand, account=self.account, person=who, thread=thread, act_by=now, promise_at=now,
            route="lobby", language=language, opened_at=now, last_post_at=now,
        )  # fmt: skip
        self.post(case, text)
        return case

    def post(self, case: Case, text: str, *, private: bool = False, by: Handle | None = None, **more: Any) -> Post:
        """A post by the person of the case (or somebody else), heard by our account."""
        self.count += 1
        room: dict[str, Any] = {"thread": case.thread}
        if private:
            talk, _ = Conversation.objects.get_or_create(
                account=case.account, person=case.person, defaults={"brand": case.brand}
            )
            room = {"conversation": talk}
        columns = {
            "origin_uri": f"https://home.example/p/{self.count}",
            "author": by or case.person,
            "created_at": self.clock(),
            "received_at": self.clock(),
        }
        post = Post.objects.create(brand=case.brand, **{"network": "lobby", **columns, **room, **more})
        PostText.objects.create(brand=case.brand, post=post, text=text, written_at=self.clock())
        raw = StoredEvent.objects.create(
            account=case.account, delivery_key=f"k{self.count}", body=b"", seen_at=self.clock()
        )
        Hearing.objects.create(
            post=post, account=case.account, raw_event=raw, external_id=str(self.count), addressed=True
        )
        return post

    def judge(self, case: Case, text: str, *, agent: Agent | None = None, purpose: str = "reply") -> draft.Judged:
        surface = Surface.PRIVATE if purpose == "private" else Surface.PUBLIC
        return draft.judge(case, agent=agent or self.ada, surface=surface, text=text, purpose=purpose, house=self.house)

    def submit(
        self, case: Case, text: str, *, agent: Agent | None = None, purpose: str = "reply", expected: str = ""
    ) -> Outbox:
        """Approve as an agent who read the verdict: what was `expected`, or else what there is to read now."""
        surface = Surface.PRIVATE if purpose == "private" else Surface.PUBLIC
        expected = expected or self.judge(case, text, agent=agent, purpose=purpose).shown
        return approve.submit(
            case, agent=agent or self.ada, surface=surface, text=text, purpose=purpose, expected=expected,
            house=self.house,
        )  # fmt: skip

    def unable(self, **changes: Any) -> None:
        self.network.can = replace(self.network.can, **changes)


MakeLobby = Callable[[], Lobby]
