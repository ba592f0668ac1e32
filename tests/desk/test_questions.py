"""A reply of which nobody knows whether it is out."""

from datetime import timedelta

import pytest
from django.test import Client

from parlour.store.models import Agent, Notice, Outbox, Post
from tests.desk import factory
from tests.desk.factory import AT, House

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(marlow: House, ines: Agent) -> Outbox:
    case = factory.case(marlow)
    return factory.reply(case, ines, "We look into it. IB", state="question", decision="allow", first_sent_at=AT)


def ours(asked: Outbox, text: str, *, minutes: int = 1) -> Post:
    us = factory.handle(House(asked.brand, asked.account), asked.account.address, display_name="Marlow Care")
    return factory.said(asked.case, text, by=us, own=True, at=AT + timedelta(minutes=minutes))


def test_only_own_posts_since_then_are_offered(desk: Client, asked: Outbox) -> None:
    ours(asked, "An hour before", minutes=-60)
    factory.said(asked.case, "Words of the person", at=AT + timedelta(minutes=2))
    candidate = ours(asked, "@mara We look into it. IB")
    offered = desk.get(f"/replies/{asked.pk}/question").context["candidates"]
    assert [one.post for one in offered] == [candidate]


def test_reply_that_was_seen_is_confirmed_as_that_post(desk: Client, asked: Outbox) -> None:
    post = ours(asked, "@mara We look into it. IB")
    desk.post(f"/replies/{asked.pk}/question", {"seen": post.pk})
    asked.refresh_from_db()
    assert (asked.state, asked.origin_uri) == ("confirmed", post.origin_uri)


def test_reply_that_is_missing_goes_again(desk: Client, asked: Outbox) -> None:
    desk.post(f"/replies/{asked.pk}/question", {"seen": "missing"})
    asked.refresh_from_db()
    assert asked.state == "approved"


@pytest.mark.parametrize("seen", ["", "999999", "x"])
def test_no_answer_changes_nothing(desk: Client, asked: Outbox, seen: str) -> None:
    desk.post(f"/replies/{asked.pk}/question", {"seen": seen})
    asked.refresh_from_db()
    assert asked.state == "question"


def test_question_of_another_brand_is_not_found(desk: Client) -> None:
    other = factory.house("krone", name="Krone")
    reply = factory.reply(factory.case(other), factory.agent(other, "Uta Krone"), "Hello", state="question",
                          first_sent_at=AT)  # fmt: skip
    assert desk.post(f"/replies/{reply.pk}/question", {"seen": "missing"}).status_code == 404


def test_notice_leads_to_its_question(desk: Client, marlow: House, asked: Outbox) -> None:
    about = f"outbox:{asked.pk}"
    Notice.objects.create(brand=marlow.brand, kind="sent_question", about=about, text="Is it out?", raised_at=AT)
    assert f"/replies/{asked.pk}/question" in desk.get("/channels").content.decode()
