"""A second pair of eyes: never the author, never blind, never without a reason where the guard blocks."""

import pytest

from parlour.store.models import Case, Event, Move, Notice, Outbox, SavedDraft
from parlour.usecases.approve import NotAllowed
from parlour.usecases.release import NotWaiting, ReasonNeeded, Voided, refuse, release
from parlour.usecases.send import send_due
from parlour.usecases.unveil import unveil_customer
from tests.usecases.lobby import Lobby

REASON = "She asked us to say it here."


@pytest.fixture
def case(lobby: Lobby) -> Case:
    case = lobby.case()
    lobby.customer(case.person, order="MQ-77123")
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def blocked(lobby: Lobby, case: Case) -> Outbox:
    row = lobby.submit(case, "Your order MQ-77123 is on its way.")
    assert row.verdict["decision"] == "block"
    return row


@pytest.fixture
def reviewed(lobby: Lobby) -> Outbox:
    """Kind words in a regulated sector by somebody who has read about the person."""
    lobby.account.sectors = ["health"]
    lobby.account.save()
    case = lobby.case(lobby.person("olga"))
    unveil_customer(case, lobby.customer(case.person, "C-2"), agent=lobby.ada, house=lobby.house)
    row = lobby.submit(Case.objects.get(pk=case.pk), "Thank you for telling us. We are here.")
    assert row.verdict["decision"] == "review"
    return row


def test_release_of_a_block_by_a_supervisor_in_writing(lobby: Lobby, blocked: Outbox) -> None:
    row = release(blocked.pk, agent=lobby.sue, reason=REASON, house=lobby.house)
    assert (row.state, row.approved_by, row.override_reason) == ("approved", lobby.sue, REASON)
    lobby.clock.forward(11)
    send_due(lobby.house)
    assert lobby.network.texts == [blocked.payload["text"]]
    assert Event.objects.filter(stream=f"outbox:{row.pk}", verb="approved", actor=f"agent:{lobby.sue.pk}").exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_release_of_a_block_needs_a_reason(lobby: Lobby, blocked: Outbox, reason: str) -> None:
    with pytest.raises(ReasonNeeded):
        release(blocked.pk, agent=lobby.sue, reason=reason, house=lobby.house)


def test_release_of_a_block_needs_a_supervisor(lobby: Lobby, blocked: Outbox) -> None:
    with pytest.raises(NotAllowed):
        release(blocked.pk, agent=lobby.ben, reason=REASON, house=lobby.house)


def test_release_of_a_review_by_any_second_agent(lobby: Lobby, reviewed: Outbox) -> None:
    assert release(reviewed.pk, agent=lobby.ben, reason="", house=lobby.house).state == "approved"


def test_release_never_by_the_author(lobby: Lobby, reviewed: Outbox) -> None:
    with pytest.raises(NotAllowed):
        release(reviewed.pk, agent=lobby.ada, reason=REASON, house=lobby.house)


def test_release_never_by_an_author_who_is_supervisor(lobby: Lobby, case: Case) -> None:
    row = lobby.submit(case, "Your order MQ-77123 is on its way.", agent=lobby.sue)
    with pytest.raises(NotAllowed):
        release(row.pk, agent=lobby.sue, reason=REASON, house=lobby.house)


def test_release_once(lobby: Lobby, blocked: Outbox) -> None:
    release(blocked.pk, agent=lobby.sue, reason=REASON, house=lobby.house)
    with pytest.raises(NotWaiting):
        release(blocked.pk, agent=lobby.sue, reason=REASON, house=lobby.house)


def test_release_is_void_when_the_guard_finds_more(lobby: Lobby, case: Case, blocked: Outbox) -> None:
    """The supervisor was shown the order number, not that the words repeat what was said in private."""
    lobby.fact(case.person.customer, "order", "is on its way")  # type: ignore[arg-type]
    Outbox.objects.filter(pk=blocked.pk).update(verdict={**blocked.verdict, "findings": []})
    with pytest.raises(Voided, match="the guard found more"):
        release(blocked.pk, agent=lobby.sue, reason=REASON, house=lobby.house)
    row = Outbox.objects.get(pk=blocked.pk)
    assert (row.state, row.approved_by) == ("recalled", None)
    assert SavedDraft.objects.get().agent == lobby.ada
    assert Notice.objects.get().agent == lobby.ada


def test_release_goes_on_when_the_author_has_read_more_since(lobby: Lobby, blocked: Outbox) -> None:
    other = lobby.case(lobby.person("olga"))
    unveil_customer(other, lobby.customer(other.person, "C-2", order="ZZ-1"), agent=lobby.ada, house=lobby.house)
    assert release(blocked.pk, agent=lobby.sue, reason=REASON, house=lobby.house).state == "approved"


def test_release_of_an_invitation_makes_the_offer(lobby: Lobby, case: Case) -> None:
    text = "About order MQ-77123: shall we talk in private?"
    row = lobby.submit(case, text, purpose="invitation")
    assert not Move.objects.exists()
    release(row.pk, agent=lobby.sue, reason=REASON, house=lobby.house)
    assert Move.objects.get().invitation == row


def test_refuse_gives_the_words_back_with_the_reason(lobby: Lobby, blocked: Outbox) -> None:
    row = refuse(blocked.pk, agent=lobby.ben, reason="Leave the number out.", house=lobby.house)
    assert (row.state, row.problem) == ("recalled", "Leave the number out.")
    assert (SavedDraft.objects.get().text, SavedDraft.objects.get().agent) == (blocked.text, lobby.ada)
    assert "Leave the number out." in Notice.objects.get().text


def test_refuse_needs_a_reason(lobby: Lobby, blocked: Outbox) -> None:
    with pytest.raises(ReasonNeeded):
        refuse(blocked.pk, agent=lobby.ben, reason=" ", house=lobby.house)


def test_refuse_never_overwrites_what_the_author_types_now(lobby: Lobby, blocked: Outbox) -> None:
    SavedDraft.objects.create(
        brand=lobby.brand, case=blocked.case, agent=lobby.ada, surface="public", text="New", saved_at=lobby.clock()
    )
    refuse(blocked.pk, agent=lobby.ben, reason="Leave the number out.", house=lobby.house)
    assert SavedDraft.objects.get().text == "New"
