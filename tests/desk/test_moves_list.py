"""All moves by what they wait for, and their figures."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from parlour.desk import move_list
from parlour.store.models import Agent, Case, Membership, Move
from parlour.store.record import Happening, append
from tests.desk import factory
from tests.desk.factory import AT, House


def matter(marlow: House, name: str, state: str, *, deadline: datetime | None = None, **when: datetime) -> Move:
    person = factory.handle(marlow, f"{name}@lobby.example", display_name=name.title())
    move = factory.move(factory.case(marlow, person=person), state, **when)
    if deadline is not None:
        Move.objects.filter(pk=move.pk).update(deadline=deadline)
    return Move.objects.get(pk=move.pk)


def listed(desk: Client, query: str = "") -> dict[str, list[str]]:
    groups = desk.get(f"/moves{query}").context["groups"]
    return {group.state: [str(one.move.case.person) for one in group.moves] for group in groups}


def test_overdue_closures_stand_first_the_longest_overdue_before_the_others(desk: Client, marlow: House) -> None:
    matter(marlow, "ola", "offered")
    matter(marlow, "una", "open")
    matter(marlow, "ida", "settled", deadline=AT + timedelta(hours=1))
    matter(marlow, "eva", "settled", deadline=AT - timedelta(hours=1))
    matter(marlow, "amy", "settled", deadline=AT - timedelta(hours=9))
    found = listed(desk)
    assert list(found.items()) == [
        ("overdue", ["Amy", "Eva"]),
        ("settled", ["Ida"]),
        ("open", ["Una"]),
        ("offered", ["Ola"]),
    ]
    assert "Taken aside, never closed in public" in desk.get("/moves").content.decode()


def test_ended_moves_are_listed_while_their_case_is_open(desk: Client, marlow: House) -> None:
    matter(marlow, "ida", "declined")
    eva = matter(marlow, "eva", "lapsed")
    assert listed(desk) == {"resting": ["Ida", "Eva"]}
    Case.objects.filter(pk=eva.case_id).update(state="waiting")
    assert listed(desk) == {"resting": ["Ida"]}


def test_only_the_newest_move_of_a_case_is_listed(desk: Client, marlow: House) -> None:
    old = matter(marlow, "ida", "lapsed")
    factory.move(old.case, "offered")
    assert listed(desk) == {"offered": ["Ida"]}


def test_list_is_narrowed_down_by_network_and_sector(desk: Client, marlow: House) -> None:
    marlow.account.sectors = ["health"]
    marlow.account.save()
    matter(marlow, "ida", "open")
    other = factory.house("else", name="Else")
    other.account.brand, other.account.network = marlow.brand, "reviews"
    other.account.save()
    eva = matter(marlow, "eva", "open")
    Case.objects.filter(pk=eva.case_id).update(account=other.account)
    assert listed(desk) == {"open": ["Ida", "Eva"]}
    assert listed(desk, "?network=reviews") == {"open": ["Eva"]}
    assert listed(desk, "?sector=health") == {"open": ["Ida"]}
    assert listed(desk, "?network=reviews&sector=health") == {}
    assert listed(desk, "?network=nowhere") == {"open": ["Ida", "Eva"]}
    narrowed = desk.get("/moves?network=reviews").content
    assert (b"data-live-page" in narrowed, b"data-live-page" in desk.get("/moves").content) == (False, True)


BEFORE = AT - timedelta(hours=6)
LATER = AT - timedelta(hours=2)


@pytest.mark.parametrize(
    ("state", "more", "told"),
    [
        ("offered", {}, ("", "Invited", BEFORE)),
        ("consented", {"consented_at": LATER}, ("", "Agreed", LATER)),
        ("open", {"opened_at": LATER}, ("", "The talk began", LATER)),
        ("open", {"opened_at": BEFORE, "reopened_at": LATER}, ("", "Open again", LATER)),
        ("settled", {"settled_at": LATER}, ("", "Settled", LATER)),
        # When nothing was heard, or somebody declined, its row does not tell: the invitation is the last it knows.
        ("lapsed", {}, ("No answer", "Invited", BEFORE)),
        ("declined", {}, ("Would rather not", "Invited", BEFORE)),
    ],
)
def test_a_row_says_what_happened_last_and_when(
    desk: Client, marlow: House, state: str, more: dict[str, datetime], told: tuple[object, ...]
) -> None:
    matter(marlow, "ida", state, **{"offered_at": BEFORE, **more})
    (group,) = desk.get("/moves").context["groups"]
    assert [(one.word, one.did, one.at) for one in group.moves] == [told]


def test_a_list_that_is_cut_off_says_so(desk: Client, marlow: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ida", "eva", "amy"):
        matter(marlow, name, "open")
    matter(marlow, "ola", "offered")
    hint = "More wait than are listed here."
    monkeypatch.setattr(move_list, "MOST", 4)
    assert hint not in desk.get("/moves").content.decode()
    monkeypatch.setattr(move_list, "MOST", 2)
    page = desk.get("/moves").content.decode()
    assert ('<span class="many">2+</span>' in page, hint in page) == (True, True)


@pytest.mark.parametrize("roles", [("agent",), ("supervisor",)])
def test_figures_are_for_whoever_sees_the_record_and_only_where_something_was_measured(
    client: Client, marlow: House, roles: tuple[str, ...]
) -> None:
    client.force_login(factory.agent(marlow, "Sue Holm", roles=roles))
    barred = factory.case(marlow, person=factory.handle(marlow, "ida@lobby.example"))
    client.post(f"/cases/{barred.pk}/barring", {"reason": "No."})
    assert "Moves of the last" not in client.get("/moves").content.decode(), "nobody was invited"
    invited(factory.move(factory.case(marlow), "offered"))
    page = client.get("/moves")
    assert ("Moves of the last 28 days" in page.content.decode()) is (roles == ("supervisor",))
    if roles == ("supervisor",):
        assert [(card.name, card.number, card.says) for card in page.context["cards"]] == [
            ("Offered", 1, ""),
            ("Consented", 0, ""),
            ("Settled", 0, ""),
            ("Closed in public", 0, ""),
        ]
        assert [(table.title, table.heads) for table in page.context["tables"]] == [("By network", ())]


def test_time_in_each_step_stands_with_the_figures(client: Client, marlow: House) -> None:
    client.force_login(factory.agent(marlow, "Sue Holm", roles=("supervisor",)))
    move = factory.move(factory.case(marlow), "settled")
    for hours, step in enumerate(("offered", "consented", "opened", "settled", "closed")):
        invited(move, f"move_{step}", at=AT - timedelta(hours=9 - hours))
    page = client.get("/moves")
    assert [(card.name, card.number, card.says) for card in page.context["cards"]] == [
        ("Offered", 1, ""),
        ("Consented", 1, "Until they agreed: 1 hour. Until the talk began: 1 hour"),
        ("Settled", 1, "Until it was settled: 1 hour"),
        ("Closed in public", 1, "Until the thread knew: 1 hour"),
    ]


def invited(move: Move, verb: str = "move_offered", *, at: datetime = AT) -> None:
    with transaction.atomic():
        append(move.brand_id, [Happening(f"case:{move.case_id}", verb, "system", payload={"move": move.pk})], at=at)


def test_supervisor_asks_one_thing_more(
    desk: Client, marlow: House, ines: Agent, django_assert_num_queries: object
) -> None:
    Membership.objects.create(brand=marlow.brand, agent=ines, role="supervisor")
    matter(marlow, "ida", "open")
    with django_assert_num_queries(6):  # type: ignore[operator]
        desk.get("/moves")
