"""Two browsers: an agent gives a customer files in her room."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from parlour.store.models import Agent, Outbox, RoomFile
from parlour.usecases.assess import assess_waiting
from parlour.usecases.send import send_due
from tests.e2e.conftest import NARROW, WIDE
from tests.e2e.test_desk import violations
from tests.e2e.test_room import Invited, mara, phone

__all__ = ["mara", "phone"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]
WORDS = "Here is what we found, Mara. IB"
LONG = "what we found in both knees and how to move them every morning " * 2 + ".png"
ABOUT = "The exercises, one drawing each"


def sheet(name: str = "exercises.png") -> FilePayload:
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(drawn, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": drawn.getvalue()}


def program() -> FilePayload:
    return {"name": "tool.exe", "mimeType": "image/png", "buffer": b"MZ\x90"}


def she_asks(page: Page, mara: Invited) -> None:
    """She is in, and has said something, so that her room is where private words go."""
    mara.come_in(page)
    page.get_by_label("Your message").fill("Can you send me the exercises?")
    page.get_by_role("button", name="Send to Marlow Care").click()
    expect(page.locator(".said-mine")).to_contain_text("exercises?")
    assess_waiting(mara.house)


def send(desk: Page) -> None:
    """Once the page has fetched what it was told of: a request that is broken off counts as a failure here."""
    expect(desk.locator(".htmx-request")).to_have_count(0)
    desk.get_by_role("button", name="Send to Mara").click()


def test_agent_gives_files_live(open_desk: Open, phone: Open, mara: Invited, ines: Agent) -> None:
    page = phone()
    she_asks(page, mara)
    desk = open_desk()
    desk.goto(f"/cases/{mara.case.pk}#parlour")
    desk.locator("html[data-ready]").wait_for()
    desk.get_by_label("Private message").fill(WORDS)
    desk.get_by_label("Attach files").set_input_files([sheet(), program()])
    expect(desk.locator("#private-files .problem")).to_contain_text("tool.exe: Pictures (JPEG, PNG, WebP)")
    expect(desk.get_by_label("Private message")).to_have_value(WORDS)
    desk.get_by_label("What exercises.png shows, in words").fill(ABOUT)
    expect(desk.locator("#private-verdict")).to_contain_text("Ready to go.")
    assert page.locator(".files").count() == 0, "nothing of it is hers before it is sent"
    send(desk)
    expect(desk.get_by_text("On its way, in private.")).to_be_visible()
    expect(desk.locator(".bubbles .said-approved")).to_contain_text("exercises.png")
    assert send_due(mara.house) == 1
    theirs = page.locator(".said-theirs")
    expect(theirs).to_contain_text(WORDS)
    expect(theirs).to_contain_text(ABOUT)
    with page.expect_download() as coming:
        theirs.get_by_role("link", name="exercises.png").click()
    assert coming.value.suggested_filename == "exercises.png"
    assert urlsplit(coming.value.url).path.startswith("/room-files/")
    expect(desk.locator(".bubbles .said-ours")).to_contain_text(ABOUT)


def test_without_a_script_on_either_side(open_desk: Open, phone: Open, mara: Invited, ines: Agent) -> None:
    page = phone(script=False)
    she_asks(page, mara)
    desk = open_desk(script=False)
    desk.goto(f"/cases/{mara.case.pk}")
    desk.get_by_label("Private message").fill(WORDS)
    desk.get_by_label("Attach files").set_input_files([sheet(), sheet("second.png")])
    desk.get_by_role("button", name="Attach", exact=True).click()
    expect(desk.get_by_label("Private message")).to_have_value(WORDS)
    desk.get_by_role("button", name="Take out second.png").click()
    expect(desk.get_by_label("Private message")).to_have_value(WORDS)
    desk.get_by_role("button", name="Send to Mara").click()
    expect(desk.get_by_text("On its way, in private.")).to_be_visible()
    assert [file.name for file in Outbox.objects.get(surface="private").files.all()] == ["exercises.png"]
    assert send_due(mara.house) == 1
    page.get_by_role("link", name="Look for new messages").click()
    with page.expect_download() as coming:
        page.locator(".said-theirs").get_by_role("link", name="exercises.png").click()
    assert coming.value.suggested_filename == RoomFile.objects.get().name


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_are_accessible_and_fit(
    open_desk: Open, phone: Open, mara: Invited, ines: Agent, scheme: str, size: tuple[int, int]
) -> None:
    found: list[tuple[str, str, list[str]]] = []

    def look(name: str, page: Page) -> None:
        found.extend((name, one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page))
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert (name, max(over, 0)) == (name, 0)

    page, desk = phone(size=size, scheme=scheme), open_desk(size=size, scheme=scheme)
    she_asks(page, mara)
    desk.goto(f"/cases/{mara.case.pk}#parlour")
    desk.locator("html[data-ready]").wait_for()
    desk.get_by_label("Private message").fill(WORDS)
    desk.get_by_label("Attach files").set_input_files([sheet(LONG), sheet(), program()])
    desk.locator("#private-files .problem").wait_for()
    desk.get_by_label("What exercises.png shows, in words").fill(ABOUT)
    expect(desk.locator("#private-verdict")).to_contain_text("Ready to go.")
    desk.get_by_label("Attach files").scroll_into_view_if_needed()
    look("composer", desk)
    send(desk)
    desk.locator(".bubbles .said-approved").wait_for()
    send_due(mara.house)
    page.locator(".said-theirs .files").wait_for()
    look("room", page)
    expect(desk.locator(".bubbles .said-ours .read-state")).to_have_text("read", timeout=25_000)
    desk.reload()
    look("pane", desk)
    assert found == []
