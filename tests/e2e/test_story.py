"""The story of the house, told once in a real browser on the whole product: heard, guarded, taken aside, closed."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect  # noqa: E402

from tests.e2e.conftest import WIDE  # noqa: E402
from tests.e2e.story_house import StoryHouse, opened, until  # noqa: E402

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # milliseconds: what other processes bring about on a busy machine
UNDO = 2
LEAK = "Mara, your appointment is on Sunday 9:40. The swelling under the jaw should go down with ibuprofen."
PRIVATE = ("9:40", "tallow", "ibuprofen", "swelling", "jaw", "root canal", "tooth", "appointment", "m-20417", "36.9")
HELLO = "Hello Mara, this is Ines. Is it all right with you to talk about it here?"
SETTLED = "Thank you. Sunday 9:40 at Tallow Street is yours, and you need no card."
CODE = re.compile(r"with the word ([a-z]{5}-[a-z]{5})")
Desk = Callable[[str], Page]


@pytest.fixture(scope="module")
def house() -> Iterator[StoryHouse]:
    with opened("--speed", "20", "--scenes", "opening_hours", undo_seconds=UNDO) as running:
        yield running


@pytest.fixture(scope="module")
def people(house: StoryHouse, chromium: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Browsers of colleagues, each signed in once through the link that `parlour up` has printed."""
    browsers: dict[str, BrowserContext] = {}
    for name in ("Ines Farrow", "Ruth Okafor"):
        browser = chromium.new_context(
            viewport={"width": WIDE[0], "height": WIDE[1]}, reduced_motion="reduce", base_url=house.desk
        )
        page = browser.new_page()
        page.goto(house.links[name])
        page.get_by_role("button", name=f"Sign in as {name}").click()
        page.wait_for_url(f"{house.desk}/", timeout=PATIENCE)
        page.close()
        browsers[name.split()[0]] = browser
    yield browsers
    for browser in browsers.values():
        browser.close()


@pytest.fixture
def desk(people: dict[str, BrowserContext]) -> Iterator[Desk]:
    """A new tab of a colleague; the test fails if a page's script did."""
    tabs: list[Page] = []
    errors: list[str] = []

    def new_tab(name: str) -> Page:
        page = people[name].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto("/")
        tabs.append(page)
        return page

    expect.set_options(timeout=PATIENCE)
    yield new_tab
    expect.set_options(timeout=5_000)
    for page in tabs:
        if not page.is_closed():
            page.close()
    assert errors == []


def row_of(page: Page, name: str) -> Locator:
    return page.locator("#rows .row", has=page.get_by_text(name, exact=True)).first


def await_in_queue(page: Page, name: str) -> None:
    """See somebody come into the open list by themselves, behind the quiet bar where that is how they come."""
    bar = page.locator("[data-show-news]")

    def arrived() -> bool:
        if bar.is_visible():
            bar.click()
        return row_of(page, name).is_visible()

    until(arrived)


def open_by_keyboard(page: Page, name: str) -> int:
    """Step down the list to somebody and open their case; its number."""
    for _ in range(page.locator("#rows .row").count()):
        page.keyboard.press("j")
        if name in page.evaluate("document.activeElement.innerText"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return int(page.url.rpartition("/")[2])


def write_publicly(page: Page, words: str) -> None:
    page.keyboard.press("r")
    page.keyboard.type(words)
    expect(page.locator("#public-verdict .reading")).to_be_visible()


def stop_typing(page: Page) -> None:
    """Back in the field from the dialog; Escape leaves the field too, so that letter keys are commands again."""
    field = page.get_by_label("Public reply")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()


def post_publicly(page: Page) -> str:
    """Twice Shift+Enter, reading what the confirmation says in between; the exact words it showed."""
    expect(page.locator("#public-verdict")).to_contain_text("Ready to go.")
    page.get_by_label("Public reply").focus()
    page.keyboard.press("Shift+Enter")
    dialog = page.get_by_role("dialog", name="Post this publicly?")
    expect(dialog).to_contain_text(re.compile(r"Everyone can read it: 212 followers, \d people? in the thread\."))
    expect(dialog).to_contain_text(f"You can take it back for {UNDO} seconds.")
    exact = dialog.locator(".exact").inner_text()
    page.keyboard.press("Shift+Enter")
    press_until(page, "Post publicly", said="On its way to the thread.")
    return exact


def send_privately(page: Page, words: str) -> None:
    page.keyboard.press("p")
    page.keyboard.type(words)
    expect(page.locator("#private-verdict")).to_contain_text("Ready to go.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("On its way, in private.")).to_be_visible()


def said_publicly(house: StoryHouse, *, to: str) -> list[str]:
    """The brand's words in public that name somebody."""
    statuses = house.on_the_network(by="marlowcare")
    return [status["text"] for status in statuses if status["visibility"] != "direct" and to in status["to"]]


def test_complaint_is_answered_taken_aside_and_closed_in_public(house: StoryHouse, desk: Desk) -> None:
    page = desk("Ines")
    house.play("root_canal")
    await_in_queue(page, "Mara Lindqvist")
    case = open_by_keyboard(page, "Mara Lindqvist")

    # A draft that says too much is marked, with the reason beside it, and is not hers alone to post.
    write_publicly(page, LEAK)
    verdict = page.locator("#public-verdict")
    expect(verdict).to_contain_text("This should not go as it is.")
    assert {"Sunday 9:40", "swelling under the jaw", "ibuprofen"} <= set(verdict.locator("mark").all_inner_texts())
    expect(verdict.locator(".findings li", has_text="This names Mara's medicine. It is private.")).to_contain_text(
        "ibuprofen"
    )
    page.keyboard.press("Shift+Enter")
    dialog = page.get_by_role("dialog", name="Only a supervisor can let this go")
    expect(dialog.get_by_role("button", name="Ask a supervisor")).to_be_visible()
    expect(dialog.get_by_role("button", name="Post publicly")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()

    # The guard's own words, taken by a key, are clean; the invitation says the same with the word that finds the case.
    stop_typing(page)
    offered = page.locator("[data-rewrite]").inner_text()
    page.keyboard.press("g")
    expect(page.get_by_label("Public reply")).to_have_value(offered)
    expect(verdict).to_contain_text("Ready to go.")
    page.get_by_role("link", name="Invite Mara to a private message").click()
    page.wait_for_url("**words=invitation**")
    code = CODE.search(page.get_by_label("Public reply").input_value())
    assert code is not None
    invitation = post_publicly(page)
    until(lambda: said_publicly(house, to="mara_lindqvist"))
    assert said_publicly(house, to="mara_lindqvist") == [invitation]
    expect(page.locator(".keeper")).to_contain_text("Ines Farrow looks after it")

    # Her private message, with that word, comes into the parlour of this very case, and is shown as her consent.
    parlour, way = page.locator("#parlour"), page.locator(".move")
    expect(parlour).to_contain_text(f"You asked me to quote {code[1]}.")
    expect(way.locator(".step-now")).to_contain_text("Talking")
    expect(way.locator(".evidence")).to_contain_text(
        "Mara agreed by writing to us in private: @marlowcare Hello, this is Mara"
    )
    send_privately(page, HELLO)
    expect(parlour).to_contain_text("Yes, that's fine with me, let's talk here. Membership M-20417.")
    send_privately(page, SETTLED)
    expect(parlour).to_contain_text("No fever, I just measured")

    page.get_by_role("button", name="It is settled").click()
    expect(page.get_by_text("Settled. Now tell the thread that it is taken care of.")).to_be_visible()
    page.get_by_role("link", name="Tell the thread").click()
    page.wait_for_url("**words=closure**")
    closure = post_publicly(page)

    expect(page.locator("#lobby")).to_contain_text("Credit where it's due")
    expect(way).to_contain_text("Mara Lindqvist came back to say thank you. All is well.")
    expect(way.locator(".step-now")).to_contain_text("Came back with thanks")
    expect(way.locator(".step", has_text="Closed in public")).to_have_count(1)
    page.get_by_role("link", name="As a stranger sees it").click()
    expect(page.locator(".impression")).to_contain_text("Taken care of")

    check_the_network(house, [invitation, closure])
    check_the_exports(house, case, public=[invitation, closure])
    check_the_record(house)


def check_the_network(house: StoryHouse, public: list[str]) -> None:
    """What was confirmed stands there once, byte for byte; no public word of ours holds a private fact."""
    assert said_publicly(house, to="mara_lindqvist") == public
    everything = [one for one in house.on_the_network(by="marlowcare") if one["visibility"] != "direct"]
    assert [(word, one["text"]) for one in everything for word in PRIVATE if word in one["text"].lower()] == []


def check_the_exports(house: StoryHouse, case: int, *, public: list[str]) -> None:
    ours = house.on_the_network(by="marlowcare")
    to_mara = [one for one in ours if "mara_lindqvist" in one["to"]]
    assert len(to_mara) == len(public) + 2
    for what in ("--sent", "--approved"):
        rows = [row for row in house.export(what) if "mara_lindqvist" in row["text"]]
        assert sorted(row["external_id"] for row in rows) == sorted(one["id"] for one in to_mara)
        assert {row["state"] for row in rows} == {"confirmed"}
        assert [row["text"] for row in rows if row["surface"] == "public"] == public
    hers = {one["id"] for one in house.on_the_network(by="mara_lindqvist") if "marlowcare" in one["to"]}
    heard = [row for row in house.export("--posts") if row["external_id"] in hers]
    assert sorted(row["external_id"] for row in heard) == sorted(hers)
    assert {row["case"] for row in heard if row["surface"] == "private"} == {case}


def check_the_record(house: StoryHouse) -> None:
    """It holds; one changed row is found; put back as it was, it holds again."""
    assert verified(house) == (0, True, [])
    change = "update store_event set verb = %s where verb = %s and stream like 'case:%%' returning id"
    assert len(house.sql(change, "move_never_settled", "move_settled")) == 1
    code, holds, problems = verified(house)
    assert (code, holds, len(problems)) == (1, False, 1)
    house.sql(change, "move_settled", "move_never_settled")
    assert verified(house) == (0, True, [])


def press_until(page: Page, button: str, *, said: str) -> None:
    """When something became known while the words were read, the desk asks to read them once more: so one does."""
    told, again = page.get_by_text(said), page.get_by_role("heading", name="Read it once more")
    for _ in range(5):
        expect(told.or_(again).first).to_be_visible()
        if told.is_visible():
            return
        page.get_by_role("main").get_by_role("button", name=button).click()
    expect(told).to_be_visible()


def verified(house: StoryHouse) -> tuple[int, bool, list[Any]]:
    finished = house.parlour("verify")
    report = json.loads(finished.stdout)
    return finished.returncode, report["holds"], report["problems"]


def test_words_a_supervisor_sends_back_never_leave_the_house(house: StoryHouse, desk: Desk) -> None:
    page, supervisor = desk("Ines"), desk("Ruth")
    supervisor.goto("/approvals")
    house.play("final_bill")
    await_in_queue(page, "Tom Aldous")
    case = open_by_keyboard(page, "Tom Aldous")
    before = house.on_the_network(by="marlowhome")

    words = "Tom, your account HB-77310-2 was passed to Northgate Collections on 9 November."
    write_publicly(page, words)
    page.keyboard.press("Shift+Enter")
    page.get_by_role("dialog").get_by_role("button", name="Ask a supervisor").click()
    press_until(page, "Ask a supervisor", said="A colleague will read it before it goes.")

    supervisor.get_by_role("link", name="Read and decide about the reply to Tom Aldous").click()
    expect(supervisor.locator(".exact")).to_have_text(f"@tom_aldous {words}")
    expect(supervisor.locator(".findings")).to_contain_text("It is private.")
    supervisor.get_by_label("What should Ines Farrow change?").fill("Please ask him aside first.")
    supervisor.get_by_role("button", name="Send back").click()
    expect(supervisor.get_by_text("Sent back to Ines Farrow with your words.")).to_be_visible()

    page.goto(f"/cases/{case}")
    expect(
        page.get_by_text("sent your reply to tom_aldous@lobby.example back: Please ask him aside first.")
    ).to_be_visible()
    expect(page.get_by_label("Public reply")).to_have_value(words)
    assert [row for row in house.export("--approved") if "tom_aldous" in row["text"]] == []
    assert house.on_the_network(by="marlowhome") == before


def test_draft_waits_for_whoever_closes_the_tab(house: StoryHouse, desk: Desk) -> None:
    page = desk("Ines")
    await_in_queue(page, "Dot Penrose")
    case = open_by_keyboard(page, "Dot Penrose")
    write_publicly(page, "Dot, thank you for asking. We")
    page.close()
    again = desk("Ines")
    again.goto(f"/cases/{case}")
    expect(again.get_by_label("Public reply")).to_have_value("Dot, thank you for asking. We")
