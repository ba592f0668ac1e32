"""The move on its case: its steps, who took them, what is possible now, and the words that are ready."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from parlour.channels.port import Account, Capabilities, Channel
from parlour.channels.room.channel import RoomChannel
from parlour.store.models import Agent, Case, ChannelAccount, Membership, Move, Outbox
from parlour.store.record import Happening, append
from parlour.usecases import house as the_real
from parlour.usecases.doorbell import doorbell_link
from parlour.usecases.house import House as Running
from tests.desk import factory, rooms
from tests.desk.factory import AT, House
from tests.usecases.lobby import Clock, Line, Network


def page(desk: Client, case: Case, query: str = "") -> str:
    return desk.get(f"/cases/{case.pk}{query}").content.decode()


def record(case: Case, verb: str, actor: str, *, minutes: int = 0, **payload: object) -> None:
    with transaction.atomic():
        told = Happening(f"case:{case.pk}", verb, actor, payload=payload)
        append(case.brand_id, [told], at=AT + timedelta(minutes=minutes))


@pytest.fixture
def public_only(monkeypatch: pytest.MonkeyPatch, still_house: Running) -> None:
    """A network on which one can answer in public, and has no private messages."""
    network = Network(Clock(AT), can=Capabilities(public_reply=True, private_message=False, length_limit=500))

    def connect(account: ChannelAccount) -> Channel:
        return RoomChannel(Account(account.address, account.settings)) if account.network == "room" else Line(network)

    monkeypatch.setattr(the_real, "_built", [replace(still_house, connect=connect)])


def test_each_step_says_who_took_it(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    move = factory.move(case, "settled")
    record(case, "move_offered", f"agent:{ines.pk}", move=move.pk)
    record(case, "move_consented", f"person:{case.person_id}", move=move.pk)
    record(case, "move_settled", f"agent:{ines.pk}", move=move.pk, reason="")
    line = desk.get(f"/cases/{case.pk}").context["c"].move
    assert [(step.word, step.standing, step.who) for step in line.steps] == [
        ("Invited", "done", "Ines Brandt"),
        ("Agreed", "done", "Mara Lindqvist"),
        ("Talking", "done", ""),
        ("Settled", "now", "Ines Brandt"),
        ("Closed in public", "ahead", ""),
    ]
    assert [told.word for told in line.story] == ["Invited", "Agreed", "Settled"]


def test_way_that_is_closed_says_why_and_offers_the_room(desk: Client, marlow: House, ines: Agent) -> None:
    rooms.rooms(marlow)
    case = factory.case(marlow)
    desk.post(f"/cases/{case.pk}/barring", {"way": "message", "reason": "They take messages from friends only."})
    line = desk.get(f"/cases/{case.pk}").context["c"].move
    assert [(step.word, step.who) for step in line.steps] == [("Cannot be", "Ines Brandt")]
    assert (line.action, line.words, line.reason) == ("invite", "room", "They take messages from friends only.")
    assert "They take messages from friends only." in page(desk, case)


def test_way_that_is_closed_needs_a_reason(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    answer = desk.post(f"/cases/{case.pk}/barring", {"reason": " "}, follow=True)
    assert (b"told-error" in answer.content, Move.objects.exists()) == (True, False)


@pytest.mark.parametrize(
    ("mood", "times", "word", "action"),
    [
        ("thanks", 1, "Came back with thanks", ""),
        ("unhappy", 1, "Came back, unhappy", "answer"),
        ("unhappy", 3, "Came back, unhappy (3 times)", "answer"),
        ("unclear", 1, "Came back to the thread", "answer"),
    ],
)
def test_coming_back_tells_mood_and_how_often(  # noqa: PLR0917
    desk: Client, marlow: House, ines: Agent, mood: str, times: int, word: str, action: str
) -> None:
    case = factory.case(marlow)
    move = closed(case, ines)
    move.state, move.mood, move.returned_at = "returned", mood, AT
    move.save()
    for place in range(times):
        record(case, "move_returned", f"person:{case.person_id}", minutes=place, move=move.pk, mood=mood)
    line = desk.get(f"/cases/{case.pk}").context["c"].move
    assert [(step.word, step.standing) for step in line.steps][-2:] == [("Closed in public", "done"), (word, "now")]
    assert line.action == action


def closed(case: Case, ines: Agent) -> Move:
    move = factory.move(case, "settled")
    move.closure = factory.closure(case, ines, "This is taken care of.")
    move.state, move.closed_at = "closed", AT
    move.save()
    return move


def test_talk_is_opened_again_with_what_is_not_settled(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    closed(case, ines)
    desk.post(f"/cases/{case.pk}/talking-again", {"reason": "The part was the wrong one."})
    line = desk.get(f"/cases/{case.pk}").context["c"].move
    standing = [(step.word, step.standing, step.who) for step in line.steps]
    assert standing[2:] == [
        ("Talking again", "now", "Ines Brandt"),
        ("Settled", "ahead", ""),
        ("Closed in public", "ahead", ""),
    ]
    assert (line.action, line.story[-1].why) == ("settle", "The part was the wrong one.")


@pytest.mark.parametrize(("reason", "word"), [("", "Settled"), ("They stopped answering.", "Ended unsolved")])
def test_talk_ends_settled_or_unsolved(desk: Client, marlow: House, reason: str, word: str) -> None:
    case = factory.case(marlow)
    factory.move(case, "open")
    desk.post(f"/cases/{case.pk}/settlement", {"reason": reason})
    line = desk.get(f"/cases/{case.pk}").context["c"].move
    assert (line.story[-1].word, line.action, line.words) == (word, "close", "closure")
    assert Move.objects.get().deadline is not None


@pytest.mark.parametrize("path", ["settlement", "talking-again"])
def test_step_that_does_not_follow_changes_nothing(desk: Client, marlow: House, path: str) -> None:
    case = factory.case(marlow)
    factory.move(case, "offered")
    answer = desk.post(f"/cases/{case.pk}/{path}", {"reason": "So it is."}, follow=True)
    assert (b"there was nothing to" in answer.content, Move.objects.get().state) == (True, "offered")


@pytest.mark.parametrize("path", ["settlement", "talking-again", "barring", "in-public-for-now"])
def test_whoever_may_not_answer_takes_no_step(client: Client, marlow: House, path: str) -> None:
    case = factory.case(marlow)
    client.force_login(factory.agent(marlow, "Petra Lund", roles=("privacy",)))
    assert client.post(f"/cases/{case.pk}/{path}", {"reason": "x"}).status_code == 403


def test_suggestion_is_shown_with_its_reasons_and_decided_otherwise_on_record(desk: Client, marlow: House) -> None:
    marlow.brand.settings = {"moves": {"onlookers": "rule", "many_onlookers": 1000}}
    marlow.brand.save()
    case = factory.case(marlow)
    line = desk.get(f"/cases/{case.pk}").context["c"].move
    assert (line.because, line.rule) == (("Many are looking on: about 1241.",), True)
    assert "This has to be talked about in private." in line.says
    desk.post(f"/cases/{case.pk}/in-public-for-now", {"reason": "Everybody has the same question."})
    assert desk.get(f"/cases/{case.pk}").context["c"].move.because == ()


def test_setting_nobody_can_read_is_told_and_breaks_nothing(desk: Client, marlow: House) -> None:
    marlow.brand.settings = {"moves": {"onlookers": "always"}}
    marlow.brand.save()
    assert "moves.onlookers" in page(desk, factory.case(marlow))


@pytest.mark.parametrize(
    ("has_rooms", "has_messages", "words", "others"),
    [
        (False, True, "invitation", []),
        (True, True, "invitation", ["room"]),
        (True, False, "room", []),
        (False, False, "", []),
    ],
)
def test_nearest_way_is_offered_first_and_the_other_beside_it(  # noqa: PLR0917
    desk: Client,
    marlow: House,
    request: pytest.FixtureRequest,
    has_rooms: bool,
    has_messages: bool,
    words: str,
    others: list[str],
) -> None:
    if has_rooms:
        rooms.rooms(marlow)
    if not has_messages:
        request.getfixturevalue("public_only")
    line = desk.get(f"/cases/{factory.case(marlow).pk}").context["c"].move
    assert (line.words, [other.kind for other in line.others]) == (words, others)


def test_the_button_says_where_it_invites_to(desk: Client, marlow: House, request: pytest.FixtureRequest) -> None:
    case = factory.case(marlow)
    assert "Invite Mara to a private message</a>" in page(desk, case)
    rooms.rooms(marlow)
    both = page(desk, case)
    assert "Invite Mara to a private message</a>" in both
    assert "Invite Mara to our private room</a>" in both
    request.getfixturevalue("public_only")
    assert "Invite Mara to our private room</a>" in page(desk, case)


def test_only_mail_is_called_mail(desk: Client, marlow: House, public_only: None) -> None:
    case = factory.case(marlow)
    factory.customer(marlow, case.person)
    marlow.brand.settings = {"ways": ["email"]}
    marlow.brand.save()
    mail = {"network": "mail", "address": "mail@care.example", "settings": {"domain": "replies.care.example"}}
    ChannelAccount.objects.create(brand=marlow.brand, **mail)
    line = desk.get(f"/cases/{case.pk}").context["c"].move
    assert line.words == "email"
    assert "Invite Mara to write an e-mail</a>" in page(desk, case)


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("", "Ask Mara in the lobby whether they would like to talk here."),
        ("offered", "Mara is invited. When they agree, their words appear here."),
        ("consented", "Mara agreed to talk here, and nothing was said yet. Write the first words below."),
        ("declined", "Nobody talks here just now. What to do next stands above."),
        ("lapsed", "Nobody talks here just now. What to do next stands above."),
    ],
)
def test_an_empty_parlour_says_what_stands_between_the_two(desk: Client, marlow: House, state: str, says: str) -> None:
    case = factory.case(marlow)
    if state:
        factory.move(case, state)
    shown = page(desk, case)
    door = "The door is open" if state == "consented" else "The door is closed"
    assert (says in shown, door in shown) == (True, True)


def test_channel_that_only_listens_invites_nobody(desk: Client, marlow: House) -> None:
    rooms.rooms(marlow)
    marlow.account.settings = {"base_url": "http://127.0.0.1:9"}  # its own setting forbids it to be used
    marlow.account.save()
    line = desk.get(f"/cases/{factory.case(marlow).pk}").context["c"].move
    assert (line.action, line.says) == ("", "Nobody can be invited from here.")


def test_words_of_the_room_are_ready_in_the_composer(desk: Client, marlow: House, still_house: Running) -> None:
    rooms.rooms(marlow)
    case = factory.case(marlow)
    answer = desk.get(f"/cases/{case.pk}?words=room")
    assert (answer.context["purpose"], doorbell_link(case, house=still_house) in answer.context["suggested"]) == (
        "invitation",
        True,
    )
    assert b"data-ready-words" in answer.content


def test_words_of_a_room_there_is_not_are_none(desk: Client, marlow: House) -> None:
    answer = desk.get(f"/cases/{factory.case(marlow).pk}?words=room")
    assert (answer.context["purpose"], answer.context["suggested"]) == ("reply", "")


def test_asking_once_more_is_the_next_step_after_a_day(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow, opened_at=AT - timedelta(days=2))
    move = factory.move(case, "offered", at=AT - timedelta(days=2))
    move.invitation = factory.reply(
        case, ines, "Come in.", state="confirmed", purpose="invitation", at=AT - timedelta(days=2),
        first_sent_at=AT - timedelta(days=2), confirmed_at=AT - timedelta(days=2), external_id="9",
    )  # fmt: skip
    move.deadline = AT + timedelta(days=1)
    move.save()
    assert desk.get(f"/cases/{case.pk}").context["c"].move.action == "followup"
    answer = desk.get(f"/cases/{case.pk}?words=followup")
    assert (answer.context["purpose"], "no hurry" in answer.context["suggested"]) == ("followup", True)
    words = answer.context["suggested"]
    sent = desk.post(f"/cases/{case.pk}/replies/public/confirmation", {"text": words, "purpose": "followup"})
    assert sent.context["purpose"] == "followup"


def test_consent_at_the_door_is_told_with_its_time(desk: Client, marlow: House, still_house: Running) -> None:
    rooms.rooms(marlow)
    case = factory.case(marlow)
    rooms.come_in(case, still_house)
    shown = page(desk, case)
    assert "pressed the button of the room&#x27;s door" in shown or "pressed the button of the room's door" in shown
    line = desk.get(f"/cases/{case.pk}").context["c"].move
    assert (line.evidence.kind, line.evidence.at, line.way) == ("key", AT, "In our private room")


def test_case_of_somebody_else_takes_no_step(desk: Client) -> None:
    other = factory.case(factory.house("krone", name="Krone"))
    assert desk.post(f"/cases/{other.pk}/barring", {"reason": "x"}).status_code == 404
    assert not Outbox.objects.exists()
    assert Membership.objects.exists()
