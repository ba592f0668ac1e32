"""From typed words to a reply on its way, and what a second person does with it."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from parlour.store.models import Agent, Outbox, SavedDraft
from tests.desk import factory
from tests.desk.factory import House

pytestmark = pytest.mark.django_db

KIND = "Mara, I am sorry for the wait. I am looking into it now. IB"


def told(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def shown(answer: Any) -> str:
    return str(answer.context["reading"].shown)


def test_typed_words_are_kept_and_judged(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    answer = desk.post(f"/cases/{case.pk}/words/public", {"text": KIND})
    assert SavedDraft.objects.get(case=case, agent=ines, surface="public").text == KIND
    assert answer.context["reading"].way == "go"
    assert KIND in desk.get(f"/cases/{case.pk}").content.decode()


def test_words_that_name_a_private_fact_are_marked(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    factory.customer(marlow, case.person, ("phone", "+44 7700 900114", "crm"))
    answer = desk.post(f"/cases/{case.pk}/words/public", {"text": "We will ring you on +44 7700 900114."})
    assert answer.context["reading"].decision == "block"
    assert '<mark class="mark-' in answer.content.decode()


def test_public_words_are_read_once_more_before_they_go(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    answer = desk.post(f"/cases/{case.pk}/replies/public", {"text": KIND})
    page = answer.content.decode()
    shown = [sign for sign in (KIND, "1,240 followers, 1 person in the thread", "for 10 seconds") if sign in page]
    assert (len(shown), Outbox.objects.count()) == (3, 0)


def test_confirmed_words_are_on_their_way_and_can_be_taken_back(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    asked = desk.post(f"/cases/{case.pk}/replies/public/confirmation", {"text": KIND})
    desk.post(f"/cases/{case.pk}/replies/public", {"text": KIND, "expected": shown(asked)})
    reply = Outbox.objects.get()
    assert (reply.state, reply.author, reply.surface) == ("approved", ines, "public")
    desk.post(f"/replies/{reply.pk}/recall")
    reply.refresh_from_db()
    assert reply.state == "recalled"


def test_words_changed_after_the_reading_are_read_again(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    asked = desk.post(f"/cases/{case.pk}/replies/public/confirmation", {"text": KIND})
    answer = desk.post(f"/cases/{case.pk}/replies/public", {"text": KIND + " Soon.", "expected": shown(asked)})
    assert (answer.status_code, Outbox.objects.count()) == (409, 0)


def test_private_words_go_without_a_second_reading(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    factory.said(case, "Hello, it is me.", private=True)
    desk.post(f"/cases/{case.pk}/replies/private", {"text": KIND})
    assert Outbox.objects.values_list("state", "surface").get() == ("approved", "private")


def test_private_words_to_somebody_who_is_not_there_are_refused(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    answer = desk.post(f"/cases/{case.pk}/replies/private", {"text": KIND})
    assert told(answer) == ["Mara Lindqvist has neither written in private nor agreed to it. Invite them first."]


@pytest.mark.parametrize("surface", ["note", "both"])
def test_there_are_only_two_rooms(desk: Client, marlow: House, surface: str) -> None:
    case = factory.case(marlow)
    assert desk.post(f"/cases/{case.pk}/replies/{surface}", {"text": KIND}).status_code == 404


def test_empty_words_go_nowhere(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    desk.post(f"/cases/{case.pk}/replies/public", {"text": "  \n", "expected": "x"})
    assert Outbox.objects.count() == 0


def test_author_does_not_decide_about_their_own_words(desk: Client, marlow: House, ines: Agent) -> None:
    reply = factory.reply(factory.case(marlow), ines, KIND)
    page = desk.get(f"/approvals/{reply.pk}").content.decode()
    assert ("Release these exact words" in page, "somebody else decides" in page) == (False, True)
    desk.post(f"/approvals/{reply.pk}/release", {"reason": "I like it"})
    reply.refresh_from_db()
    assert reply.state == "proposed"


def test_blocked_words_are_released_only_by_a_supervisor(desk: Client, marlow: House) -> None:
    reply = factory.reply(factory.case(marlow), factory.agent(marlow, "Tom Ruiz"), KIND, decision="block")
    page = desk.get(f"/approvals/{reply.pk}").content.decode()
    assert "Release these exact words" not in page


def test_refusal_needs_a_word_to_the_author(desk: Client, marlow: House) -> None:
    reply = factory.reply(factory.case(marlow), factory.agent(marlow, "Tom Ruiz"), KIND)
    assert told(desk.post(f"/approvals/{reply.pk}/refusal", {"reason": " "})) == [
        "Write a word to the author about what should change."
    ]


def test_suggested_invitation_stands_in_the_composer(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    page = desk.get(f"/cases/{case.pk}?words=invitation")
    assert (page.context["purpose"], page.context["suggested"] != "") == ("invitation", True)
    assert Outbox.objects.count() == 0
