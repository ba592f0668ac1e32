"""Ready words in the composer: what they are for stays with them, and they take no words of the agent's away."""

import pytest
from django.test import Client

from parlour.store.models import Agent, Case, Outbox, SavedDraft
from parlour.usecases.house import House as Process
from parlour.usecases.recall import recall
from tests.desk import factory
from tests.desk.factory import House

pytestmark = pytest.mark.django_db

OWN = "Mara, I am sorry for the wait. IB"


@pytest.fixture
def case(marlow: House) -> Case:
    return factory.case(marlow)


def ready(desk: Client, case: Case, kind: str = "invitation") -> str:
    return str(desk.get(f"/cases/{case.pk}?words={kind}").context["suggested"])


def typed(desk: Client, case: Case, text: str, **more: str) -> None:
    desk.post(f"/cases/{case.pk}/words/public", {"text": text, "purpose": "reply", **more})


def composer(desk: Client, case: Case) -> tuple[str, str]:
    """What plainly stands in the public composer, and what it is for."""
    page = desk.get(f"/cases/{case.pk}").context
    return (page["public_draft"].text if page["public_draft"] else "", page["purpose"])


def test_ready_words_nobody_touched_are_not_kept(desk: Client, case: Case) -> None:
    typed(desk, case, OWN)
    typed(desk, case, ready(desk, case), purpose="invitation", ready="invitation")
    assert composer(desk, case) == (OWN, "reply")


def test_ready_words_somebody_changed_are_kept_for_what_they_are_for(desk: Client, case: Case) -> None:
    changed = ready(desk, case) + " IB"
    typed(desk, case, changed, purpose="invitation", ready="invitation")
    assert composer(desk, case) == (changed, "invitation")
    assert 'name="purpose" value="invitation"' in desk.get(f"/cases/{case.pk}").content.decode()


def test_emptied_words_are_for_nothing_any_more(desk: Client, case: Case) -> None:
    typed(desk, case, ready(desk, case) + " IB", purpose="invitation", ready="invitation")
    typed(desk, case, "", purpose="invitation", ready="invitation")
    assert composer(desk, case) == ("", "reply")


def test_other_ready_words_come_with_their_own_purpose(desk: Client, case: Case) -> None:
    typed(desk, case, ready(desk, case) + " IB", purpose="invitation", ready="invitation")
    page = desk.get(f"/cases/{case.pk}?words=offer").context
    assert page["purpose"] == "reply"


@pytest.mark.parametrize("kind", ["", "no-such-words", "claim-1", "x" * 500])
def test_words_that_name_no_ready_ones_are_kept(desk: Client, case: Case, kind: str) -> None:
    typed(desk, case, OWN, ready=kind)
    assert composer(desk, case) == (OWN, "reply")


def test_invitation_taken_back_is_an_invitation_still(
    desk: Client, ines: Agent, case: Case, still_house: Process
) -> None:
    words = factory.reply(case, ines, "Write to us in private.", state="approved", purpose="invitation")
    assert recall(words.pk, agent=ines, house=still_house)
    assert composer(desk, case) == ("Write to us in private.", "invitation")
    assert Outbox.objects.get().state == "recalled"


def test_private_words_never_become_a_public_purpose(desk: Client, ines: Agent, case: Case) -> None:
    SavedDraft.objects.create(
        brand=case.brand, case=case, agent=ines, surface="public", purpose="private", text=OWN, saved_at=factory.AT
    )
    assert composer(desk, case) == (OWN, "reply")
