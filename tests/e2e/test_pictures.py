"""Faces and what people show, in a real browser: in their place, described, opened by key, and calm when missing."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from parlour.simulator import drawing
from parlour.store.models import Case, Post
from tests.channels.picture_server import PictureServer, answer, serve
from tests.desk import factory
from tests.desk.factory import House
from tests.e2e.conftest import NARROW, WIDE
from tests.e2e.story_house import until
from tests.e2e.test_desk import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Desk = Callable[..., Page]

LOADED = "images => images.map(image => [image.complete && image.naturalWidth, image.alt])"
SHIFTS = """() => new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) moved += one.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
})"""


@pytest.fixture
def network(marlow: House) -> Iterator[PictureServer]:
    """The server Marlow's account lives on, with drawn pictures."""
    with serve() as started:
        started.answers = {f"/{name}.png": answer(drawing.thing(name)) for name in drawing.THINGS}
        started.answers["/mara.png"] = answer(drawing.avatar("mara"))
        marlow.account.settings = {"base_url": started.origin, "allow_private": "yes"}
        marlow.account.save()
        yield started


@pytest.fixture
def case(marlow: House, network: PictureServer) -> Case:
    """Mara shows a kettle, a slip and something that is gone in public, her eye veiled, and keys in private."""
    mara = factory.handle(marlow, avatar_url=f"{network.origin}/mara.png")
    case = factory.case(marlow, person=mara, opened_at=marlow.at)
    show(case, network, ("kettle", "A cracked kettle"), ("slip", ""), ("gone", "Nothing any more"))
    show(case, network, ("eye", "My red eye"), veiled=True)
    show(case, network, ("keys", ""), private=True)
    return case


def show(
    case: Case, network: PictureServer, *things: tuple[str, str], veiled: bool = False, private: bool = False
) -> Post:
    post = factory.said(case, "Look at this.", at=case.opened_at, private=private)
    more = {"sensitive": "yes"} if veiled else {}
    post.attachments = [
        {"type": "image", "url": f"{network.origin}/{name}.png", "alt": alt, **more} for name, alt in things
    ]
    post.url = f"{network.origin}/@mara/{post.pk}"
    post.save()
    return post


COME = "() => [...document.images].filter(image => image.checkVisibility()).map(image => image.complete)"


def settled(page: Page) -> None:
    """Wait until every picture of the page that can be seen by scrolling has come."""
    for image in page.locator(".picture img:visible, .face img:visible").all():
        image.scroll_into_view_if_needed()
    until(lambda: all(page.evaluate(COME)))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_case_with_pictures_is_accessible_and_nothing_moves(
    open_desk: Desk, case: Case, scheme: str, size: tuple[int, int]
) -> None:
    page, hosts = open_desk(size=size, scheme=scheme), set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(f"/cases/{case.pk}")
    settled(page)
    page.locator(".veiled summary").click()
    settled(page)
    assert [one["id"] for one in violations(page)] == []
    assert max(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"), 0) == 0
    assert page.locator(".picture img").evaluate_all(LOADED) == [
        [drawing.WIDTH, "A cracked kettle"],
        [drawing.WIDTH, "Picture 2. No description given."],
        [320, "Nothing any more"],
        [drawing.WIDTH, "My red eye"],
        [drawing.WIDTH, "Picture 1. No description given."],
    ]
    assert {width for width, _ in page.locator("article .face img").evaluate_all(LOADED)} == {120}
    assert hosts == {urlsplit(page.url).netloc}


def test_pictures_that_come_late_move_nothing(open_desk: Desk, case: Case, network: PictureServer) -> None:
    slow = {path: [(0.4, whole)] for path, whole in network.answers.items() if isinstance(whole, bytes)}
    network.answers |= slow
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    until(lambda: any(page.evaluate(COME)))
    settled(page)
    assert page.evaluate(SHIFTS) < 0.01


def test_veiled_picture_is_seen_only_by_who_asks(open_desk: Desk, case: Case) -> None:
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    eye = page.get_by_role("img", name="My red eye")
    expect(eye).not_to_be_visible()
    page.get_by_text("1 attachment its author marked as sensitive").press("Enter")
    expect(eye).to_be_visible()


def test_private_picture_stands_in_the_parlour(open_desk: Desk, case: Case) -> None:
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    assert page.locator("#parlour .picture").count() == 1
    assert page.locator("#lobby .picture").count() == 4


def test_picture_opens_large_by_key_and_back_leads_to_the_case(open_desk: Desk, case: Case) -> None:
    page = open_desk()
    page.goto(f"/cases/{case.pk}")
    page.get_by_role("link", name="A cracked kettle").press("Enter")
    page.wait_for_url("**/pictures/posts/*/1")
    large = page.locator("img")
    assert large.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [drawing.WIDTH, drawing.HEIGHT]
    page.go_back()
    expect(page.get_by_role("link", name="A cracked kettle")).to_be_visible()


def test_picture_opened_while_its_small_copy_is_still_on_its_way_is_waited_for(
    open_desk: Desk, case: Case, network: PictureServer
) -> None:
    network.answers["/kettle.png"] = [(1.0, answer(drawing.thing("kettle")))]
    page = open_desk()
    page.goto(f"/cases/{case.pk}", wait_until="commit")
    page.get_by_role("link", name="A cracked kettle").press("Enter")
    page.wait_for_url("**/pictures/posts/*/1")
    assert page.locator("img").evaluate("image => image.naturalWidth") == drawing.WIDTH
    assert network.paths.count("/kettle.png") == 1
