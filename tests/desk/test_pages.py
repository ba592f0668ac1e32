"""The pages of the desk: what they show, to whom, and with how many questions to the database."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parlour.store.models import Agent, Brand, ChannelAccount, Event, Membership, Notice, Unveiling
from tests.desk import factory
from tests.desk.factory import AT, House

pytestmark = pytest.mark.django_db

SEEN_BY_ANYONE_HERE = (
    "/",
    "/mine",
    "/approvals",
    "/moves",
    "/search?q=parcel",
    "/channels",
    "/people",
    "/claims",
    "/resting",
)


def open_cases(marlow: House, number: int) -> None:
    for place in range(number):
        person = factory.handle(marlow, f"person{place}@lobby.example", display_name=f"Person {place}")
        factory.case(marlow, person=person, act_by=AT + timedelta(minutes=place), text=f"Where is parcel {place}?")


def proposals(marlow: House, number: int) -> None:
    case = factory.case(marlow)
    author = factory.agent(marlow, "Tom Ruiz")
    for place in range(number):
        factory.reply(case, author, f"We look into it. {place}")


def moves(marlow: House, number: int) -> None:
    for place in range(number):
        person = factory.handle(marlow, f"person{place}@lobby.example")
        factory.move(factory.case(marlow, person=person), "offered")


def crew(marlow: House, number: int) -> None:
    for place in range(number):
        factory.agent(marlow, f"Agent{place} Surname")


def channels(marlow: House, number: int) -> None:
    for place in range(number):
        ChannelAccount.objects.create(brand=marlow.brand, network="mastodon", address=f"more{place}@lobby.example")
        Notice.objects.create(brand=marlow.brand, kind="gap", about=f"account:{place}", text="Look.", raised_at=AT)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "fill", "queries"),
    [
        ("/", open_cases, 5),
        ("/approvals", proposals, 5),
        ("/moves", moves, 6),
        ("/search?q=parcel", open_cases, 6),
        ("/channels", channels, 6),
        ("/people", crew, 6),
    ],
)
def test_list_asks_as_often_for_three_rows_as_for_one(  # noqa: PLR0917
    desk: Client,
    marlow: House,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    fill: Callable[[House, int], None],
    queries: int,
    rows: int,
) -> None:
    fill(marlow, rows)
    with django_assert_num_queries(queries):
        desk.get(path)


@pytest.mark.parametrize("posts", [1, 3])
def test_case_asks_as_often_for_three_posts_as_for_one(
    desk: Client, marlow: House, ines: Agent, django_assert_num_queries: DjangoAssertNumQueries, posts: int
) -> None:
    case = factory.case(marlow)
    factory.customer(marlow, case.person, ("order", "4711", "crm"))
    for place in range(posts):
        factory.said(case, f"And another thing {place}", at=AT + timedelta(minutes=place))
        factory.said(case, f"In private {place}", private=True)
        factory.slip(case, ines, f"Slip {place}")
        factory.reply(case, ines, f"Reply {place}")
    with django_assert_num_queries(29):
        desk.get(f"/cases/{case.pk}")


@pytest.mark.parametrize("path", [*SEEN_BY_ANYONE_HERE, "/cases/1", "/cases/1/onlooker", "/approvals/1"])
def test_stranger_is_asked_to_sign_in(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize("address", ["/cases/{case}", "/cases/{case}/onlooker", "/approvals/{reply}"])
def test_page_of_another_brand_is_not_found(desk: Client, address: str) -> None:
    other = factory.house("krone", name="Krone")
    case = factory.case(other)
    reply = factory.reply(case, factory.agent(other, "Uta Krone"), "Hello")
    assert desk.get(address.format(case=case.pk, reply=reply.pk)).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/cases/{case}/assignment",
        "/cases/{case}/snooze",
        "/cases/{case}/waking",
        "/cases/{case}/resolution",
        "/cases/{case}/reopening",
        "/cases/{case}/notes",
        "/cases/{case}/customer/unveiling",
        "/cases/{case}/facts/{fact}/unveiling",
        "/cases/{case}/words/public",
        "/cases/{case}/replies/public",
        "/cases/{case}/replies/private/confirmation",
        "/cases/{case}/settlement",
        "/cases/{case}/unverified",
        "/cases/{case}/presence",
        "/replies/{reply}/recall",
        "/approvals/{reply}/release",
        "/approvals/{reply}/refusal",
        "/notices/{notice}/closing",
    ],
)
def test_deed_at_another_brand_changes_nothing(desk: Client, address: str) -> None:
    other = factory.house("krone", name="Krone")
    case = factory.case(other)
    fact = factory.customer(other, case.person, ("order", "4711", "crm")).facts.get()
    reply = factory.reply(case, factory.agent(other, "Uta Krone"), "Hello")
    notice = Notice.objects.create(brand=other.brand, kind="gap", about="account:1", text="Look.", raised_at=AT)
    path = address.format(case=case.pk, fact=fact.pk, reply=reply.pk, notice=notice.pk)
    assert desk.post(path, {"text": "hello", "reason": "because"}).status_code == 404
    assert (Event.objects.count(), Unveiling.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("operator", "/", 403),
        ("operator", "/channels", 200),
        ("privacy", "/", 200),
        ("agent", "/approvals", 200),
    ],
)
def test_role_opens_only_its_doors(client: Client, marlow: House, role: str, path: str, status: int) -> None:
    client.force_login(factory.agent(marlow, "Op Erator", roles=(role,)))
    assert client.get(path).status_code == status


def test_privacy_officer_reads_but_does_not_answer(client: Client, marlow: House) -> None:
    case = factory.case(marlow)
    client.force_login(factory.agent(marlow, "Oda Privat", roles=("privacy",)))
    assert client.post(f"/cases/{case.pk}/replies/public", {"text": "Hello"}).status_code == 403


def test_agent_of_no_brand_is_told_so(client: Client) -> None:
    client.force_login(Agent.objects.create(username="lost", name="Lost Soul", initials="LS"))
    response = client.get("/")
    assert (response.status_code, b"no brand knows you" in response.content) == (403, True)


def test_queue_puts_who_is_first_first(desk: Client, marlow: House) -> None:
    late = factory.case(marlow, person=factory.handle(marlow, "b@x.example"), act_by=AT + timedelta(hours=2))
    soon = factory.case(marlow, person=factory.handle(marlow, "a@x.example"), act_by=AT + timedelta(hours=1))
    safety = factory.case(marlow, person=factory.handle(marlow, "c@x.example"), act_by=AT + timedelta(hours=3), lane=0)
    page = desk.get("/").context["page"]
    assert [case.pk for case in page.cases] == [safety.pk, soon.pk, late.pk]


def test_mine_shows_only_mine(desk: Client, marlow: House, ines: Agent) -> None:
    mine = factory.case(marlow, assignee=ines)
    factory.case(marlow, person=factory.handle(marlow, "other@x.example"))
    assert [case.pk for case in desk.get("/mine").context["page"].cases] == [mine.pk]


def test_onlooker_sees_nothing_private(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow, text="Where is my parcel?")
    factory.customer(marlow, case.person, ("appointment", "Sunday 9:40", "crm"))
    factory.said(case, "My private words", private=True)
    factory.slip(case, ines, "A slip for the house")
    factory.reply(case, ines, "A proposal nobody released")
    page = desk.get(f"/cases/{case.pk}/onlooker").content.decode()
    said = [
        word
        for word in ("My private words", "A slip for the house", "A proposal nobody released", "Sunday 9:40", "reeds")
        if word in page
    ]
    assert (said, "Where is my parcel?" in page) == ([], True)


def test_facts_stay_behind_the_veil_until_asked_for(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    fact = factory.customer(marlow, case.person, ("appointment", "Sunday 9:40", "crm")).facts.get()
    assert b"Sunday 9:40" not in desk.get(f"/cases/{case.pk}").content
    shown = desk.post(f"/cases/{case.pk}/facts/{fact.pk}/unveiling")
    assert b"Sunday 9:40" in shown.content
    assert list(Unveiling.objects.values_list("agent", "fact", "case", "at")) == [(ines.pk, fact.pk, case.pk, AT)]
    assert Event.objects.get(verb="unveiled").stream == f"case:{case.pk}"
    assert b"Sunday 9:40" not in desk.get(f"/cases/{case.pk}").content


def test_fact_of_another_customer_is_not_unveiled_through_this_case(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    other = factory.handle(marlow, "other@x.example")
    fact = factory.customer(marlow, other, ("appointment", "Sunday 9:40", "crm")).facts.get()
    assert desk.post(f"/cases/{case.pk}/facts/{fact.pk}/unveiling").status_code == 404


def test_agent_of_two_brands_changes_between_them(desk: Client, ines: Agent) -> None:
    other = factory.house("krone", name="A Krone")
    Membership.objects.create(brand=other.brand, agent=ines, role="agent")
    marlow = Brand.objects.get(slug="marlow")
    assert desk.get("/").context["brand"] == other.brand
    desk.post("/brand", {"brand": marlow.pk})
    assert desk.get("/").context["brand"] == marlow


def test_brand_one_does_not_belong_to_is_not_chosen(desk: Client) -> None:
    other = factory.house("krone", name="A Krone")
    desk.post("/brand", {"brand": other.brand.pk})
    assert desk.get("/").context["brand"].slug == "marlow"


def test_notice_is_closed_under_a_name(desk: Client, marlow: House, ines: Agent) -> None:
    notice = Notice.objects.create(brand=marlow.brand, kind="gap", about="account:1", text="Look.", raised_at=AT)
    desk.post(f"/notices/{notice.pk}/closing")
    notice.refresh_from_db()
    assert (notice.closed_at, notice.closed_by) == (AT, ines)


def test_letter_keys_are_switched_off(desk: Client, ines: Agent) -> None:
    desk.post("/letter-keys", {"back": "https://elsewhere.example/"})
    ines.refresh_from_db()
    assert ines.letter_keys is False
