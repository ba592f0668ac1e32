"""A full house with rooms: invited customers who have gone in, each with a talk that has begun."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_bytes

from benchmarks.desk.fill import fill, open_house, settle_tables
from benchmarks.rooms.guest import Guest
from parlour.channels.port import Account
from parlour.store import rooms as talks
from parlour.store.models import (
    Agent,
    Brand,
    Case,
    CaseState,
    ChannelAccount,
    ChannelState,
    Handle,
    Mail,
    Move,
    MoveState,
    Outbox,
    OutboxState,
    Post,
    PostText,
    Way,
)
from parlour.usecases import doorbell, enter, letters, prove
from parlour.usecases.connect_account import connect_account
from parlour.usecases.house import the_house
from parlour.usecases.invitation_code import code_for

AGENTS = 10
INVITED_BEFORE = timedelta(hours=6)
SAID = (
    "I was charged twice for the same month, and nobody has told me why.",
    "Thank you for waiting. I have your account before me and look into it now.",
    "The second charge is the one of the ninth. The first one was right.",
    "I see it. It came from a change of your contract that was entered twice.",
)


def furnish(base_url: str, *, rooms: int, cases: int, said: int) -> tuple[Brand, list[Guest]]:
    """A brand of `cases` open cases with rooms at `base_url`, in `rooms` of which a guest is in.

    Each talk has `said` entries already, written as rows.
    """
    house = fill(open_house("marlow", agents=AGENTS), cases=cases, waiting=0)
    # The public account has no network here: nothing is to be asked of it.
    ChannelAccount.objects.filter(pk=house.account.pk).update(state=ChannelState.PAUSED)
    account = connect_account(
        house.brand,
        "room",
        Account("room@lobby.example", {"base_url": base_url}),
        title="Private room",
        sectors=("telecom",),
        at=datetime.now(UTC),
    )
    guests = [
        _let_in(case, house.agents[place % AGENTS], place) for place, case in enumerate(_known(house.brand, rooms))
    ]
    for guest in guests:
        _write_talk(guest, account, said=said)
    settle_tables()
    return house.brand, guests


def _known(brand: Brand, count: int) -> list[Case]:
    """Open cases of different people with an address on file. Raises RuntimeError where there are too few."""
    cases = Case.objects.of(brand).filter(state=CaseState.OPEN, person__customer__isnull=False)
    chosen = list(cases.select_related("person__customer", "brand").order_by("person", "pk").distinct("person")[:count])
    if len(chosen) < count:
        raise RuntimeError(f"Only {len(chosen)} of {count} cases are of customers; a fuller house is needed.")
    return chosen


def _let_in(case: Case, agent: Agent, place: int) -> Guest:
    """Invite the person of the case, prove who they are by letter, and open the door."""
    house = the_house()
    invited = house.clock() - INVITED_BEFORE
    Case.objects.filter(pk=case.pk).update(assignee=agent)
    token = doorbell.doorbell_link(case, house=house).rstrip("/").rpartition("/")[2]
    move = Move.objects.create(
        brand_id=case.brand_id,
        case=case,
        state=MoveState.OFFERED,
        way=Way.ROOM,
        code=code_for(case),
        offered_at=invited,
        deadline=invited + timedelta(days=3),
        invitation=_invitation(case, agent, at=invited),
    )
    doorbell.hang(move, at=invited)
    bell = doorbell.ring(token, house=house)
    customer = case.person.customer
    assert bell is not None
    assert customer is not None
    prove.by_email(bell, customer.email, browser=token_bytes(32), house=house)
    letters.write_due(house)
    letter = Mail.objects.of(case.brand_id).get(case=case).body
    key = letter.partition("/room/key/")[2].partition("/")[0]
    entered = enter.enter(key, language="en", house=house)
    assert entered is not None
    return Guest(place, case.pk, agent.pk, entered.secret)


def _invitation(case: Case, agent: Agent, *, at: datetime) -> Outbox:
    """The words that asked the person in, which stand in the thread."""
    return Outbox.objects.create(
        brand_id=case.brand_id,
        account_id=case.account_id,
        case=case,
        surface="public",
        recipient=case.person.address,
        purpose="invitation",
        text="Write to us in private.",
        payload={"text": "Write to us in private."},
        payload_digest=sha256(f"invitation {case.pk}".encode()).hexdigest(),
        binding="",
        verdict={"decision": "allow", "findings": []},
        key=f"invitation-{case.pk}",
        state=OutboxState.CONFIRMED,
        author=agent,
        approved_by=agent,
        drafted_at=at,
        approved_at=at,
        not_before=at,
        first_sent_at=at,
        confirmed_at=at,
        external_id=f"invitation-{case.pk}",
    )


def _write_talk(guest: Guest, account: ChannelAccount, *, said: int) -> None:
    """What the two have said to each other so far, in turn, a minute each."""
    case = Case.objects.get(pk=guest.case)
    talk = talks.conversations(brand=case.brand_id, account=account.pk, people=[case.person_id])[case.person_id]
    us, _ = Handle.objects.get_or_create(brand_id=case.brand_id, network="room", address=account.address)
    begun = datetime.now(UTC) - INVITED_BEFORE
    posts = Post.objects.bulk_create(
        Post(
            brand_id=case.brand_id,
            network="room",
            origin_uri=f"room:bench-{guest.case}-{number}",
            author_id=us.pk if number % 2 else case.person_id,
            conversation_id=talk,
            created_at=begun + timedelta(minutes=number + 1),
            received_at=begun + timedelta(minutes=number + 1),
            own=bool(number % 2),
        )
        for number in range(said)
    )
    PostText.objects.bulk_create(
        PostText(brand_id=case.brand_id, post=post, text=SAID[number % len(SAID)], written_at=post.created_at)
        for number, post in enumerate(posts)
    )
