"""Somebody who attacks, on the desk: the next step, an end with an open door, rest, and whom nobody could identify."""

import pytest
from django.test import Client

from parlour.store.models import Agent, Assessment, Case, Outbox
from tests.desk import factory
from tests.desk.factory import AT, House

pytestmark = pytest.mark.django_db

INSULT = {"language": "en", "attack": {"toxicity": 0.9}, "intent": {"label": "talk", "p": 0.9}}


@pytest.fixture
def case(marlow: House) -> Case:
    made = factory.case(marlow, text="Idiots!")
    Assessment.objects.update(result={**INSULT, "reasons": [], "personal_data": []})
    return made


def said(case: Case, author: Agent, text: str) -> Outbox:
    row = factory.reply(
        case, author, text, state="approved", decision="allow", confirmed_at=AT, external_id="1", first_sent_at=AT
    )
    row.payload = {
        "network": "mastodon", "surface": "public", "text": text, "recipient": row.recipient, "draft_start": 0,
        "draft_end": len(text), "mentions": [], "links": [], "media": [],
    }  # fmt: skip
    row.state = "confirmed"
    row.save()
    return row


def test_the_words_for_the_next_step_are_ready(desk: Client, case: Case) -> None:
    page = desk.get(f"/cases/{case.pk}").content.decode()
    assert "Mara Lindqvist attacks. Offer help once" in page
    assert "?words=offer#lobby" in page
    assert "We would like to help." in desk.get(f"/cases/{case.pk}?words=offer").context["suggested"]
    last = desk.get(f"/cases/{case.pk}?words=final_word")
    assert ("help@marlow.example" in last.context["suggested"], last.context["purpose"]) == (True, "final_word")


def test_done_needs_a_final_word_and_then_the_case_rests(desk: Client, case: Case, ines: Agent) -> None:
    page = desk.post(f"/cases/{case.pk}/resolution", follow=True).content.decode()
    assert "nobody has left them a way back yet" in page
    said(case, ines, "Our door stays open: whenever you want to talk, write to help@marlow.example.")
    desk.post(f"/cases/{case.pk}/resolution")
    case.refresh_from_db()
    assert (case.state, case.resting_at) == ("resolved", AT)
    assert "At rest." in desk.get(f"/cases/{case.pk}").content.decode()
    assert "Mara Lindqvist" in desk.get("/resting").content.decode()
    desk.post(f"/cases/{case.pk}/reopening")
    assert "Nothing is at rest" in desk.get("/resting").content.decode()


def test_only_a_supervisor_is_offered_to_close_it_without(client: Client, marlow: House, case: Case) -> None:
    client.force_login(factory.agent(marlow, "Ines Brandt"))
    assert "Close it without a final word" not in client.get(f"/cases/{case.pk}").content.decode()
    client.force_login(factory.agent(marlow, "Sue Okoro", roles=("supervisor",)))
    assert "Close it without a final word" in client.get(f"/cases/{case.pk}").content.decode()
    client.post(f"/cases/{case.pk}/resolution", {"reason": "A machine writes this."})
    case.refresh_from_db()
    assert case.state == "resolved"


def test_nobody_is_told_they_attack_who_does_not(desk: Client, marlow: House) -> None:
    calm = factory.case(marlow)
    assert "Kindness under attack" not in desk.get(f"/cases/{calm.pk}").content.decode()


def test_whom_nobody_could_identify_is_noted_and_helped(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    assert "we cannot tell who this is" in desk.get(f"/cases/{case.pk}").content.decode()
    page = desk.post(f"/cases/{case.pk}/unverified", follow=True).content.decode()
    case.refresh_from_db()
    assert (case.unverified_at, "Somebody looked and could not tell who this is" in page) == (AT, True)
    assert "Whatever brings you here" in desk.get(f"/cases/{case.pk}?words=unverified").context["suggested"]
    factory.customer(marlow, case.person)
    page = desk.post(f"/cases/{case.pk}/unverified", follow=True).content.decode()
    assert ("nothing was noted" in page, "Somebody looked" in page) == (True, False)
