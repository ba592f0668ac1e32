"""Who is told what."""

from dataclasses import fields
from datetime import timedelta

import pytest

from parlour.core.nouns.context import GuardContext, PublicContext
from parlour.core.nouns.surface import Surface
from parlour.store.models import Case, Handle
from parlour.usecases.gather import guard_context, public_context
from parlour.usecases.note import note
from parlour.usecases.presence import be_there
from parlour.usecases.unveil import unveil_customer, unveil_fact
from tests.usecases.lobby import Lobby


def told(lobby: Lobby, case: Case, surface: Surface = Surface.PUBLIC) -> GuardContext:
    return guard_context(Case.objects.get(pk=case.pk), agent=lobby.ada, surface=surface, house=lobby.house)


@pytest.fixture
def case(lobby: Lobby) -> Case:
    return lobby.case(text="My router is dead.")


def test_public_context_has_no_field_for_private_facts() -> None:
    assert {field.name for field in fields(PublicContext)}.isdisjoint(
        {"private_facts", "viewed_facts", "owner", "others"}
    )


def test_public_context_tells_only_what_anyone_can_read(lobby: Lobby, case: Case) -> None:
    lobby.customer(case.person, order="MQ-77123")
    lobby.post(case, "My number is 0170 1234567", private=True)
    lobby.post(case, "Between us", crowded=True)
    lobby.post(case, "I take that back", deleted_at=lobby.clock())
    lobby.clock.forward(1)
    lobby.post(case, "Same here", by=lobby.person("olga"))
    context = public_context(case, house=lobby.house)
    assert [(post.author, post.text) for post in context.thread] == [
        ("mara@home.example", "My router is dead."),
        ("olga@home.example", "Same here"),
    ]
    assert (context.company, context.recipient, context.recipient_name) == ("Marlow", "mara@home.example", "Mara")


def test_guard_context_knows_what_is_on_file(lobby: Lobby, case: Case) -> None:
    lobby.customer(case.person, email="mara@mail.example", order="MQ-77123")
    context = told(lobby, case)
    assert {(fact.kind, fact.value, fact.owner) for fact in context.private_facts} == {
        ("order", "MQ-77123", "C-1"),
        ("email", "mara@mail.example", "C-1"),
    }
    assert (context.owner, context.owner_name) == ("C-1", "Mara Quist")


def test_guard_context_knows_private_words_and_slips(lobby: Lobby, case: Case) -> None:
    lobby.post(case, "I have asthma.", private=True)
    lobby.post(case, "For you and my lawyer", crowded=True)
    note(case, text="Third call this week", agent=lobby.ben, house=lobby.house)
    assert {(fact.kind, fact.value, fact.source) for fact in told(lobby, case).private_facts} == {
        ("text", "I have asthma.", "dm"),
        ("text", "For you and my lawyer", "dm"),
        ("text", "Third call this week", "note"),
    }


def test_guard_context_knows_what_we_said_in_private_to_the_person_themselves(lobby: Lobby, case: Case) -> None:
    lobby.post(case, "Your credit of 40 euros is booked.", private=True, own=True)
    assert [fact.value for fact in told(lobby, case).private_facts] == ["Your credit of 40 euros is booked."]


def test_guard_context_knows_private_words_of_another_handle_of_the_customer(lobby: Lobby, case: Case) -> None:
    customer = lobby.customer(case.person)
    twin = lobby.person("mara.other")
    Handle.objects.filter(pk=twin.pk).update(customer=customer, link_evidence="exact")
    lobby.post(lobby.case(twin), "I have asthma.", private=True)
    assert [fact.value for fact in told(lobby, case).private_facts] == ["I have asthma."]


def test_guard_context_knows_public_posts_of_the_person_as_they_stand_now(lobby: Lobby, case: Case) -> None:
    lobby.post(case, "I take that back", deleted_at=lobby.clock())
    lobby.post(case, "Mine too", by=lobby.person("olga"))
    assert told(lobby, case).public_posts == ("My router is dead.",)


def test_guard_context_remembers_what_the_author_unveiled_of_anybody_for_a_day(lobby: Lobby, case: Case) -> None:
    olga = lobby.case(lobby.person("olga"))
    customer = lobby.customer(olga.person, "C-9", order="ZZ-1")
    unveil_fact(olga, lobby.fact(customer, "balance", "812.40"), agent=lobby.ada, house=lobby.house)
    lobby.clock.forward(timedelta(hours=23, minutes=59).total_seconds())
    assert [(fact.kind, fact.owner) for fact in told(lobby, case).viewed_facts] == [("balance", "C-9")]
    lobby.clock.forward(60)
    assert told(lobby, case).viewed_facts == ()


def test_guard_context_does_not_hold_a_colleagues_reading_against_the_author(lobby: Lobby, case: Case) -> None:
    olga = lobby.case(lobby.person("olga"))
    unveil_customer(olga, lobby.customer(olga.person, "C-9", order="ZZ-1"), agent=lobby.ben, house=lobby.house)
    assert told(lobby, case).viewed_facts == ()


def test_guard_context_counts_a_look_at_the_customer_as_all_of_it(lobby: Lobby, case: Case) -> None:
    olga = lobby.case(lobby.person("olga"))
    unveil_customer(olga, lobby.customer(olga.person, "C-9", order="ZZ-1"), agent=lobby.ada, house=lobby.house)
    assert [fact.value for fact in told(lobby, case).viewed_facts] == ["Olga Quist", "ZZ-1"]


def test_guard_context_knows_the_others_of_the_thread(lobby: Lobby, case: Case) -> None:
    olga = lobby.person("olga")
    lobby.customer(olga, "C-9", order="ZZ-1")
    lobby.post(case, "Mine too", by=olga)
    (other,) = told(lobby, case).others
    assert (other.address, other.name, [fact.value for fact in other.facts]) == (
        "olga@home.example",
        "Olga Quist",
        ["ZZ-1"],
    )


def test_guard_context_knows_the_people_whose_cases_the_author_has_open(lobby: Lobby, case: Case) -> None:
    olga = lobby.case(lobby.person("olga"))
    lobby.post(olga, "I have asthma.", private=True)
    lobby.post(olga, "I am sorry. I am looking into it now.", private=True, own=True)
    assert told(lobby, case).others == ()
    be_there(olga, agent=lobby.ada, writing="", house=lobby.house)
    (other,) = told(lobby, case).others
    assert (other.name, [fact.value for fact in other.facts]) == ("Olga", ["I have asthma."])


def test_guard_context_of_a_busy_author_asks_no_more_questions(
    lobby: Lobby, case: Case, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        other = lobby.case(lobby.person(f"person{number}"))
        lobby.customer(other.person, f"B-{number}", order=f"BQ-{number}")
        lobby.post(other, f"I am number {number}.", private=True)
        note(other, text="Seen", agent=lobby.ada, house=lobby.house)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        context = told(lobby, case)
    assert len(context.others) == 12
    assert all(len(other.facts) == 3 for other in context.others)


def test_guard_context_of_one_brand_knows_nothing_of_another(lobby: Lobby, case: Case) -> None:
    from parlour.store.models import Brand, ChannelAccount

    other = Brand.objects.create(slug="other", name="Other")
    ChannelAccount.objects.create(brand=other, network="lobby", address="other@lobby.example")
    assert told(lobby, case).own_addresses == ("marlow@lobby.example",)


def test_version_changes_with_what_is_known_and_with_nothing_else(lobby: Lobby, case: Case) -> None:
    customer = lobby.customer(case.person)
    versions = [told(lobby, case).version]
    lobby.clock.forward(60)
    lobby.post(case, "What a shame!", by=lobby.person("olga"))
    assert told(lobby, case).version == versions[0]
    lobby.fact(customer, "order", "MQ-77123")
    versions.append(told(lobby, case).version)
    lobby.post(case, "I have asthma.", private=True)
    versions.append(told(lobby, case).version)
    note(case, text="Third call", agent=lobby.ben, house=lobby.house)
    versions.append(told(lobby, case).version)
    lobby.post(case, "My order is MQ-77123")
    versions.append(told(lobby, case).version)
    versions.append(told(lobby, case, Surface.PRIVATE).version)
    assert len(set(versions)) == 6
