"""The desk in a real browser: by keyboard alone, live, accessible, light."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from parlour.store.live import announce
from parlour.store.models import Agent, Case, Note, Outbox, Unveiling
from tests.desk import factory
from tests.desk.factory import House
from tests.e2e.conftest import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Desk = Callable[..., Page]
KIND = "Mara, I am sorry for the wait. I am looking into it now. IB"
PAGE_BYTES = 60_000


def furnish(marlow: House, ines: Agent) -> Case:
    """A case with something of everything, and a few others around it."""
    now = timezone.now()
    tom = factory.agent(marlow, "Tom Ruiz")
    case = factory.case(marlow, opened_at=now, act_by=now, promise_at=now + timedelta(minutes=8), assignee=ines)
    factory.customer(marlow, case.person, ("appointment", "Sunday 9:40", "crm"))
    factory.said(case, "It hurts at night.", at=now, reasons=[
        {"output": "sensitive.health", "rule": "health.pain", "start": 3, "end": 8, "weight": 0.6}])  # fmt: skip
    factory.move(case, "open", at=now)
    factory.said(case, "Hello, it is me.", at=now, private=True)
    factory.slip(case, tom, "She called twice.", at=now)
    factory.reply(case, ines, "We are on it.", state="approved", decision="allow", at=now + timedelta(hours=1))
    finding = {"rule": "r", "severity": "block", "start": 5, "end": 9, "message": "This names Mara's appointment."}
    factory.reply(case, tom, "Your appointment is on Sunday.", findings=[finding], decision="block", at=now)
    for place in range(4):
        person = factory.handle(marlow, f"p{place}@lobby.example", display_name=f"Person {place}")
        due = now + timedelta(minutes=20 * place + 20)
        factory.case(marlow, person=person, opened_at=now, act_by=due, promise_at=due)
    return case


def told(page: Page, words: str) -> None:
    """Wait for the page that says these words, until its script answers keys."""
    expect(page.get_by_text(words)).to_be_visible()
    page.locator("html[data-ready]").wait_for()


def pages(case: Case) -> list[str]:
    proposal = Outbox.objects.get(state="proposed")
    return [
        "/", "/mine", f"/cases/{case.pk}", f"/cases/{case.pk}/onlooker", "/approvals", f"/approvals/{proposal.pk}",
        "/moves", "/search?q=called", "/search", "/channels", "/people", "/keys", "/photo", "/accounts/2fa/",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(
    open_desk: Desk, marlow: House, ines: Agent, scheme: str, size: tuple[int, int]
) -> None:
    case = furnish(marlow, ines)
    page, found = open_desk(size=size, scheme=scheme), []
    for path in pages(case):
        page.goto(path)
        if path == f"/cases/{case.pk}":
            page.get_by_label("Public reply").fill("Your appointment is on Sunday 9:40, calm down.")
            page.locator("#public-verdict .reading").wait_for()
        found += [(path, one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page)]
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert (path, max(over, 0)) == (path, 0)
    assert found == []


def violations(page: Page) -> list[dict[str, Any]]:
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    result: list[dict[str, Any]] = Axe().run(page, options=rules).response["violations"]
    return result


def test_sign_in_and_empty_pages_are_accessible(open_desk: Desk, marlow: House) -> None:
    page, found = open_desk(), []
    for path in ("/", "/mine", "/approvals", "/moves"):
        page.goto(path)
        found += [(path, one["id"]) for one in violations(page)]
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    found += [("sign-in", one["id"]) for one in violations(page)]
    assert found == []


def test_a_case_from_queue_to_done_by_keyboard_alone(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    page = open_desk()
    press = page.keyboard.press
    press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    press("Escape")
    for key in ("j", "j", "k"):
        press(key)
    press("Enter")
    page.wait_for_url(f"**/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()

    press("n")
    page.keyboard.type("j k a s e are only letters here")
    press("Tab")
    press("Enter")
    told(page, "j k a s e are only letters here")

    press("r")
    page.keyboard.type(KIND)
    expect(page.locator("#public-verdict")).to_contain_text("Ready to go.")
    press("Shift+Enter")
    expect(page.get_by_role("dialog")).to_contain_text(KIND)
    press("Shift+Enter")
    told(page, "On its way to the thread.")

    press("p")
    page.keyboard.type(KIND)
    press("Control+Enter")
    told(page, "On its way, in private.")

    press("a")
    press("Home")
    press("Tab")
    press("Enter")
    told(page, "Nobody in particular looks after it.")

    press("s")
    press("Escape")
    press("e")
    expect(page.get_by_text("Done with Mara Lindqvist.")).to_be_visible()
    case.refresh_from_db()
    assert (case.state, case.assignee, Note.objects.filter(text__startswith="j k a s e").count()) == (
        "resolved",
        None,
        1,
    )
    sent = Outbox.objects.filter(text=KIND).order_by("id").values_list("surface", "state")
    assert list(sent) == [("public", "approved"), ("private", "approved")]


def test_guard_offers_words_and_g_takes_them(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    field = page.get_by_label("Public reply")
    field.fill("Your appointment is on Sunday 9:40.")
    expect(page.locator("#public-verdict mark").first).to_be_visible()
    offered = page.locator("[data-rewrite]").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    expect(field).to_have_value(offered)
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Your appointment is on Sunday 9:40.")


def test_verdict_does_not_move_the_words_being_typed(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    for size in (WIDE, NARROW):
        page = open_desk(size=size)
        page.goto(f"/cases/{case.pk}")
        field = page.get_by_label("Public reply")
        field.focus()
        before = field.bounding_box()
        page.keyboard.type("Your appointment is on Sunday 9:40.")
        page.locator("#public-verdict mark").first.wait_for()
        assert field.bounding_box() == before


def test_letter_keys_that_are_switched_off_do_nothing(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    Agent.objects.filter(pk=ines.pk).update(letter_keys=False)
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    for key in ("e", "r", "?"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    case.refresh_from_db()
    assert case.state == "open"


def test_new_case_waits_behind_a_quiet_bar_and_moves_nothing(open_desk: Desk, marlow: House, ines: Agent) -> None:
    furnish(marlow, ines)
    page = open_desk()
    expect(page.locator("#rows .row")).to_have_count(5)
    page.wait_for_timeout(700)  # the first look of the stream has come
    page.evaluate(
        "window.shifts = 0; const add = (one) => { window.shifts += one.value; };"
        "new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({type: 'layout-shift'})"
    )
    places = page.evaluate("[...document.querySelectorAll('.row')].map((row) => row.getBoundingClientRect().top)")
    with transaction.atomic():
        person = factory.handle(marlow, "new@lobby.example", display_name="Somebody New")
        case = factory.case(marlow, person=person, opened_at=timezone.now(), lane=0)
        announce(marlow.brand.pk, [case.pk])
    expect(page.get_by_role("button", name="1 new")).to_be_visible()
    expect(page.locator("#news")).to_have_text("1 new")
    expect(page.locator("[data-count=queue]")).to_have_text("6")
    after = page.evaluate("[...document.querySelectorAll('.row')].map((row) => row.getBoundingClientRect().top)")
    assert (after, page.evaluate("window.shifts")) == (places, 0)
    page.get_by_role("button", name="1 new").click()
    expect(page.locator("#rows .row").first).to_contain_text("Somebody New")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_case_that_left_the_list_says_so_in_words_that_can_be_read(
    open_desk: Desk, marlow: House, ines: Agent, scheme: str
) -> None:
    case = furnish(marlow, ines)
    page = open_desk(scheme=scheme)
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    page.wait_for_timeout(700)  # the first look of the stream has come
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="resolved", resolved_at=timezone.now())
        announce(marlow.brand.pk, [case.pk])
    expect(page.locator(f"#row-{case.pk}.row-gone .row-who")).to_contain_text("no longer waiting")
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page)] == []


def test_new_words_appear_in_an_open_case(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.get_by_label("Private message", exact=True).focus()
    with transaction.atomic():
        factory.said(case, "One more thing.", at=timezone.now())
        announce(marlow.brand.pk, [case.pk])
    expect(page.locator("#lobby")).to_contain_text("One more thing.")
    assert page.evaluate("document.activeElement.id") == "private-text"


def test_colleague_sees_who_is_writing(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    writing, reading = open_desk(), open_desk()
    reading.goto(f"/cases/{case.pk}")
    writing.goto(f"/cases/{case.pk}")
    reading.evaluate("document.body.dataset.agent = '0'")  # as a colleague's page, to whom Ines is somebody else
    writing.get_by_label("Public reply").fill("Hello")
    expect(reading.get_by_text("Ines Brandt is writing a public reply")).to_be_visible()


def test_draft_survives_a_closed_tab(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.get_by_label("Public reply").fill(KIND)
    expect(page.locator("#public-verdict")).to_contain_text("Ready to go.")
    page.reload()
    expect(page.get_by_label("Public reply")).to_have_value(KIND)


def test_basic_path_works_without_script(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    page = open_desk(script=False)
    page.get_by_role("link", name="Mara Lindqvist").click()
    page.get_by_role("button", name="Show appointment").click()
    expect(page.get_by_text("Sunday 9:40")).to_be_visible()
    page.get_by_role("link", name="Back to the case").click()
    page.get_by_label("Public reply").fill(KIND)
    page.get_by_role("button", name="Post publicly").click()
    expect(page.locator(".exact")).to_contain_text(KIND)
    page.get_by_role("button", name="Post publicly").click()
    expect(page.get_by_text("On its way to the thread.")).to_be_visible()
    assert (Unveiling.objects.count(), Outbox.objects.filter(text=KIND, case=case).count()) == (1, 1)


def test_page_is_light(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    page = open_desk()
    bodies: dict[str, bytes] = {}
    page.on("response", lambda answer: None if "/live" in answer.url else bodies.update({answer.url: answer.body()}))
    page.goto(f"/cases/{case.pk}")
    page.wait_for_timeout(500)
    assert sum(len(gzip.compress(body)) for body in bodies.values()) <= PAGE_BYTES
