"""The path of somebody who attacks: from what stands in the thread, to words, to an end that leaves the door open."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from parlour.core.moves.attack import Next
from parlour.store.models import Assessment, Case, ChannelAccount, Correction, Event, Outbox, Post
from parlour.usecases.approve import NoWayThere
from parlour.usecases.attack_path import (
    KnownCustomerError,
    NoContactError,
    attack_path,
    cannot_verify,
    is_unverified,
    suggest_final_word,
    suggest_offer,
    suggest_unverified,
)
from parlour.usecases.house import House
from parlour.usecases.resolve import NoFinalWordError, reopen, resolve
from parlour.usecases.rest import resting_cases
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby

INSULT: dict[str, Any] = {"attack": {"toxicity": 0.9}, "intent": {"label": "talk", "p": 0.9}}
QUESTION: dict[str, Any] = {"intent": {"label": "question", "p": 0.9}}
LAST = "Our door stays open: whenever you want to talk, help@marlow.example is there for you."
OPEN_DOOR = "Our door stays open whenever you want to talk."


@pytest.fixture
def case(lobby: Lobby) -> Case:
    """A case of somebody whose first post insults us."""
    case = lobby.case(text="You are idiots, all of you.")
    judged(case, Post.objects.latest("pk"), **INSULT)
    return case


def judged(case: Case, post: Post, **result: Any) -> None:
    said = {"language": "en", "personal_data": [], "unsure": False, "reasons": [], **result}
    Assessment.objects.create(
        brand=case.brand, post=post, version=1, case=case, route="lobby", result=said, assessed_at=post.created_at
    )


def attacks_again(lobby: Lobby, case: Case, **result: Any) -> None:
    lobby.clock.forward(60)
    post = lobby.post(case, "Idiots!")
    judged(case, post, **(result or INSULT))
    Case.objects.filter(pk=case.pk).update(last_post_at=lobby.clock())


def says(lobby: Lobby, case: Case, text: str, *, purpose: str = "reply") -> Outbox:
    """A reply that reaches the thread."""
    lobby.clock.forward(60)
    row = lobby.submit(case, text, purpose=purpose)
    lobby.clock.forward(60)
    send_due(lobby.house)
    row.refresh_from_db()
    assert row.state == "confirmed"
    return row


def step(lobby: Lobby, case: Case) -> Next | None:
    return attack_path(Case.objects.get(pk=case.pk), house=lobby.house).next


def verbs(case: Case) -> list[str]:
    return list(Event.objects.filter(stream=f"case:{case.pk}").order_by("seq").values_list("verb", flat=True))


def test_from_an_insult_to_rest_with_the_words_that_are_ready(lobby: Lobby, case: Case) -> None:
    assert step(lobby, case) is Next.OFFER
    first = suggest_offer(case, house=lobby.house)
    says(lobby, case, first)
    assert step(lobby, case) is Next.WAIT
    attacks_again(lobby, case)
    assert step(lobby, case) is Next.OFFER_AGAIN
    second = suggest_offer(case, house=lobby.house)
    assert second != first
    says(lobby, case, second)
    attacks_again(lobby, case)
    assert step(lobby, case) is Next.FINAL_WORD
    case.refresh_from_db()
    says(lobby, case, suggest_final_word(case, house=lobby.house), purpose="final_word")
    assert step(lobby, case) is Next.REST
    assert resolve(case, agent=lobby.ada, house=lobby.house).resting_at == lobby.clock()
    assert verbs(case)[-2:] == ["resolved", "rest_begun"]


def test_a_reply_on_its_way_is_waited_for_and_closes_nothing(lobby: Lobby, case: Case) -> None:
    lobby.submit(case, LAST, purpose="final_word")
    assert step(lobby, case) is Next.REST
    with pytest.raises(NoFinalWordError):
        resolve(case, agent=lobby.ada, house=lobby.house)


def test_nobody_attacks(lobby: Lobby) -> None:
    case = lobby.case()
    assert step(lobby, case) is None
    judged(case, Post.objects.latest("pk"), **QUESTION)
    assert step(lobby, case) is None


def test_what_a_person_said_of_it_counts_instead(lobby: Lobby, case: Case) -> None:
    Correction.objects.create(
        brand=case.brand, post=Post.objects.latest("pk"), version=1, output="attack.toxicity", said="yes", value="no",
        agent=lobby.ada, at=lobby.clock(),
    )  # fmt: skip
    assert step(lobby, case) is None
    Correction.objects.update(output="route", value="kindness")
    assert step(lobby, case) is Next.OFFER
    Correction.objects.update(output="route", value="lobby")
    assert step(lobby, case) is None


def test_an_onlooker_who_attacks_is_not_the_person(lobby: Lobby) -> None:
    case = lobby.case()
    judged(case, lobby.post(case, "Idiots!", by=lobby.person("tom")), **INSULT)
    assert step(lobby, case) is None


@pytest.mark.parametrize(
    ("words", "closes"),
    [
        ((), False),
        (("We would like to help.",), False),
        ((OPEN_DOOR,), False),
        ((LAST,), True),
        ((LAST, OPEN_DOOR), True),
    ],
)
def test_closing_needs_a_final_word_that_stands_in_public(
    lobby: Lobby, case: Case, words: tuple[str, ...], closes: bool
) -> None:
    for text in words:
        says(lobby, case, text)
    if closes:
        assert resolve(case, agent=lobby.ada, house=lobby.house).state == "resolved"
    else:
        with pytest.raises(NoFinalWordError, match="Send a final word first"):
            resolve(case, agent=lobby.ada, house=lobby.house)
        case.refresh_from_db()
        assert (case.state, case.resting_at, "resolved" in verbs(case)) == ("waiting" if words else "open", None, False)


def test_what_the_newest_reply_lacks_is_said(lobby: Lobby, case: Case) -> None:
    says(lobby, case, OPEN_DOOR)
    with pytest.raises(NoFinalWordError, match="Name one of our published contacts"):
        resolve(case, agent=lobby.ada, house=lobby.house)


def test_only_a_supervisor_closes_without_one_and_says_why(lobby: Lobby, case: Case) -> None:
    with pytest.raises(NoFinalWordError, match="Only a supervisor"):
        resolve(case, agent=lobby.ada, house=lobby.house, reason="It is a machine.")
    with pytest.raises(NoFinalWordError, match="Send a final word"):
        resolve(case, agent=lobby.sue, house=lobby.house, reason="  ")
    assert resolve(case, agent=lobby.sue, house=lobby.house, reason="It is a machine.").state == "resolved"
    told = Event.objects.get(stream=f"case:{case.pk}", verb="resolved")
    assert (told.actor, b"It is a machine." in bytes(told.payload.body)) == (f"agent:{lobby.sue.pk}", True)


def test_words_in_earnest_need_no_final_word_and_bring_no_rest(lobby: Lobby, case: Case) -> None:
    attacks_again(lobby, case, **QUESTION)
    assert resolve(case, agent=lobby.ada, house=lobby.house).resting_at is None


def test_rest_ends_when_an_agent_opens_the_case(lobby: Lobby, case: Case) -> None:
    says(lobby, case, LAST)
    resolve(case, agent=lobby.ada, house=lobby.house)
    assert [(one.case.pk, one.heard) for one in resting_cases(case.brand)] == [(case.pk, 0)]
    attacks_again(lobby, case)
    assert [one.heard for one in resting_cases(case.brand)] == [1]
    assert reopen(case, agent=lobby.ada, house=lobby.house).resting_at is None
    assert resting_cases(case.brand) == ()


def test_the_database_lets_no_open_case_rest(lobby: Lobby, case: Case) -> None:
    with pytest.raises(IntegrityError, match="case_rests_when_done"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(resting_at=lobby.clock())


def test_final_word_without_its_parts_is_none(lobby: Lobby, case: Case) -> None:
    with pytest.raises(NoWayThere, match="Name one of our published contacts"):
        lobby.submit(case, OPEN_DOOR, purpose="final_word")


def test_final_word_names_a_contact_and_the_named_human(lobby: Lobby, case: Case) -> None:
    case.assignee = lobby.ben
    case.brand.contacts = ["+44 20 7946 0958", "help@marlow.example"]
    words = suggest_final_word(case, house=lobby.house)
    assert "help@marlow.example" in words
    assert "Ben" in words
    case.brand.contacts = []
    with pytest.raises(NoContactError):
        suggest_final_word(case, house=lobby.house)


def test_the_address_of_the_case_is_a_contact_whoever_it_names(lobby: Lobby, case: Case) -> None:
    ChannelAccount.objects.create(
        brand=lobby.brand, network="mail", address="mail@care.example", settings={"domain": "replies.care.example"}
    )
    case.assignee = lobby.ben
    words = suggest_final_word(case, house=lobby.house)
    assert "ben." in words
    assert "@replies.care.example" in words
    says(lobby, case, words, purpose="final_word")
    case.assignee = lobby.sue
    case.save()
    assert step(lobby, case) is Next.REST


def test_cannot_verify_is_a_status_on_record(lobby: Lobby) -> None:
    case = lobby.case()
    assert not is_unverified(case)
    held = cannot_verify(case, agent=lobby.ada, house=lobby.house)
    cannot_verify(case, agent=lobby.ben, house=lobby.house)
    assert (is_unverified(held), held.unverified_at, held.state) == (True, lobby.clock(), "open")
    assert verbs(case) == ["unverified"]
    assert lobby.judge(case, suggest_unverified(case, house=lobby.house)).verdict.held == ()


def test_whoever_is_known_is_not_unverified(lobby: Lobby) -> None:
    case = lobby.case()
    held = cannot_verify(case, agent=lobby.ada, house=lobby.house)
    lobby.customer(held.person)
    assert not is_unverified(held)
    with pytest.raises(KnownCustomerError):
        cannot_verify(case, agent=lobby.ada, house=lobby.house)


def test_no_more_questions_for_a_long_thread(lobby: Lobby, case: Case, django_assert_max_num_queries: Any) -> None:
    house: House = lobby.house
    for _ in range(4):
        attacks_again(lobby, case)
    held = Case.objects.select_related("brand", "person").get(pk=case.pk)
    with django_assert_max_num_queries(5):
        attack_path(held, house=house)
