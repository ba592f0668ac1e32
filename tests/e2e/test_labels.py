"""Correcting what triage said, in a real browser: one key for the sheet, at most two more for each label."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from parlour.store.models import Agent, Assessment, Case, Correction, Event
from tests.desk import factory
from tests.desk.factory import House
from tests.e2e.conftest import NARROW, WIDE
from tests.e2e.test_desk import told, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Desk = Callable[..., Page]
WORDS = "My new router is dead since Monday and nobody answers. Do I have to go to my lawyer?"
RESULT = {
    "language": "en",
    "sentiment": {"negative": 0.91, "neutral": 0.09},
    "heat": 0.72,
    "complaint": 0.95,
    "urgency": 0.31,
    "one_reply": 0.22,
    "politeness": 0.4,
    "sensitive": {"legal": 0.61},
    "attack": {"toxicity": 0.08},
    "intent": {"scheme": "care", "label": "fault", "p": 0.83},
    "topics": ["quality", "waiting"],
    "personal_data": [],
    "unsure": False,
    "reasons": [
        {"output": "heat", "rule": "words", "start": 39, "end": 53, "weight": 0.7},
        {"output": "sensitive.legal", "rule": "lexicon.legal", "start": 77, "end": 83, "weight": 1.2},
    ],
}


def judged(marlow: House, text: str = WORDS, *, private: bool = False, **other: Any) -> Case:
    """A case whose post was judged as in RESULT."""
    case = factory.case(marlow, text=text, opened_at=timezone.now(), route="parlour")
    post = factory.said(case, text, at=timezone.now(), private=private, route="parlour")
    Assessment.objects.filter(post=post).update(result={**RESULT, **other}, model="weights", route="parlour")
    return case


def labels(case: Case) -> dict[str, str]:
    rows = Correction.objects.filter(brand=case.brand_id, current=True)
    return {row.output: row.value for row in rows if row.value != row.said}


def test_every_label_is_corrected_by_at_most_three_keys(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = judged(marlow)
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    page.keyboard.press("c")
    sheet = page.get_by_role("dialog", name="Is this right?")
    expect(sheet).to_contain_text("Mara Lindqvist said this in public.")
    expect(sheet.locator(".labels-words")).to_have_text(WORDS)
    for keys in ("ra", "mb", "a", "c", "u", "ip", "tb", "tc", "o", "h", "b", "f", "l", "w", "y", "d", "n", "e", "s"):
        for key in keys:
            page.keyboard.press(key)
    page.keyboard.press("g")
    page.keyboard.press("g")
    expect(sheet.get_by_role("status")).to_contain_text("Annoyed or angry: no")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+Enter")
    told(page, "Written down.")
    assert labels(case) == {
        "route": "lobby", "sentiment": "neutral", "heat": "no", "complaint": "no", "urgency": "yes", "intent": "praise",
        "topics.delivery": "yes", "topics.quality": "no", "one_reply": "yes", "sensitive.health": "yes",
        "sensitive.personal_care": "yes", "sensitive.finance": "yes", "sensitive.legal": "no",
        "sensitive.employment": "yes", "sensitive.minors": "yes", "sensitive.safety": "yes", "attack.toxicity": "yes",
        "attack.threat": "yes", "attack.spam": "yes", "language": "de",
    }  # fmt: skip


def test_sheet_is_left_without_a_trace_and_the_focus_goes_back(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = judged(marlow)
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    opener = page.get_by_role("link", name="Is this right?")
    opener.focus()
    for leave in ("Escape", "Change nothing"):
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Is this right?")).to_be_focused()
        page.keyboard.press("a")
        expect(page.get_by_text("You say: no")).to_be_visible()
        page.keyboard.press("a")
        expect(page.get_by_text("You say triage was right")).to_be_visible()
        page.keyboard.press("a")
        expect(page.get_by_text("You have said nothing yet.")).to_be_visible()
        page.keyboard.press("a")
        if leave == "Escape":
            page.keyboard.press("Escape")
        else:
            page.get_by_role("link", name=leave).click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(opener).to_be_focused()
    assert Correction.objects.count() == 0


def test_correction_is_told_shown_by_name_and_undone(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = judged(marlow)
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    for key in ("c", "l", "a", "Enter"):
        page.keyboard.press(key)
        if key == "c":
            page.get_by_role("heading", name="Is this right?").wait_for()
    told(page, "A legal matter: no")
    expect(page.get_by_text("The case goes by this now: A public answer fits.")).to_be_visible()
    why = page.locator(".why")
    expect(why.locator("dl > div", has_text="not: legal")).to_contain_text("corrected by Ines Brandt")
    expect(why.locator(".route")).to_have_text("A public answer fits.")
    case.refresh_from_db()
    assert case.route == "lobby"
    page.get_by_role("button", name="Undo").click()
    told(page, "2 labels taken back.")
    case.refresh_from_db()
    assert (case.route, labels(case)) == ("parlour", {})
    verbs = Event.objects.filter(stream=f"case:{case.pk}").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["corrected", "corrected"]


def test_private_words_show_their_door(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = judged(marlow, private=True)
    page = open_desk()
    page.goto(f"/cases/{case.pk}/labels")
    expect(page.locator(".labels-private")).to_contain_text("Mara Lindqvist said this in private.")
    page.get_by_text("Other words of theirs in this case").click()
    page.get_by_role("link", name="Public:").click()
    expect(page.locator(".labels-public")).to_contain_text("Mara Lindqvist said this in public.")


def test_sheet_works_without_script(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = judged(marlow)
    page = open_desk(script=False)
    page.goto(f"/cases/{case.pk}")
    page.get_by_role("link", name="Is this right?").click()
    page.get_by_role("radiogroup", name="Annoyed or angry").get_by_label("no").check()
    page.get_by_role("group", name="What it is about").get_by_label("delivery").check()
    page.get_by_label("I have looked at all the rest, and it is right.").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Annoyed or angry: no; About delivery: yes.")).to_be_visible()
    assert labels(case) == {"heat": "no", "topics.delivery": "yes"}
    assert Correction.objects.filter(output="sensitive.legal", said="yes", value="yes").count() == 1


def test_letters_rest_when_letter_keys_are_off(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = judged(marlow)
    Agent.objects.filter(pk=ines.pk).update(letter_keys=False)
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    page.keyboard.press("c")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="Is this right?").click()
    page.get_by_role("heading", name="Is this right?").wait_for()
    page.keyboard.press("a")
    expect(page.get_by_text("You have said nothing yet.")).to_be_visible()
    expect(page.locator("dialog#labels kbd")).to_have_count(0)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sheet_is_accessible_and_fits(
    open_desk: Desk, marlow: House, ines: Agent, scheme: str, size: tuple[int, int]
) -> None:
    case = judged(marlow, private=scheme == "dark")
    page, found = open_desk(size=size, scheme=scheme), []
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    for key in ("c", "a", "l", "l", "v", "i"):
        page.keyboard.press(key)
        page.locator("dialog[open]").wait_for()
    found += [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page)]
    over = [
        page.evaluate(
            "(() => { const box = document.getElementById('labels'); return box.scrollWidth - box.clientWidth })()"
        )
    ]
    page.goto(f"/cases/{case.pk}/labels")
    found += [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page)]
    over.append(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
    assert (found, [max(one, 0) for one in over]) == ([], [0, 0])
