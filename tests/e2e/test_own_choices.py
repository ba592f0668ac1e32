"""An agent's own keys and picture in a real browser, with and without script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from parlour.store.models import Agent, Case
from tests.desk.factory import House
from tests.e2e.conftest import NARROW, WIDE
from tests.e2e.test_desk import furnish, told, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Desk = Callable[..., Page]
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def open_case(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.pk}")
    page.locator("html[data-ready]").wait_for()


def state(case: Case) -> str:
    case.refresh_from_db()
    return str(case.state)


def press_as(page: Page, **pressed: object) -> None:
    """A press that this machine's keyboard does not have."""
    page.evaluate(
        "(told) => document.body.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, ...told}))", pressed
    )


def test_done_moves_from_e_to_x(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    page = open_desk()
    page.goto("/keys")
    page.get_by_label("done", exact=True).click()
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    told(page, "These are your keys now.")

    open_case(page, case)
    page.keyboard.press("e")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("xdone")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type("xerox")
    expect(page.get_by_label("Public reply")).to_have_value("xerox")
    assert state(case) == "open"

    page.keyboard.press("Escape")
    page.keyboard.press("x")
    told(page, "Done with Mara Lindqvist.")
    assert state(case) == "resolved"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Done with Mara Lindqvist.")).to_have_count(0)
    assert state(case) == "open"


def test_key_of_another_layout_is_one_like_any_other(open_desk: Desk, marlow: House, ines: Agent) -> None:
    case = furnish(marlow, ines)
    Agent.objects.filter(pk=ines.pk).update(keys={"public": "ñ", "private": "ö", "note": "@"})
    page = open_desk()
    open_case(page, case)
    focused = "document.activeElement.id"
    press_as(page, key="ñ", code="Semicolon")
    assert page.evaluate(focused) == "public-text"
    page.keyboard.press("Escape")
    press_as(page, key="Ö", code="Semicolon")  # caps lock
    assert page.evaluate(focused) == "private-text"
    page.keyboard.press("Escape")
    press_as(page, key="@", code="KeyQ", ctrlKey=True, altKey=True, modifierAltGraph=True)
    assert page.evaluate(focused) == "note-text"
    page.keyboard.press("Escape")
    for told_as in ({"key": "Ñ", "shiftKey": True}, {"key": "ñ", "ctrlKey": True}, {"key": "r"}, {"key": "toString"}):
        press_as(page, **told_as)
        assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_key_that_is_taken_is_shown_where_it_was_typed(open_desk: Desk, ines: Agent) -> None:
    page = open_desk()
    page.goto("/keys")
    field = page.get_by_label("write a slip for colleagues", exact=True)
    field.click()
    page.keyboard.type("e")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(
        "“e” is already the key for “done”. Choose another one for “write a slip for colleagues”."
    )
    ines.refresh_from_db()
    assert ines.keys == {}


def test_keys_are_chosen_without_script(open_desk: Desk, ines: Agent) -> None:
    page = open_desk(script=False)
    page.get_by_label("Ines Brandt: your choices").click()
    page.get_by_role("link", name="Your keys").click()
    page.get_by_label("done", exact=True).fill("x")
    page.get_by_role("button", name="Keep these keys").click()
    expect(page.get_by_text("These are your keys now.")).to_be_visible()
    page.get_by_role("button", name="Put the usual keys back").click()
    expect(page.get_by_label("done", exact=True)).to_have_value("e")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("done", exact=True)).to_have_value("x")


def loaded(picture: Locator) -> bool:
    return bool(picture.evaluate("(img) => img.decode().then(() => img.naturalWidth === 256, () => false)"))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_photo_is_given_seen_and_taken_back(
    open_desk: Desk, marlow: House, ines: Agent, tmp_path: Path, script: bool
) -> None:
    case = furnish(marlow, ines)
    file = tmp_path / "me.png"
    Image.radial_gradient("L").convert("RGB").resize((800, 600)).save(file)
    page = open_desk(script=script)
    page.goto("/photo")
    page.get_by_label("A photo of you").set_input_files(file)
    page.get_by_role("button", name="Use this photo").click()
    expect(page.get_by_text("Colleagues see this photo of you now.")).to_be_visible()
    page.goto(f"/cases/{case.pk}")
    pictures = page.locator("img.avatar").all()
    # The rail, who looks after it, who is there (not shown to oneself), and the reply.
    assert len(pictures) == 4
    if script:
        assert [loaded(picture) for picture in pictures if picture.is_visible()] == [True, True, True]
    page.goto("/photo")
    page.get_by_role("button", name="Back to the drawn one").click()
    expect(page.get_by_text("Your photo is gone.")).to_be_visible()
    assert page.locator("img").count() == 0


@SIZES
@SCHEMES
def test_own_pages_are_accessible_and_fit_when_something_is_wrong(
    open_desk: Desk, marlow: House, ines: Agent, tmp_path: Path, scheme: str, size: tuple[int, int]
) -> None:
    Agent.objects.filter(pk=ines.pk).update(letter_keys=False, keys={"done": "x"})
    file = tmp_path / "me.svg"
    file.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    page, found = open_desk(size=size, scheme=scheme), []
    page.goto("/keys")
    page.get_by_label("write a slip for colleagues", exact=True).fill("x")
    page.get_by_label("assign", exact=True).fill("^")
    page.get_by_role("button", name="Keep these keys").click()
    page.get_by_text("2 keys cannot be kept yet.").wait_for()
    found += [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page)]
    over = [page.evaluate("document.documentElement.scrollWidth - window.innerWidth")]
    page.goto("/photo")
    page.get_by_label("A photo of you").set_input_files(file)
    page.get_by_role("button", name="Use this photo").click()
    page.get_by_text("could not be read as a picture").wait_for()
    found += [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations(page)]
    over.append(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
    assert (found, [max(one, 0) for one in over]) == ([], [0, 0])
