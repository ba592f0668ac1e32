"""What the exports hold of everything that is written down, and what they leave out, each with its reason."""

import json
from datetime import timedelta
from typing import Any, Final

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

from parlour.store.models import AgreedTime, ArrivedMail, Case, Claim, Move, Outbox, RawEvent, Room, RoomFile
from parlour.store.models.mail import Mail
from parlour.usecases.export import EXPORTS, export
from parlour.usecases.house import House
from tests.desk import factory, rooms
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db

EXPORTED: Final = {
    "AgreedTime": "times", "ArrivedMail": "mails", "Case": "cases", "Claim": "claims", "Event": "events",
    "Mail": "letters", "Move": "moves", "Outbox": "approved", "Post": "posts", "PostText": "posts", "Room": "rooms",
    "RoomFile": "files",
}  # fmt: skip
"""Model → the export that tells of it."""

NAMED: Final = {
    "AgreedTime.id": "time", "ArrivedMail.id": "mail", "Case.id": "case", "Claim.id": "number", "Event.id": "event",
    "Mail.id": "letter", "Move.id": "move", "Outbox.key": "outbox_id", "Outbox.payload": "text", "Room.id": "room",
    "RoomFile.id": "file", "Post.thread": "surface", "Post.conversation": "surface", "Post.crowded": "surface",
}  # fmt: skip
"""Fields that stand in their export under another name."""

SENDING: Final = "How sending goes on; what became of it is told."
REMINDING: Final = "Whether a colleague was reminded; it says nothing of the time itself."
NUMBER: Final = "Every export names it by what stays the same elsewhere."
LEFT_OUT: Final = {
    "AgreedTime.reminded_at": REMINDING,
    "AgreedTime.asked_at": REMINDING,
    "Case.conversation": "Its posts name their case.",
    "Case.summary": "The beginning of a post, which stands among the posts with its surface.",
    "Case.summary_private": "Told by the surface of that post.",
    "Claim.told_at": "Whether its owner was reminded.",
    "Mail.subject": "It says who wrote; in letters of older versions it holds a code.",
    "Mail.body": "It holds a code, a key or a whole private talk.",
    "Mail.not_before": SENDING,
    "Move.code": "Whoever knows it could be taken for the invited person.",
    "Outbox.id": NUMBER,
    "Outbox.text": "What was typed; the words that leave are exported.",
    "Outbox.payload_digest": "It follows from the words that leave.",
    "Outbox.binding": "A hash over what the guard was told of a customer.",
    "Outbox.verdict": "The guard's reasons may name private facts.",
    "Outbox.not_before": SENDING,
    "Outbox.lease_until": SENDING,
    "Outbox.attempts": SENDING,
    "Outbox.not_found_at": SENDING,
    "Post.id": NUMBER,
    "Post.in_reply_to_uri": "Of what is said in a room it is the unguessable code of its move.",
    "Post.url": "A page for people; its identity is exported.",
    "Post.own": "Only posts of others are among the posts; ours are among the replies.",
    "Post.outbox": "Ours are among the replies.",
    "Post.version": "The version that counts is the one exported.",
    "Post.attachments": "Others' pictures stay where they are; files given in a room are exported.",
    "PostText.id": NUMBER,
    "PostText.post": "Both are one row of the export.",
    "PostText.version": "The version that counts is the one exported.",
    "PostText.language": "What its author declared; triage says for itself what it reads.",
    "PostText.raw_event": "A delivery holds more than the post; it stays as it came.",
    "PostText.written_at": "Earlier versions are no part of an export.",
    "Room.agent_typing_at": "It is of use for seconds.",
    "RoomFile.body": "The content goes with the room and leaves it by its door only.",
}

PERSON: Final = "Private: what is known of a person, not how they were answered."
DOOR: Final = "It opens a door, or shows who came through it from where."
OURS: Final = "How the house is set up or works just now."
NOT_EXPORTED: Final = {
    "Agent": OURS, "ApiKey": DOOR, "ApiUse": OURS, "AssessBatch": OURS, "Brand": OURS, "ChannelAccount": OURS,
    "Checkpoint": "Kept elsewhere by whoever verifies.", "Cursor": OURS, "Knock": OURS, "Membership": OURS,
    "Notice": "Words to a colleague, closed once they are seen to.", "Photo": OURS, "Presence": OURS,
    "Assessment": "`parlour triage` says it again of any text.", "Correction": "`parlour recalibrate --export`.",
    "Conversation": "The posts in it are private, which they say.", "Customer": PERSON, "CustomerFact": PERSON,
    "Handle": PERSON, "Unveiling": "Who looked at what stands in the record.", "Doorbell": DOOR, "Proof": DOOR,
    "MailLook": "Who read it stands in the record.",
    "RoomKey": DOOR, "RoomVisit": DOOR, "ReplyAlias": DOOR, "EventPayload": "Erasable, which a copy would not be.",
    "Hearing": "Its post names the account that heard it.", "Note": "Slips never leave the house.",
    "RawEvent": "What could not be understood is exported; the others became posts.",
    "SavedDraft": "Words nobody has said.", "Thread": "Its cases name it.",
}  # fmt: skip


def columns(name: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(EXPORTS[name])
        return {column[0] for column in cursor.description}


def models() -> dict[str, type[Model]]:
    return {model.__name__: model for model in apps.get_app_config("store").get_models()}


def test_every_model_is_exported_or_left_out_for_a_reason() -> None:
    assert EXPORTED.keys() | NOT_EXPORTED.keys() == models().keys()
    assert EXPORTED.keys() & NOT_EXPORTED.keys() == set()
    assert set(EXPORTED.values()) | {"sent", "refused"} == EXPORTS.keys()


@pytest.mark.parametrize("name", EXPORTED)
def test_every_field_is_exported_or_left_out_for_a_reason(name: str) -> None:
    told = columns(EXPORTED[name])
    fields = {f"{name}.{one.name}": one for one in models()[name]._meta.get_fields() if isinstance(one, Field)}
    exported = {key for key, one in fields.items() if NAMED.get(key, one.name) in told}
    left_out = {key for key in LEFT_OUT if key.startswith(f"{name}.")}
    assert sorted(fields.keys() - exported - left_out) == [], "export it, or say here why it is left out"
    assert sorted(left_out - fields.keys()) == []
    # The same name may stand for something else: `text` of a reply are the words that left, not those typed.
    assert sorted(left_out & exported - {"Outbox.text"}) == []


def whole_matter(house: factory.House, running: House) -> Case:
    """A matter that was taken aside into a room, with a file, a mail, a letter, a time and a claim about it."""
    ines, tom = factory.agent(house), factory.agent(house, "Tom Ruiz")
    rooms.rooms(house)
    case = factory.case(house)
    rooms.come_in(case, running)
    move, later = Move.objects.get(case=case), AT + timedelta(hours=1)
    rooms.says_in_room(case, "My policy is 77-41.")
    RoomFile.objects.create(
        brand=house.brand, room=Room.objects.get(move=move), by_guest=True, name="bill.pdf", size=3, sha256=b"\x0f",
        media_type="application/pdf", body=b"%PDF secret", made_at=AT,
    )  # fmt: skip
    for number, (kind, sender) in enumerate((("person", "mara@reeds.example"), ("stranger", "zoe@reeds.example"))):
        raw = RawEvent.objects.create(account=house.account, delivery_key=f"mail{number}", body=b"{}", seen_at=AT)
        ArrivedMail.objects.create(brand=house.brand, case=case, raw_event=raw, kind=kind, sender=sender, arrived_at=AT)
    Mail.objects.create(
        brand=house.brand, case=case, purpose="code", recipient="mara@reeds.example", subject="Your code: 123 456",
        body="Type 123 456.", made_at=AT, not_before=AT, worthless_from=later,
    )  # fmt: skip
    AgreedTime.objects.create(
        brand=house.brand, case=case, move=move, kind="call", begins_at=later, ends_at=later + timedelta(hours=1),
        with_whom=ines, proposed_by=tom, proposed_at=AT,
    )  # fmt: skip
    Claim.objects.create(
        brand=house.brand, claim="You sell data.", wording={"en": "We do not."}, owner=ines, proposed_at=AT,
        expires_at=later,
    )  # fmt: skip
    return case


def test_exports_tell_of_a_matter_that_was_taken_aside(still_house: House) -> None:
    case = whole_matter(factory.house(), still_house)
    move = Move.objects.get(case=case)
    (told,) = export("moves")
    assert {name: told[name] for name in ("move", "brand", "case", "network", "account", "person", "state", "way")} == {
        "move": move.pk, "brand": "marlow", "case": case.pk, "network": "mastodon", "account": "marlow@lobby.example",
        "person": "mara@lobby.example", "state": move.state, "way": "room",
    }  # fmt: skip
    assert (told["consent_key"], told["consent"], told["consented_at"]) == ("email", None, "2026-03-01T12:00:00Z")
    (room,) = export("rooms")
    assert (room["move"], room["visits"], room["erased_at"]) == (move.pk, 1, None)
    (file,) = export("files")
    assert (file["room"], file["name"], file["sha256"], file["by_guest"]) == (room["room"], "bill.pdf", "0f", True)
    assert [(mail["kind"], mail["sender"]) for mail in export("mails")] == [
        ("person", "mara@reeds.example"),
        ("stranger", "z…@reeds.example"),
    ]
    (letter,) = export("letters")
    assert (letter["purpose"], letter["recipient"], letter["state"]) == ("code", "mara@reeds.example", "waiting")
    (time,) = export("times")
    assert (time["with_whom"], time["proposed_by"], time["state"]) == ("ines-marlow", "tom-marlow", "proposed")
    (claim,) = export("claims")
    assert (claim["claim"], claim["wording"], claim["approved_by"]) == ("You sell data.", {"en": "We do not."}, None)


def test_private_words_stand_where_they_are_called_private_and_what_opens_a_door_nowhere(still_house: House) -> None:
    case = whole_matter(factory.house(), still_house)
    everything = {name: json.dumps(list(export(name)), ensure_ascii=False) for name in EXPORTS}
    assert [name for name, lines in everything.items() if "77-41" in lines] == ["posts"]
    private = [post for post in export("posts") if "77-41" in post["text"]]
    assert [(post["surface"], post["network"]) for post in private] == [("private", "room")]
    for secret in ("123 456", "%PDF", "zoe@", Move.objects.get(case=case).code):
        assert [name for name, lines in everything.items() if secret in lines] == [], secret


def test_a_reply_tells_who_wrote_it_who_let_it_go_and_why() -> None:
    house = factory.house()
    case = factory.case(house)
    ines, tom = factory.agent(house), factory.agent(house, "Tom Ruiz")
    reply: Outbox = factory.reply(
        case, ines, "We are on it.", state="approved", purpose="closure", override_reason="They know.",
        first_sent_at=AT,
    )  # fmt: skip
    Outbox.objects.filter(pk=reply.pk).update(approved_by=tom)
    rows: list[dict[str, Any]] = [*export("sent"), *export("approved")]
    assert [(row["author"], row["approved_by"], row["purpose"], row["override_reason"]) for row in rows] == [
        ("ines-marlow", "tom-marlow", "closure", "They know.")
    ] * 2
