"""The claim sheet on the desk: proposing, approving, withdrawing, and using its words; all without a script."""

from datetime import timedelta

import pytest
from django.test import Client

from parlour.store.models import Agent, Claim
from tests.desk import factory
from tests.desk.factory import AT, House

pytestmark = pytest.mark.django_db

SAID = "You sell customer data to advertisers."
OURS = "We do not sell data to anybody."
FORM = {"claim": SAID, "words_en": OURS, "words_de": "", "words_es": "", "expires": "2026-06-01"}


def claim(owner: Agent, marlow: House, **more: object) -> Claim:
    return Claim.objects.create(
        brand=marlow.brand, claim=SAID, wording={"en": OURS}, owner=owner, proposed_at=AT,
        **{"expires_at": AT + timedelta(days=30), **more},
    )  # fmt: skip


def test_a_claim_goes_from_one_to_another_and_to_the_thread(desk: Client, client: Client, marlow: House) -> None:
    page = desk.post("/claims", FORM, follow=True).content.decode()
    made = Claim.objects.get()
    assert made.wording == {"en": OURS}
    assert made.expires_at.isoformat() == "2026-06-01T23:59:00+00:00"
    assert "A second person has to approve it." in page
    assert f"/claims/{made.pk}/approval" not in page
    client.force_login(factory.agent(marlow, "Tom Ruiz"))
    assert f"/claims/{made.pk}/approval" in client.get("/claims").content.decode()
    client.post(f"/claims/{made.pk}/approval")
    made.refresh_from_db()
    assert str(made.approved_by) == "Tom Ruiz"
    case = factory.case(marlow, text="So you sell my data to advertisers!")
    assert f"?words=claim-{made.pk}" in client.get(f"/cases/{case.pk}").content.decode()
    assert f">{OURS}</textarea>" in client.get(f"/cases/{case.pk}?words=claim-{made.pk}").content.decode()


def test_its_owner_does_not_approve_it(desk: Client, marlow: House, ines: Agent) -> None:
    made = claim(ines, marlow)
    page = desk.post(f"/claims/{made.pk}/approval", follow=True).content.decode()
    made.refresh_from_db()
    assert (made.approved_at, "A second person approves it" in page) == (None, True)


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-45", "2020-01-01", "2031-01-01"])
def test_what_was_typed_stays_when_it_cannot_be_kept(desk: Client, day: str) -> None:
    answer = desk.post("/claims", {**FORM, "expires": day})
    assert (answer.status_code, Claim.objects.count()) == (422, 0)
    assert SAID in answer.content.decode()
    assert OURS in answer.content.decode()


def test_withdrawn_words_leave_the_sheet(desk: Client, marlow: House, ines: Agent) -> None:
    made = claim(ines, marlow)
    page = desk.post(f"/claims/{made.pk}/withdrawal", follow=True).content.decode()
    assert (SAID in page, "Nothing on the sheet" in page) == (False, True)


def test_who_only_reads_changes_nothing(client: Client, marlow: House, ines: Agent) -> None:
    made = claim(ines, marlow)
    client.force_login(factory.agent(marlow, "Oda Privat", roles=("privacy",)))
    assert client.get("/claims").status_code == 200
    assert client.post("/claims", FORM).status_code == 422
    assert client.post(f"/claims/{made.pk}/approval").status_code == 403
    assert client.post(f"/claims/{made.pk}/withdrawal").status_code == 403
    assert Claim.objects.filter(approved_at=None, withdrawn_at=None).count() == 1


def test_a_claim_of_another_brand_is_not_found(desk: Client) -> None:
    other = factory.house("krone", name="Krone")
    made = claim(factory.agent(other, "Uta Krone"), other)
    case = factory.case(factory.House(other.brand, other.account))
    for deed in ("approval", "withdrawal"):
        assert desk.post(f"/claims/{made.pk}/{deed}").status_code == 404
    assert desk.post(f"/cases/{case.pk}/unverified").status_code == 404
    assert SAID not in desk.get("/claims").content.decode()


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "</textarea><script>alert(1)</script>"])
def test_hostile_words_never_become_markup(desk: Client, marlow: House, ines: Agent, words: str) -> None:
    made = claim(ines, marlow)
    Claim.objects.update(claim=words, wording={"en": words})
    typed = desk.post("/claims", {**FORM, "claim": words, "words_en": words, "expires": ""})
    for answer in (desk.get("/claims"), typed, desk.post(f"/claims/{made.pk}/approval", follow=True)):
        assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("number", ["claim-", "claim-x", "claim-999999999999", "claim-1 or 1"])
def test_words_of_no_claim_are_none(desk: Client, marlow: House, number: str) -> None:
    case = factory.case(marlow)
    assert desk.get(f"/cases/{case.pk}", {"words": number}).context["suggested"] == ""
