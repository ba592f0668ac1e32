"""Rows for the desk's tests: a brand, its people, and cases with threads, talks, facts and slips."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from parlour.store.models import (
    Agent,
    Assessment,
    Brand,
    Case,
    ChannelAccount,
    Conversation,
    Customer,
    CustomerFact,
    Handle,
    Hearing,
    Membership,
    Move,
    Note,
    Outbox,
    Post,
    PostText,
    RawEvent,
    Thread,
)
from parlour.store.secrets import seal_secret

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class House:
    """A brand with one account; `at` is when everything there happens unless a test says otherwise."""

    brand: Brand
    account: ChannelAccount
    at: datetime = AT


def house(slug: str = "marlow", *, name: str = "Marlow Care", at: datetime = AT) -> House:
    brand = Brand.objects.create(slug=slug, name=name, contacts=["help@marlow.example"], settings={})
    account = ChannelAccount.objects.create(
        brand=brand,
        network="mastodon",
        address=f"{slug}@lobby.example",
        title=name,
        settings={"base_url": "http://127.0.0.1:9", "allow_private": "yes"},
        secret=seal_secret("a token"),
        last_heard_at=at,
        last_contact_at=at,
        normal_gap=40.0,
    )
    return House(brand, account, at)


def agent(house: House, name: str = "Ines Brandt", *, roles: tuple[str, ...] = ("agent",)) -> Agent:
    username = name.split(maxsplit=1)[0].lower()
    person = Agent.objects.create(
        username=f"{username}-{house.brand.slug}", name=name, initials="".join(word[0] for word in name.split())
    )
    for role in roles:
        Membership.objects.create(brand=house.brand, agent=person, role=role)
    return person


def handle(house: House, address: str = "mara@lobby.example", **more: Any) -> Handle:
    more = {"display_name": "Mara Lindqvist", "followers": 1240, **more}
    return Handle.objects.get_or_create(brand=house.brand, network="mastodon", address=address, defaults=more)[0]


def case(house: House, *, person: Handle | None = None, text: str = "Where is my parcel?", **more: Any) -> Case:
    """An open case with its public thread, the first post heard, assessed and current."""
    person = person or handle(house)
    number = Thread.objects.count() + 1
    thread = Thread.objects.create(brand=house.brand, network="mastodon", root_uri=f"https://lobby.example/t/{number}")
    opened = more.pop("opened_at", house.at)
    fields = {
        "act_by": opened + timedelta(minutes=30),
        "promise_at": opened + timedelta(minutes=30),
        "route": "lobby",
        "language": "en",
        "summary": text[:280],
        "reasons": [{"word": "angry", "seconds": 600}, {"word": "money", "seconds": 300}],
        "last_post_at": opened,
        **more,
    }
    made = Case.objects.create(
        brand=house.brand, account=house.account, person=person, thread=thread, opened_at=opened, **fields
    )
    said(made, text, at=opened)
    return made


def said(
    case: Case,
    text: str,
    *,
    at: datetime = AT,
    by: Handle | None = None,
    private: bool = False,
    own: bool = False,
    route: str = "lobby",
    reasons: list[dict[str, Any]] | None = None,
) -> Post:
    """A post in the case's thread or private conversation, heard by its account."""
    author = by or case.person
    number = Post.objects.count() + 1
    post = Post.objects.create(
        brand_id=case.brand_id,
        network="mastodon",
        origin_uri=f"https://lobby.example/p/{number}",
        author=author,
        thread=None if private else case.thread,
        conversation=talk(case) if private else None,
        created_at=at,
        received_at=at,
        own=own,
    )
    PostText.objects.create(brand_id=case.brand_id, post=post, version=1, text=text, written_at=at)
    raw = RawEvent.objects.create(account=case.account, delivery_key=f"p{number}", body=b"{}", seen_at=at)
    Hearing.objects.create(post=post, account=case.account, raw_event=raw, external_id=str(number), addressed=True)
    if author == case.person and not own:
        result = {"reasons": reasons or [], "personal_data": []}
        Assessment.objects.create(
            brand_id=case.brand_id, post=post, version=1, case=case, route=route, result=result, assessed_at=at
        )
    return post


def talk(case: Case) -> Conversation:
    """The private conversation of the case, opened on first use."""
    if case.conversation is None:
        case.conversation, _ = Conversation.objects.get_or_create(
            brand_id=case.brand_id, account=case.account, person=case.person
        )
        case.save(update_fields=["conversation"])
    conversation: Conversation = case.conversation
    return conversation


def customer(house: House, person: Handle, *facts: tuple[str, str, str]) -> Customer:
    """Somebody on file, linked to the handle; facts are (kind, value, source)."""
    known = Customer.objects.create(
        brand=house.brand, ref=f"C-{person.pk}", name="Mara Lindqvist", email="mara@reeds.example", tier="plus"
    )
    person.customer, person.link_evidence = known, "exact"
    person.save(update_fields=["customer", "link_evidence"])
    for kind, value, source in facts:
        CustomerFact.objects.create(
            brand=house.brand, customer=known, kind=kind, value=value, source=source, updated_at=house.at
        )
    return known


def slip(case: Case, author: Agent, text: str, *, at: datetime = AT) -> Note:
    return Note.objects.create(brand_id=case.brand_id, case=case, author=author, text=text, at=at)


WAY_TO: Final = {
    "offered": (),
    "declined": ("declined",),
    "lapsed": ("lapsed",),
    "consented": ("consented",),
    "open": ("consented", "open"),
    "settled": ("consented", "open", "settled"),
}


def invitation(case: Case, *, at: datetime = AT) -> Outbox:
    """The words of an offer; where a test is about what became of them, it says so itself."""
    author = Agent.objects.first() or Agent.objects.create(username="zoe", name="Zoe Marlow", initials="ZM")
    return reply(case, author, f"Write to us in private. {case.pk}", state="recalled", purpose="invitation", at=at)


def closure(case: Case, author: Agent, text: str, *, at: datetime = AT) -> Outbox:
    """Words that stand in public and close the matter, settled `at`."""
    stands: dict[str, Any] = {
        "first_sent_at": at, "confirmed_at": at, "settlement": at, "external_id": f"closing-{case.pk}",
    }  # fmt: skip
    return reply(case, author, text, state="confirmed", purpose="closure", at=at, **stands)


def move(case: Case, state: str, *, at: datetime = AT, **when: datetime) -> Move:
    """A move that came to this state step by step, with everything that state demands, `at` once or as `when` says.

    With `reopened_at` it was settled and is open again.
    """
    made = Move.objects.create(
        brand_id=case.brand_id,
        case=case,
        state="offered",
        code=f"CODE{Move.objects.count():04d}",
        offered_at=when.get("offered_at", at),
        deadline=at + timedelta(hours=4),
        invitation=invitation(case, at=at),
    )
    for step in WAY_TO["settled" if "reopened_at" in when else state]:
        made.state = step
        if step == "consented":
            made.consent, made.consent_kind = said(case, "Yes, let us talk in private.", at=at), "words"
        column = {"open": "opened_at"}.get(step, f"{step}_at")
        setattr(made, column, when.get(column, made.deadline if step == "lapsed" else at))
        made.save()
    if "reopened_at" in when:
        made.state, made.settled_at, made.reopened_at = "open", None, when["reopened_at"]
        made.save()
    return made


def reply(
    case: Case, author: Agent, text: str, *, state: str = "proposed", surface: str = "public", **more: Any
) -> Outbox:
    """A reply of ours in this state, with the verdict it was judged by."""
    at = more.pop("at", AT)
    number = Outbox.objects.count() + 1
    approved: dict[str, Any] = {}
    if state != "proposed":
        approved = {"approved_by": author, "approved_at": at, "not_before": at + timedelta(seconds=20)}
    findings = more.pop("findings", [])
    return Outbox.objects.create(
        brand_id=case.brand_id,
        account=case.account,
        case=case,
        surface=surface,
        recipient=case.person.address,
        text=text,
        payload={"text": f"@{case.person.address} {text}", "surface": surface},
        payload_digest=sha256(text.encode()).hexdigest(),
        binding=f"b{number}",
        verdict={"decision": more.pop("decision", "review"), "findings": findings},
        key=f"key-{number}",
        state=state,
        author=author,
        drafted_at=at,
        **{**approved, **more},
    )
