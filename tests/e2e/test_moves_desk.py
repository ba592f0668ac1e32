"""The move in a real browser: the next step by one key, the room's talk live, every state accessible in any light."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from parlour.knowledge import Knowledge
from parlour.knowledge.guard.load import load_guard
from parlour.store.models import (
    Agent,
    Case,
    ChannelAccount,
    MailLook,
    Membership,
    Move,
    Outbox,
    Room,
    RoomFile,
    RoomVisit,
    SavedDraft,
)
from parlour.store.record import Happening, append
from parlour.usecases import converse
from parlour.usecases.doorbell import doorbell_link
from parlour.usecases.house import House as Running
from parlour.usecases.mail_in import take_in
from parlour.usecases.reply_alias import reply_alias
from tests.channels.mail.letters import letter
from tests.desk import factory, rooms
from tests.desk.factory import House
from tests.e2e.conftest import NARROW, WIDE
from tests.e2e.story_house import until
from tests.e2e.test_desk import told, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Desk = Callable[..., Page]


@pytest.fixture
def running() -> Running:
    """What the test itself does beside the server."""
    return Running(knowledge=Knowledge(guard=load_guard()))


def matter(marlow: House, name: str, state: str = "", *, at: datetime, **more: Any) -> Case:
    person = factory.handle(marlow, f"{name.lower()}@lobby.example", display_name=f"{name} Quist")
    due = at + timedelta(hours=1)
    case = factory.case(marlow, person=person, opened_at=at, act_by=due, promise_at=due)
    if state:
        move = factory.move(case, state, at=at)
        Move.objects.filter(pk=move.pk).update(**more)
    return case


def record(case: Case, *verbs: str, by: str, at: datetime, **said: object) -> None:
    move = Move.objects.filter(case=case).latest("pk")
    happenings = [Happening(f"case:{case.pk}", verb, by, payload={"move": move.pk, **said}) for verb in verbs]
    with transaction.atomic():
        append(case.brand_id, happenings, at=at)


def furnish(marlow: House, ines: Agent, running: Running) -> dict[str, Case]:
    """A case in each state of the move, one of them with its room open and asked to be erased."""
    now = timezone.now()
    Membership.objects.create(brand=marlow.brand, agent=ines, role="privacy")
    marlow.account.sectors = ["health"]
    marlow.account.save()
    marlow.brand.settings = {"moves": {"onlookers": "rule", "many_onlookers": 1000}}
    marlow.brand.save()
    rooms.rooms(marlow)
    made = {
        "none": matter(marlow, "Nora", at=now),
        "offered": matter(marlow, "Olga", "offered", at=now),
        "settled": matter(marlow, "Sven", "settled", at=now, deadline=now - timedelta(hours=1)),
        "cannot": matter(marlow, "Cleo", "offered", at=now),
        "returned": matter(marlow, "Rita", "settled", at=now),
        "room": matter(marlow, "Mara", at=now),
    }
    Move.objects.filter(case=made["cannot"]).update(state="cannot", reason="They take messages from friends only.")
    record(made["cannot"], "move_offered", by=f"agent:{ines.pk}", at=now)
    record(made["cannot"], "move_barred", by=f"agent:{ines.pk}", at=now, reason="They take messages from friends only.")
    back = Move.objects.get(case=made["returned"])
    back.closure = factory.closure(made["returned"], ines, "Taken care of.", at=now)
    for state, stamp in (("closed", "closed_at"), ("returned", "returned_at")):
        back.state, back.mood = state, "unhappy" if state == "returned" else ""
        setattr(back, stamp, now)
        back.save()
    for place, verb in enumerate(("offered", "consented", "opened", "settled", "closed")):
        record(made["returned"], f"move_{verb}", by=f"agent:{ines.pk}", at=now + timedelta(seconds=place))
    in_room(made["room"], ines, running)
    return made


def in_room(case: Case, ines: Agent, running: Running) -> None:
    visit = rooms.come_in(case, running).visit
    file = RoomFile.objects.create(
        brand=case.brand, room=visit.room, by_guest=True, name="A letter with quite a long name to it.pdf",
        media_type="application/pdf", size=120_000, sha256=b"s" * 32, body=b"%PDF-", made_at=running.clock(),
    )  # fmt: skip
    rooms.says_in_room(case, "Here I am, and here is the letter.", files=(file.pk,))
    ours = factory.reply(case, ines, "Thank you, I am reading it.", surface="private", state="approved")
    rooms.says_in_room(case, "Thank you, I am reading it.", reply=ours)
    converse.ask_to_erase(visit, house=running)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_a_move_is_accessible_and_fits(
    open_desk: Desk, marlow: House, ines: Agent, running: Running, scheme: str, size: tuple[int, int]
) -> None:
    cases = furnish(marlow, ines, running)
    page, found = open_desk(size=size, scheme=scheme), []
    for path in [f"/cases/{case.pk}" for case in cases.values()] + [f"/cases/{cases['none'].pk}?words=room", "/moves"]:
        page.goto(path)
        page.locator("html[data-ready]").wait_for()
        for closed in page.locator(".way-story:not([open]) summary").all():
            closed.click()
        for menu in page.locator(".next-do .menu summary, .erasure .menu summary").all():
            menu.click()
            inside = Axe().run(page, context=".menu[open] .sheet").response["violations"]
            found += [(path, one["id"], [node["target"] for node in one["nodes"]]) for one in inside]
            page.keyboard.press("Escape")
        found += [(path, one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page)]
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert (path, max(over, 0)) == (path, 0)
    assert found == []


def test_one_key_invites_and_the_room_is_offered_beside(
    open_desk: Desk, marlow: House, ines: Agent, running: Running
) -> None:
    rooms.rooms(marlow)
    case = matter(marlow, "Mara", at=timezone.now())
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    page.keyboard.press("m")
    page.wait_for_url("**words=invitation*")
    field = page.get_by_label("Public reply")
    expect(field).to_be_focused()
    assert "private message" in field.input_value()
    page.locator("#lobby").get_by_role("link", name="to our private room").click()
    page.wait_for_url("**words=room*")
    expect(field).to_be_focused()
    assert doorbell_link(case, house=running) in field.input_value()
    expect(page.locator("#public-verdict")).to_contain_text("Ready to go.")
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_role("dialog")).to_contain_text("private room")
    page.keyboard.press("Shift+Enter")
    told(page, "On its way to the thread.")
    assert list(Move.objects.values_list("state", "way")) == [("offered", "room")]


def test_one_key_settles_and_then_tells_the_thread(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = matter(marlow, "Mara", "open", at=timezone.now())
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    page.keyboard.press("m")
    told(page, "Settled. Now tell the thread that it is taken care of.")
    page.keyboard.press("m")
    page.wait_for_url("**words=closure*")
    expect(page.get_by_label("Public reply")).to_be_focused()
    expect(page.locator("#public-verdict")).to_contain_text("Ready to go.")
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Shift+Enter")
    told(page, "On its way to the thread.")
    assert Outbox.objects.latest("pk").purpose == "closure"


def test_guest_who_writes_and_reads_is_seen_at_once(
    open_desk: Desk, marlow: House, ines: Agent, running: Running
) -> None:
    rooms.rooms(marlow)
    case = matter(marlow, "Mara", at=timezone.now())
    visit = rooms.come_in(case, running).visit
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    page.wait_for_timeout(700)  # the first look of the stream has come
    with transaction.atomic():
        converse.mark_typing(RoomVisit.objects.get(pk=visit.pk), house=running)
    expect(page.get_by_text("Mara is writing…")).to_be_visible()
    expect(page.get_by_text("Mara is writing…")).to_be_hidden(timeout=15_000)


def test_what_the_agent_reads_and_writes_is_told_to_the_guest(
    open_desk: Desk, marlow: House, ines: Agent, running: Running
) -> None:
    rooms.rooms(marlow)
    case = matter(marlow, "Mara", at=timezone.now())
    rooms.come_in(case, running)
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    assert Room.objects.get().agent_seen_at is not None
    page.get_by_label("Private message").fill("Good morning, Mara.")
    expect(page.locator("#private-verdict .reading")).to_be_visible()
    assert Room.objects.get().agent_typing_at is not None


@pytest.mark.parametrize("size", [NARROW, (820, 1180), (390, 500)], ids=["phone", "tablet", "low"])
def test_switch_between_the_rooms_never_lies_over_a_button(
    open_desk: Desk, marlow: House, size: tuple[int, int]
) -> None:
    case = matter(marlow, "Mara", "open", at=timezone.now())
    page = open_desk(size=size)
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    switch = page.get_by_role("navigation", name="Rooms")
    for name in ("Post publicly", "Send to Mara", "Pin it"):
        button = page.get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        lies, stands = button.bounding_box(), switch.bounding_box()
        assert lies is not None
        assert stands is not None
        assert lies["y"] + lies["height"] <= stands["y"]
        assert stands["y"] + stands["height"] <= size[1]
    page.get_by_role("link", name="Parlour", exact=True).click()
    expect(page.get_by_role("heading", name="Parlour")).to_be_in_viewport()
    page.get_by_role("link", name="Lobby", exact=True).click()
    expect(page.get_by_role("heading", name="Lobby")).to_be_in_viewport()


def test_keys_that_scroll_reach_the_case_at_once(open_desk: Desk, marlow: House) -> None:
    case = matter(marlow, "Mara", "open", at=timezone.now())
    page = open_desk(size=(820, 600))
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    page.keyboard.press("PageDown")
    page.locator(".case").evaluate("""(one) => new Promise((done) => {
        const look = () => (one.scrollTop > 100 ? done() : requestAnimationFrame(look));
        look();
    })""")
    page.emulate_media(media="print")
    inside = page.locator(".case").evaluate("(one) => [one.clientHeight, one.scrollHeight]")
    assert inside[0] == inside[1], "on paper nothing of it is cut off"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mail_nobody_can_vouch_for_is_read_in_its_place(
    open_desk: Desk, marlow: House, ines: Agent, running: Running, scheme: str
) -> None:
    case = matter(marlow, "Mara", "open", at=timezone.now())
    settings = {"domain": "replies.care.example"}
    ChannelAccount.objects.create(
        brand=marlow.brand, network="mail", address="c@replies.care.example", settings=settings
    )
    take_in(bytes(letter("It still hurts.", To=reply_alias(case), From="Mara <m@else.example>")), house=running)
    page = open_desk(size=NARROW, scheme=scheme)
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    page.get_by_role("button", name="Show what it says").focus()
    page.keyboard.press("Enter")
    words = page.locator(".strange-words")
    expect(words).to_contain_text("It still hurts.")
    expect(words).to_be_focused()
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page)] == []
    assert MailLook.objects.get().agent == ines


def test_invitation_put_aside_is_an_invitation_when_they_come_back(
    open_desk: Desk, marlow: House, ines: Agent, running: Running
) -> None:
    case = matter(marlow, "Mara", at=timezone.now())
    page = open_desk()
    page.goto(f"/cases/{case.pk}?words=invitation")
    field = page.get_by_label("Public reply")
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" IB")
    expect(page.locator("#public-verdict")).to_contain_text("Ready to go.")
    words = field.input_value()
    until(lambda: SavedDraft.objects.filter(text=words, purpose="invitation").exists(), seconds=10, why=lambda: "kept")
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()
    expect(field).to_have_value(words)
    expect(page.locator("#lobby .composer .chip")).to_have_text("Invitation")
    field.focus()
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Shift+Enter")
    told(page, "On its way to the thread.")
    assert Move.objects.get(case=case).state == "offered"
