"""Approving: exact words, judged at that very moment, frozen once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from parlour.core.nouns.surface import Surface
from parlour.store.models import Agent, Case, Customer, Event, Move, Outbox, Post, SavedDraft
from parlour.usecases import approve, draft
from parlour.usecases.frozen import thaw_payload
from tests.usecases.lobby import Lobby

Meanwhile = Callable[[Lobby, Case, Customer], None]
KIND = "We are sorry. A colleague is looking into it now."


def test_submit_freezes_what_was_judged_and_starts_the_undo_time(lobby: Lobby) -> None:
    case = lobby.case()
    row = lobby.submit(case, KIND)
    payload = thaw_payload(row.payload)
    assert (row.state, row.approved_by, row.author) == ("approved", lobby.ada, lobby.ada)
    assert (payload.digest(), payload.text) == (row.payload_digest, f"@mara@home.example {KIND}")
    assert (row.recipient, row.surface, row.text, payload.in_reply_to) == ("mara@home.example", "public", KIND, "2")
    assert row.in_reply_to == Post.objects.get(hearings__external_id="2")
    assert row.not_before == lobby.clock() + timedelta(seconds=approve.UNDO_SECONDS)
    assert [event.verb for event in Event.objects.filter(stream=f"outbox:{row.pk}").order_by("seq")] == [
        "drafted",
        "approved",
    ]
    told = Event.objects.filter(stream=f"case:{case.pk}").order_by("seq")
    assert [event.verb for event in told] == ["assigned", "reply_approved"]


def test_whoever_speaks_first_looks_after_the_case(lobby: Lobby) -> None:
    case = lobby.case()
    lobby.submit(case, KIND)
    case.refresh_from_db()
    assert case.assignee == lobby.ada
    lobby.submit(case, "Ben here. I have news for you.", agent=lobby.ben)
    case.refresh_from_db()
    assert case.assignee == lobby.ada


def test_submit_answers_the_newest_post_of_that_person_only(lobby: Lobby) -> None:
    case = lobby.case()
    lobby.clock.forward(5)
    newest = lobby.post(case, "Still dead.")
    lobby.clock.forward(5)
    lobby.post(case, "Mine too!", by=lobby.person("olga"))
    lobby.post(case, "In private", private=True)
    assert lobby.submit(case, KIND).in_reply_to == newest


def test_submit_twice_is_one_row(lobby: Lobby) -> None:
    case = lobby.case()
    assert lobby.submit(case, KIND).pk == lobby.submit(case, KIND).pk
    assert Outbox.objects.count() == 1


def test_submit_takes_the_saved_draft_with_it(lobby: Lobby) -> None:
    case = lobby.case()
    draft.save(case, agent=lobby.ada, surface=Surface.PUBLIC, text=KIND, house=lobby.house)
    draft.save(case, agent=lobby.ben, surface=Surface.PUBLIC, text="Mine", house=lobby.house)
    lobby.submit(case, KIND)
    assert [kept.agent for kept in SavedDraft.objects.all()] == [lobby.ben]


def told_later_that_it_is_private(lobby: Lobby, case: Case, customer: Customer) -> None:
    lobby.fact(customer, "order", "MQ-77123")


def told_later_something_else(lobby: Lobby, case: Case, customer: Customer) -> None:
    lobby.fact(customer, "appointment", "Tuesday 14:30")


def the_customer_writes_again(lobby: Lobby, case: Case, customer: Customer) -> None:
    lobby.clock.forward(5)
    lobby.post(case, "Never mind, it works!")


def somebody_else_writes(lobby: Lobby, case: Case, customer: Customer) -> None:
    lobby.clock.forward(5)
    lobby.post(case, "Mine too!", by=lobby.person("olga"))


@pytest.mark.parametrize("meanwhile", [told_later_that_it_is_private, the_customer_writes_again])
def test_submit_of_what_reads_otherwise_by_now_changes_nothing(lobby: Lobby, meanwhile: Meanwhile) -> None:
    case, seen = _read(lobby, "The parcel MQ-77123 has left.", meanwhile)
    with pytest.raises(approve.VerdictChanged) as changed:
        lobby.submit(case, "The parcel MQ-77123 has left.", expected=seen)
    assert changed.value.judged.shown != seen
    assert Outbox.objects.count() == 0


@pytest.mark.parametrize("meanwhile", [told_later_something_else, somebody_else_writes])
def test_submit_of_what_still_reads_the_same_goes_with_the_present_verdict(lobby: Lobby, meanwhile: Meanwhile) -> None:
    case, seen = _read(lobby, KIND, meanwhile)
    row = lobby.submit(case, KIND, expected=seen)
    assert (row.state, row.binding) == ("approved", lobby.judge(case, KIND).verdict.binding)


def _read(lobby: Lobby, words: str, meanwhile: Meanwhile) -> tuple[Case, str]:
    """A case and what its author was shown of these words before something happened."""
    case = lobby.case()
    customer = lobby.customer(case.person)
    case.refresh_from_db()
    seen = lobby.judge(case, words).shown
    meanwhile(lobby, case, customer)
    return case, seen


def test_submit_of_a_private_fact_waits_for_a_second_person(lobby: Lobby) -> None:
    case = lobby.case()
    lobby.customer(case.person, order="MQ-77123")
    case.refresh_from_db()
    row = lobby.submit(case, "Your order MQ-77123 is on its way.")
    assert (row.state, row.approved_by, row.not_before) == ("proposed", None, None)
    assert row.verdict["decision"] == "block"


def test_submit_of_what_nobody_may_release_is_refused(lobby: Lobby) -> None:
    case = lobby.case()
    with pytest.raises(approve.NeverAllowed):
        lobby.submit(case, "We charge your card 4111 1111 1111 1111 again.")
    assert Outbox.objects.count() == 0


@pytest.mark.parametrize(("text", "reason"), [("  ", "nothing written"), ("x" * 501, "too long")])
def test_submit_of_what_cannot_be_sent_is_refused(lobby: Lobby, text: str, reason: str) -> None:
    case = lobby.case()
    with pytest.raises(approve.NoWayThere, match=reason):
        lobby.submit(case, text)


def test_submit_needs_the_right_to_answer(lobby: Lobby) -> None:
    case = lobby.case()
    with pytest.raises(approve.NotAllowed):
        lobby.submit(case, KIND, agent=lobby.agent("otto", "operator"))


def test_submit_by_somebody_who_left_is_refused(lobby: Lobby) -> None:
    case = lobby.case()
    Agent.objects.filter(pk=lobby.ada.pk).update(is_active=False)
    lobby.ada.refresh_from_db()
    with pytest.raises(approve.NotAllowed):
        lobby.submit(case, KIND)


def test_submit_in_private_needs_an_agreement_or_a_message(lobby: Lobby) -> None:
    case = lobby.case()
    with pytest.raises(approve.NoWayThere, match="Invite them first"):
        lobby.submit(case, "Hello, how can I help?", purpose="private")
    lobby.post(case, "Hello?", private=True)
    assert lobby.submit(case, "Hello, how can I help?", purpose="private").surface == "private"


def test_submit_in_private_where_the_network_has_no_such_room(lobby: Lobby) -> None:
    case = lobby.case()
    lobby.post(case, "Hello?", private=True)
    lobby.unable(private_message=False)
    with pytest.raises(approve.NoWayThere, match="no private messages"):
        lobby.submit(case, "Hello!", purpose="private")


def test_submit_in_public_never_answers_a_crowded_message(lobby: Lobby) -> None:
    case = lobby.case()
    lobby.clock.forward(5)
    lobby.post(case, "To you and my lawyer", crowded=True)
    assert lobby.judge(case, KIND).payload.in_reply_to == "2"


def test_submit_of_a_closure_needs_something_settled(lobby: Lobby) -> None:
    case = lobby.case()
    with pytest.raises(approve.NoWayThere, match="nothing to close"):
        lobby.submit(case, "This is taken care of.", purpose="closure")


def test_an_invitation_makes_an_offer_when_it_is_approved(lobby: Lobby) -> None:
    case = lobby.case()
    row = lobby.submit(case, "We would like to talk with you in private.", purpose="invitation")
    move = Move.objects.get()
    assert (move.case, move.state, move.invitation) == (case, "offered", row)
    assert move.deadline == lobby.clock() + timedelta(hours=72)


def test_a_second_invitation_renews_the_offer(lobby: Lobby) -> None:
    case = lobby.case()
    lobby.submit(case, "We would like to talk with you in private.", purpose="invitation")
    lobby.clock.forward(60)
    again = lobby.submit(case, "Would you like to talk with us in private?", purpose="invitation")
    assert Move.objects.get().invitation == again
