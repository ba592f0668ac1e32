"""Rooms for the desk's tests: a brand's own, and one whose door a guest has opened."""

from datetime import timedelta

from parlour.channels.room.reading import SCHEME
from parlour.store.models import Case, ChannelAccount, Hearing, Move, Outbox, Post, PostText, Proof, RawEvent, RoomKey
from parlour.usecases import doorbell, enter, tokens
from parlour.usecases.house import House as Running
from parlour.usecases.proven import address_digest
from tests.desk import factory
from tests.desk.factory import House

BASE = "https://care.example"


def rooms(house: House, base_url: str = BASE) -> ChannelAccount:
    """The account by which the brand's rooms are heard."""
    return ChannelAccount.objects.get_or_create(
        brand=house.brand, network="room", address="room@care.example", defaults={"settings": {"base_url": base_url}}
    )[0]


def come_in(case: Case, running: Running) -> enter.Entered:
    """The person of the case opens the door of their room with a key that was sent to them."""
    now = running.clock()
    move = Move.objects.filter(case=case).first() or factory.move(case, "offered", at=now)
    Move.objects.filter(pk=move.pk).update(way="room")
    bell = doorbell.hang(move, at=now)
    later = now + timedelta(hours=1)
    known = case.person.customer or factory.customer(House(case.brand, case.account), case.person)
    proof = Proof.objects.create(
        brand=case.brand, doorbell=bell, kind="email", browser=b"b" * 32, code_digest=b"c" * 32,
        address_digest=address_digest(known.email), made_at=now, expires_at=later,
    )  # fmt: skip
    token = tokens.fresh()
    RoomKey.objects.create(brand=case.brand, proof=proof, digest=tokens.digest(token), made_at=now, expires_at=later)
    entered = enter.enter(token, language="en", house=running)
    assert entered is not None
    case.refresh_from_db()
    return entered


def says_in_room(case: Case, text: str, *, reply: Outbox | None = None, files: tuple[int, ...] = ()) -> Post:
    """Something said in the room of the case: by its person, or of a reply of ours."""
    account = ChannelAccount.objects.get(brand=case.brand_id, network="room")
    move = Move.objects.get(case=case)
    number = Post.objects.count() + 1
    us = factory.handle(House(case.brand, account), "room@care.example", display_name="Marlow Care")
    at = case.last_post_at
    post = Post.objects.create(
        brand=case.brand, network="room", origin_uri=f"{SCHEME}{number}", author=us if reply else case.person,
        conversation=case.conversation, in_reply_to_uri="" if reply else SCHEME + move.code, created_at=at,
        received_at=at, own=reply is not None, outbox=reply, attachments=[{"room_file": str(file)} for file in files],
    )  # fmt: skip
    PostText.objects.create(brand=case.brand, post=post, version=1, text=text, written_at=at)
    raw = RawEvent.objects.create(account=account, delivery_key=f"r{number}", body=b"{}", seen_at=at)
    Hearing.objects.create(post=post, account=account, raw_event=raw, external_id=f"r{number}", addressed=True)
    return post
