"""docs/reference/api.md names every refusal and limit of the API as they stand, and its example works."""

import re

import orjson
import pytest
from django.test import Client

from parlour.api import guard
from parlour.api.body import MOST_BYTES, MOST_LINES, UNIT_BYTES
from parlour.usecases.api_keys import UNITS_A_MINUTE, Closed, make_api_key
from tests.architecture.tree import modules, under
from tests.desk import factory
from tests.docs.pages import first_cells, page, section

API = page("reference/api.md")


def test_every_refusal_stands_there_and_no_other() -> None:
    raised = {found for module in under("api") for found in re.findall(r'Refusal\((\d+), "(\w+)"', module.text)}
    raised |= {("403", why.value) for why in Closed}
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", section(API, "Refusals"), re.MULTILINE)
    assert sorted(rows) == sorted(raised)


def test_every_code_of_a_bad_line_stands_there_and_no_other() -> None:
    reading = ("usecases/json_lines.", "usecases/line_fields.", "usecases/guard_")
    readers = [module for module in modules() if module.name.startswith(reading)]
    raised = {code for module in readers for code in re.findall(r'BadLine\("(\w+)"', module.text)}
    listed = [row for row in first_cells(section(API, "Refusals").split("| Code of a bad line |")[1]) if row]
    assert {code for row in listed for code in re.findall(r"\w+_\w+", row)} == raised


def test_limits_stand_there() -> None:
    values = re.findall(r"^\| [^|]+ \| (.+) \|$", section(API, "Limits"), re.MULTILINE)
    assert values[1:] == [
        f"{MOST_BYTES} bytes",
        f"{MOST_LINES}",
        f"{UNITS_A_MINUTE}",
        f"{guard.AT_ONCE}; {guard.WAITING} more wait up to {guard.WAIT_SECONDS:.0f} seconds",
    ]
    assert f"requests of more than {guard.LIGHT} drafts judged" in section(API, "Limits")
    assert f"for every {UNIT_BYTES} bytes begun" in " ".join(section(API, "Limits").split())


@pytest.mark.django_db
def test_example_is_answered_as_it_says() -> None:
    asked, answered = (orjson.loads(block) for block in re.findall(r"```json\n(.*?)```", API, re.DOTALL))
    house = factory.house()
    key = make_api_key(house.brand, agent=factory.agent(house), name="Helpdesk", at=house.at).shown
    header = {"Authorization": f"Bearer {key}"}
    assert Client().post("/api/guard", asked, content_type="application/json", headers=header).json() == answered
