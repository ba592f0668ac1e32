"""Who wrote again in private after their matter was settled is seen on its case."""

import pytest
from django.test import Client

from parlour.store.models import Case
from tests.desk import factory
from tests.desk.factory import AT, House
from tests.desk.test_moves import record

AGAIN = "Mara Lindqvist wrote again in private: it is not settled after all. Answer there."


def shown(desk: Client, case: Case) -> str:
    return desk.get(f"/cases/{case.pk}").content.decode()


@pytest.fixture
def case(marlow: House) -> Case:
    """Talking again, after it was settled."""
    made = factory.case(marlow)
    factory.move(made, "open", reopened_at=AT)
    return made


def test_the_case_says_that_they_wrote_again(desk: Client, case: Case) -> None:
    record(case, "move_reopened", f"person:{case.person_id}")
    page = desk.get(f"/cases/{case.pk}")
    assert AGAIN in page.content.decode()
    step = page.context["c"].move.steps[2]
    assert (step.word, step.who) == ("Talking again", "Mara Lindqvist")


def test_answered_it_is_a_talk_like_any_other(desk: Client, case: Case) -> None:
    record(case, "move_reopened", f"person:{case.person_id}")
    Case.objects.update(state="waiting")
    assert AGAIN not in shown(desk, case)


def test_it_is_not_said_of_them_where_an_agent_opened_it(desk: Client, case: Case) -> None:
    record(case, "move_reopened", f"agent:{factory.agent(House(case.brand, case.account), 'Ben Ode').pk}", reason="No.")
    assert AGAIN not in shown(desk, case)


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("wrote_contentedly", "Wrote again in private; nothing to settle"),
        ("another_matter", "Wrote again in private, about another matter"),
    ],
)
def test_the_story_tells_it(desk: Client, marlow: House, verb: str, words: str) -> None:
    case = factory.case(marlow)
    factory.move(case, "settled")
    record(case, verb, f"person:{case.person_id}")
    assert words in shown(desk, case)
