"""Two browsers: an agent at the desk and a customer with a phone, from the doorbell to the talk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect

from parlour.knowledge import Knowledge
from parlour.store.models import Agent, Case, ChannelAccount, PostText, Proof, Room, RoomFile
from parlour.usecases.assess import assess_waiting
from parlour.usecases.doorbell import doorbell_link, hang
from parlour.usecases.house import House
from parlour.usecases.post_mail import post_due
from parlour.usecases.prove import heard_words
from parlour.usecases.send import send_due
from tests.desk import factory
from tests.e2e.conftest import NARROW, WIDE
from tests.e2e.test_desk import violations
from tests.room.conftest import code_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]
HURTS = "It still hurts at night."
SORRY = "I am sorry, Mara. I will ask the surgery to call you today. IB"


@dataclass
class Invited:
    """Mara's case, whose doorbell stands in the thread."""

    case: Case
    link: str
    house: House

    def letter(self) -> tuple[str, str]:
        """The code of the newest letter, and the link of its key."""
        post_due(self.house)
        link = next(line for line in mail.outbox[-1].body.splitlines() if "/room/key/" in line)
        return code_in(str(mail.outbox[-1].body)), link

    def come_in(self, page: Page) -> None:
        page.goto(self.link)
        page.get_by_label("e-mail address").fill("mara@reeds.example")
        page.get_by_role("button", name="Send me a code").click()
        page.get_by_text("If this is the address we know").wait_for()
        page.goto(self.letter()[1])
        page.get_by_role("button", name="Open the room").click()
        page.get_by_label("Your message").wait_for()


@pytest.fixture
def mara(marlow: factory.House, server: str, knowledge: Knowledge) -> Invited:
    marlow.brand.settings = {"undo_seconds": 0}
    marlow.brand.save()
    ChannelAccount.objects.create(
        brand=marlow.brand, network="room", address="room@marlow.example", settings={"base_url": server}
    )
    case, house = factory.case(marlow, opened_at=marlow.at), House(knowledge=knowledge)
    factory.customer(marlow, case.person)
    move = factory.move(case, "offered", at=marlow.at)
    move.way = "room"
    move.save()
    hang(move, at=marlow.at)
    return Invited(case, doorbell_link(case, house=house), house)


@pytest.fixture
def phone(chromium: Browser, server: str) -> Iterator[Open]:
    """Open a customer's browser; the test fails if a script did, or if it asked anybody else for anything."""
    contexts, hosts = [], set()
    errors: list[str] = []

    def open_one(*, size: tuple[int, int] = NARROW, scheme: Any = "light", script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
            base_url=server,
            locale="en-GB",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.on("console", lambda told: errors.append(told.text) if "Content Security" in told.text else None)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert (errors, hosts - {urlsplit(server).netloc}) == ([], set())


def test_agent_and_customer_talk_live(open_desk: Open, phone: Open, mara: Invited, ines: Agent) -> None:
    page = phone()
    mara.come_in(page)
    desk = open_desk()
    desk.goto(f"/cases/{mara.case.pk}")
    desk.locator("html[data-ready]").wait_for()

    page.get_by_label("Your message").fill(HURTS)
    page.get_by_role("button", name="Send to Marlow Care").click()
    expect(page.locator(".said-mine")).to_contain_text(HURTS)
    expect(page.get_by_label("Your message")).to_have_value("")
    expect(desk.locator("#parlour")).to_contain_text(HURTS)
    assess_waiting(mara.house)  # which puts her words into her case

    desk.get_by_label("Private message").click()
    desk.keyboard.type(SORRY)
    expect(page.locator("#typing")).to_contain_text("is writing")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("On its way, in private.")).to_be_visible()
    assert send_due(mara.house) == 1
    theirs = page.locator(".said-theirs")
    expect(theirs).to_contain_text(SORRY)
    expect(theirs).to_contain_text("Ines Brandt")
    expect(theirs.locator(".initials")).to_have_text("IB")
    expect(page.locator(".said-mine .said-read")).to_have_text("Read", timeout=25_000)  # with the desk's next heartbeat
    expect(page.locator("#news")).to_contain_text("New message: Ines Brandt")


def test_file_goes_over_and_comes_down_as_a_download(phone: Open, mara: Invited) -> None:
    page = phone()
    mara.come_in(page)
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(drawn, "PNG")
    wrong: FilePayload = {"name": "tool.exe", "mimeType": "image/png", "buffer": b"MZ\x90"}
    right: FilePayload = {"name": "../my bill.png", "mimeType": "image/png", "buffer": drawn.getvalue()}
    page.get_by_label("Add files").set_input_files([right, wrong])
    page.get_by_label("Your message").fill("Here is the bill.")
    page.get_by_role("button", name="Send to Marlow Care").click()
    expect(page.locator(".problem")).to_contain_text("tool.exe: We can take pictures")
    expect(page.get_by_label("my bill.png")).to_be_checked()
    expect(page.get_by_label("Your message")).to_have_value("Here is the bill.")
    page.get_by_role("button", name="Send to Marlow Care").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="my bill.png").click()
    assert coming.value.suggested_filename == RoomFile.objects.get().name == "my bill.png"
    assert urlsplit(coming.value.url).path.startswith("/room-files/")


def test_words_of_the_own_account_open_the_door_by_themselves(phone: Open, mara: Invited) -> None:
    page = phone()
    page.goto(mara.link)
    page.get_by_role("button", name="Show me two words").click()
    words = page.locator(".words").inner_text()
    assert Proof.objects.get().words == words
    post = factory.said(mara.case, words, at=timezone.now(), private=True)
    with transaction.atomic():
        heard_words(mara.case.brand_id, {post.pk: words}, at=timezone.now())
    page.get_by_role("button", name="Open the room").click()
    expect(page.get_by_label("Your message")).to_be_visible()


def test_everything_works_by_keyboard_alone(phone: Open, mara: Invited) -> None:
    page = phone(size=WIDE)
    press, write = page.keyboard.press, page.keyboard.type
    page.goto(mara.link)
    press("Tab")
    write("mara@reeds.example")
    press("Enter")
    page.get_by_label("The six digits").wait_for()
    press("Tab")
    write("12")
    press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("You can try 4 more times.")
    expect(page.get_by_label("The six digits")).to_be_focused()
    press("Control+a")
    write(mara.letter()[0])
    press("Enter")
    page.get_by_role("button", name="Open the room").wait_for()
    press("Tab")
    press("Enter")
    page.locator("html[data-ready]").wait_for()
    press("Tab")
    press("Enter")  # the link that skips to writing
    expect(page.get_by_label("Your message")).to_be_focused()
    write(HURTS)
    press("Control+Enter")
    expect(page.locator(".said-mine")).to_contain_text(HURTS)
    expect(page.get_by_label("Your message")).to_be_focused()


def test_without_a_script_nothing_is_missing_but_the_live_part(phone: Open, mara: Invited) -> None:
    page = phone(script=False)
    mara.come_in(page)
    page.get_by_label("Your message").fill(HURTS)
    page.get_by_role("button", name="Send to Marlow Care").click()
    expect(page.locator(".said-mine")).to_contain_text(HURTS)
    factory_answer(mara)
    page.get_by_role("link", name="Look for new messages").click()
    expect(page.locator(".said-theirs")).to_contain_text("We are on it.")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Delete what was said here").click()
    page.get_by_role("button", name="Ask to delete it").click()
    page.get_by_text("More", exact=True).click()
    expect(page.get_by_text("You have asked that it be deleted")).to_be_visible()
    page.get_by_role("button", name="Leave the room").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    assert page.goto("/room/").status == 404  # type: ignore[union-attr]


def factory_answer(mara: Invited) -> None:
    """Words of ours in the room."""
    said = PostText.objects.get(text=HURTS).post
    post = factory.said(mara.case, "We are on it.", at=timezone.now(), own=True, private=True)
    row = factory.reply(mara.case, Agent.objects.earliest("pk"), "We are on it.", surface="private", state="approved")
    post.conversation, post.outbox = said.conversation, row
    post.save()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(phone: Open, mara: Invited, scheme: str, size: tuple[int, int]) -> None:
    page = phone(size=size, scheme=scheme)
    found: list[tuple[str, str, list[str]]] = []

    def look(name: str) -> None:
        found.extend((name, one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page))
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert (name, max(over, 0)) == (name, 0)

    page.goto("/room/nothing/")
    look("nothing")
    page.goto(mara.link)
    page.get_by_label("e-mail address").fill("mara")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_role("alert").wait_for()
    look("door")
    page.get_by_role("button", name="Show me two words").click()
    page.locator(".words").wait_for()
    look("words")
    mara.come_in(page)
    look("empty room")
    write = page.get_by_label("Your message")
    for words in (HURTS, "مرحبا، ما زال يؤلمني abc 123", "x" * 400):
        write.fill(words)
        page.get_by_role("button", name="Send to Marlow Care").click()
        expect(page.locator(".said-mine").last).to_contain_text(words)
        expect(write).to_have_value("")
    factory_answer(mara)
    Room.objects.update(agent_seen_at=timezone.now())
    page.get_by_label("Add files").set_input_files({"name": "a.exe", "mimeType": "x/y", "buffer": b"MZ\x90"})
    page.get_by_role("button", name="Send to Marlow Care").click()
    page.locator(".problem").wait_for()
    page.get_by_text("More", exact=True).click()
    look("room")
    for path in ("/room/erasure", "/room/left"):
        page.goto(path)
        look(path)
    assert found == []
