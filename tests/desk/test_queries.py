"""How often the desk's pages ask the database: never more for more to show, and never twice the same."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parlour.store.models import Agent, Assessment, Case, Claim, Correction, Move, Outbox
from parlour.usecases.house import House as Running
from tests.desk import factory, rooms
from tests.desk.factory import AT, House

pytestmark = pytest.mark.django_db

AROUND = 4
"""Questions of every page: the session, its agent, their brands, and what waits where."""
INSULT = {
    "language": "en", "attack": {"toxicity": 0.9}, "intent": {"label": "talk", "p": 0.9}, "personal_data": [],
    "reasons": [{"output": "toxicity", "rule": "toxicity.insult", "start": 0, "end": 6, "weight": 1.0}],
}  # fmt: skip


def asked(desk: Client, path: str) -> list[str]:
    """What the page asks for when it is opened again: the first time it makes who looks known."""
    desk.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def answer(case: Case, author: Agent, text: str) -> Outbox:
    """A reply of ours that stands in the thread."""
    at: dict[str, Any] = {"confirmed_at": AT, "first_sent_at": AT, "external_id": text}
    row = factory.reply(case, author, text, state="confirmed", **at)
    row.payload = {
        "network": "mastodon", "surface": "public", "text": f"@{row.recipient} {text}", "recipient": row.recipient,
        "draft_start": 0, "draft_end": len(text), "mentions": [], "links": [], "media": [],
    }  # fmt: skip
    row.save()
    return row


def busy_case(house: House, running: Running, author: Agent, many: int) -> Case:
    """A matter with `many` of everything: attacks with labels, answers, private words, slips, facts, claims, steps."""
    rooms.rooms(house)
    case = factory.case(house, person=factory.handle(house, f"mara{many}@lobby.example"), text="Idiots!")
    second = factory.agent(house, f"Tom{many} Ruiz")
    for number in range(many):
        post = factory.said(case, f"Idiots, number {number}!", at=AT - timedelta(minutes=number))
        Correction.objects.create(
            brand=house.brand, post=post, version=1, output="heat", said="no", value="yes", agent=author, at=AT
        )
        factory.said(case, f"I saw that too, {number}.", by=factory.handle(house, f"friend{number}@lobby.example"))
        answer(case, author, f"We would like to help, number {many}.{number}.")
        factory.slip(case, author, f"Slip {number}")
        Claim.objects.create(
            brand=house.brand, claim=f"You are idiots, number {number}.", wording={"en": "We are not."}, owner=author,
            proposed_at=AT, expires_at=AT + timedelta(days=9), approved_by=second, approved_at=AT,
        )  # fmt: skip
    Assessment.objects.update(result=INSULT)
    factory.customer(house, case.person, *(("order", f"A{number}", "crm") for number in range(many)))
    rooms.come_in(case, running)
    for number in range(many):
        rooms.says_in_room(case, f"Between us, {number}.")
    return case


def test_a_case_asks_no_more_for_thirty_of_everything_than_for_three(
    desk: Client, marlow: House, still_house: Running, ines: Agent
) -> None:
    counted = [len(asked(desk, f"/cases/{busy_case(marlow, still_house, ines, many).pk}")) for many in (3, 30)]
    assert counted[0] == counted[1] <= AROUND + 34


@pytest.mark.parametrize("state", ["offered", "open", "settled"])
def test_a_case_asks_nothing_twice(desk: Client, marlow: House, state: str) -> None:
    rooms.rooms(marlow)
    case = factory.case(marlow)
    factory.move(case, state)
    questions = Counter(asked(desk, f"/cases/{case.pk}"))
    assert [one for one, times in questions.items() if times > 1] == []
    said = [one for one in questions if 'FROM "store_assessment"' in one]
    # Three choices of posts: what the page explains, what the policy counts, what tells of a minor.
    assert len(said) == 3
    moves = [one for one in questions if 'FROM "store_move"' in one]
    assert len(moves) == (2 if state == "offered" else 1), "whether to ask once more is a question of its own"
    assert len(questions) <= AROUND + 29


def rests(house: House, case: Case) -> None:
    Case.objects.of(house.brand).filter(pk=case.pk).update(state="resolved", resolved_at=AT, resting_at=AT)


def is_mine(house: House, case: Case) -> None:
    Case.objects.of(house.brand).filter(pk=case.pk).update(assignee=Agent.objects.get(name="Ines Brandt"))


def has_a_proposal(house: House, case: Case) -> None:
    factory.reply(case, factory.agent(house, f"Al{case.pk} Bo"), f"Words {case.pk}")


def is_talked_about(house: House, case: Case) -> None:
    Case.objects.of(house.brand).filter(pk=case.pk).update(assignee=factory.agent(house, f"Al{case.pk} Bo"))
    factory.move(case, "open")


LISTS: dict[str, Callable[[House, Case], None]] = {
    "/": is_mine,
    "/mine": is_mine,
    "/moves": is_talked_about,
    "/resting": rests,
    "/approvals": has_a_proposal,
}


@pytest.mark.parametrize("path", list(LISTS))
def test_a_list_asks_no_more_for_thirty_cases_than_for_three(desk: Client, marlow: House, path: str) -> None:
    counted = []
    for number in range(30):
        person = factory.handle(marlow, f"p{number}@lobby.example", avatar_url="https://lobby.example/p.png")
        LISTS[path](marlow, factory.case(marlow, person=person, text=f"Matter {number}"))
        if number + 1 in (3, 30):
            counted.append(len(asked(desk, path)))
    assert counted[0] == counted[1] <= AROUND + 2


def test_a_supervisors_moves_ask_no_more_for_thirty_than_for_three(client: Client, marlow: House) -> None:
    client.force_login(factory.agent(marlow, "Sue Okoro", roles=("supervisor",)))
    counted = []
    for number in range(30):
        factory.move(factory.case(marlow, person=factory.handle(marlow, f"p{number}@lobby.example")), "settled")
        if number + 1 in (3, 30):
            counted.append(len(asked(client, "/moves")))
    assert counted[0] == counted[1] <= AROUND + 2
    assert Move.objects.count() == 30
