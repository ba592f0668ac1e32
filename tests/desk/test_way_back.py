"""The way to the parlour and back, as the case's page and the onlooker's view tell it."""

from datetime import timedelta

import pytest
from django.test import Client

from parlour.store.models import Agent, Membership, Move, Notice, Outbox, Post
from tests.desk import factory
from tests.desk.factory import AT, House


def closed(marlow: House, ines: Agent, came_back_with: str) -> Move:
    """A case that was closed in public by us, to which its person came back with these words."""
    case = factory.case(marlow)
    move = factory.move(case, "settled")
    words = factory.closure(case, ines, "This is taken care of.")
    ours = factory.said(case, "This is taken care of.", at=AT + timedelta(minutes=1), own=True)
    Post.objects.filter(pk=ours.pk).update(outbox=words)
    factory.said(case, came_back_with, at=AT + timedelta(minutes=2))
    return move


@pytest.mark.parametrize(
    ("words", "impression"),
    [
        ("Thank you, last night I slept.", "taken_care_of"),
        ("And when do I get my money back?", "cared_for"),
        ("Thanks, but it is broken again.", "cared_for"),
    ],
)
def test_thread_that_was_closed_stays_taken_care_of_unless_something_is_asked(
    desk: Client, marlow: House, ines: Agent, words: str, impression: str
) -> None:
    move = closed(marlow, ines, words)
    assert desk.get(f"/cases/{move.case_id}/onlooker").context["impression"] == impression


def test_thanks_before_the_close_are_still_owed_an_answer(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    factory.said(case, "We are on it.", at=AT + timedelta(minutes=1), own=True)
    factory.said(case, "Thank you for that.", at=AT + timedelta(minutes=2))
    assert desk.get(f"/cases/{case.pk}/onlooker").context["impression"] == "cared_for"


@pytest.mark.parametrize(
    ("mood", "says"),
    [
        ("thanks", "came back to say thank you. All is well."),
        ("unhappy", "came back to the thread. Answer there."),
        ("unclear", "came back to the thread. Answer there."),
    ],
)
def test_coming_back_is_told_by_its_mood(desk: Client, marlow: House, ines: Agent, mood: str, says: str) -> None:
    move = closed(marlow, ines, "Hello again.")
    move.state, move.closed_at, move.closure = "closed", AT, Outbox.objects.get(purpose="closure")
    move.save()
    move.state, move.mood, move.returned_at = "returned", mood, AT
    move.save()
    assert f"Mara Lindqvist {says}" in desk.get(f"/cases/{move.case_id}").content.decode()


def test_consent_is_shown_with_the_words_it_was_given_in(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    factory.move(case, "consented")
    page = desk.get(f"/cases/{case.pk}").content.decode()
    assert 'agreed in these words: <q dir="auto">Yes, let us talk in private.</q>' in page
    Post.objects.filter(pk__in=Move.objects.values("consent")).update(deleted_at=AT)
    page = desk.get(f"/cases/{case.pk}").content.decode()
    assert "agreed in these words: words they have taken away since." in page


@pytest.mark.parametrize(("state", "stands_open"), [("offered", False), ("consented", True), ("open", True)])
def test_room_opens_when_they_agree(desk: Client, marlow: House, state: str, stands_open: bool) -> None:
    case = factory.case(marlow)
    factory.move(case, state)
    assert (b"data-room-open" in desk.get(f"/cases/{case.pk}").content) is stands_open


def test_why_it_is_here_is_told_by_the_complaint_and_not_by_small_talk(desk: Client, marlow: House) -> None:
    reason = {"output": "sensitive.health", "rule": "health.pain", "start": 0, "end": 2, "weight": 0.6}
    case = factory.case(marlow, route="parlour")
    factory.said(case, "It hurts at night.", at=AT + timedelta(minutes=1), route="parlour", reasons=[reason])
    factory.said(case, "By how cross I was.", at=AT + timedelta(minutes=2), reasons=[reason])
    assert "Best talked about in private." in desk.get(f"/cases/{case.pk}").content.decode()


def test_why_it_is_here_says_when_the_words_were_private(desk: Client, marlow: House) -> None:
    reason = {"output": "sensitive.health", "rule": "health.pain", "start": 0, "end": 2, "weight": 0.6}
    case = factory.case(marlow)
    factory.said(case, "It hurts.", reasons=[reason])
    assert "It stays in the parlour." not in desk.get(f"/cases/{case.pk}").content.decode()
    factory.said(case, "I take two pills.", private=True, reasons=[reason], at=AT + timedelta(minutes=1))
    assert "It stays in the parlour." in desk.get(f"/cases/{case.pk}").content.decode()


def test_queue_says_why_in_words_of_people(desk: Client, marlow: House) -> None:
    words = ("personal_data", "reach", "value")
    factory.case(marlow, reasons=[{"word": word, "seconds": 600 - at} for at, word in enumerate(words)])
    page = desk.get("/").content.decode()
    assert [word for word in words if f"<span>{word}</span>" in page] == []
    assert "<span>gives too much away</span><span>many read along</span><span>a valued customer</span>" in page


def test_words_that_came_back_bring_their_reason_to_their_author_alone(
    desk: Client, marlow: House, ines: Agent
) -> None:
    case = factory.case(marlow)
    mine, theirs = (
        Notice.objects.create(
            brand=marlow.brand, kind="sent_back", about=name, text=f"Because of {name}.", case=case, agent=agent,
            raised_at=AT,
        )
        for name, agent in (("this", ines), ("that", factory.agent(marlow, "Tom Ruiz")))
    )  # fmt: skip
    page = desk.get(f"/cases/{case.pk}").content.decode()
    assert (mine.text in page, theirs.text in page) == (True, False)
    answer = desk.post(f"/notices/{mine.pk}/closing", {"back": "case"})
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.pk}")
    assert mine.text not in desk.get(f"/cases/{case.pk}").content.decode()


@pytest.mark.parametrize(("decision", "first"), [("block", "Send back"), ("review", "Release these exact words")])
def test_supervisor_is_led_away_from_words_the_guard_blocks(
    desk: Client, marlow: House, ines: Agent, decision: str, first: str
) -> None:
    Membership.objects.create(brand=marlow.brand, agent=ines, role="supervisor")
    reply = factory.reply(factory.case(marlow), factory.agent(marlow, "Tom Ruiz"), "Words", decision=decision)
    page = desk.get(f"/approvals/{reply.pk}").content.decode()
    assert page.count('<button class="primary">') == 1
    assert f'<button class="primary">{first}</button>' in page
