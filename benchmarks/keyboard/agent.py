"""An agent who touches nothing but the keyboard, and reads what the page says."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs

from playwright.sync_api import Page, Request, TimeoutError, sync_playwright  # noqa: A004

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
WAIT_MILLISECONDS = 15_000
MOST_READINGS = 3
TOLD = {
    "On its way to the thread.": "answered",
    "On its way, in private.": "answered",
    "A colleague will read it before it goes.": "colleague",
    "There is no public post of this person left to answer.": "post gone",
}
FOCUSED = "document.activeElement?.getAttribute('href') ?? ''"
CASE_PATH = re.compile(r"/cases/(\d+)")


@dataclass(slots=True)
class Cleared:
    """One case as it went: `keys` counts presses that are no typed word, a chord as one; `way` is what became of it.

    `words` are the exact words that were confirmed, empty when none went. Seconds are from the first key on the list
    until the list can be used again.
    """

    case: int
    way: str = ""
    room: str = ""
    keys: int = 0
    characters: int = 0
    seconds: float = 0.0
    words: str = ""


@contextmanager
def at_the_desk(link: str) -> Iterator[Page]:
    """A real browser, signed in by the button that has the focus. Raises RuntimeError when a page's script failed."""
    errors: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.set_default_timeout(WAIT_MILLISECONDS)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(link)
        page.locator("button:focus").wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        _ready(page)
        yield page
        browser.close()
    if errors:
        raise RuntimeError(f"the page's script failed: {errors}")


class Agent:
    """Clears the list from its top: answers, asks a colleague where the guard says so, and is done with the rest."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def clear_next(self, answer: Callable[[int], str]) -> Cleared | None:
        """The case at the top: opened, answered with `answer(case number)`, off the list. None when the list is empty.

        Raises RuntimeError with what the page says when the keys lead nowhere.
        """
        began = time.perf_counter()
        self.page.keyboard.press("j")
        found = CASE_PATH.search(self.page.evaluate(FOCUSED))
        if found is None:
            return None
        cleared = Cleared(int(found[1]), keys=1)
        try:
            self._clear(cleared, answer(cleared.case))
        except TimeoutError as error:
            raise RuntimeError(f"stuck at {cleared}: {_seen(self.page)}") from error
        cleared.seconds = time.perf_counter() - began
        return cleared

    def _clear(self, cleared: Cleared, words: str) -> None:
        self._press(cleared, "Enter")
        self.page.wait_for_url(f"**/cases/{cleared.case}")
        _ready(self.page)
        cleared.way = self._said(cleared, words)
        if cleared.way == "colleague":
            self._press(cleared, "s")
            self._press(cleared, "Enter")
        else:
            self._press(cleared, "e")
        self.page.wait_for_url(lambda url: "/cases/" not in url)
        _ready(self.page)

    def _press(self, cleared: Cleared, key: str) -> None:
        cleared.keys += 1
        self.page.keyboard.press(key)

    def _said(self, cleared: Cleared, words: str) -> str:
        """Write, let the guard read, send; what became of the words."""
        cleared.room = self._room(cleared)
        if not cleared.room:
            return "nobody to answer"
        with self.page.expect_response(_judges(words)):
            self.page.keyboard.type(words)
        cleared.characters = len(words)
        self.page.locator(f"#{cleared.room}-verdict .reading").wait_for()
        if cleared.room == "public":
            self._press(cleared, "Shift+Enter")
            self.page.locator("dialog#confirm[open]").wait_for()
            return self._confirmed(cleared, "Shift+Enter")
        cleared.words = words
        return self._confirmed(cleared, "Control+Enter")

    def _room(self, cleared: Cleared) -> str:
        """Where the words can be written: in public where there is a thread, else in private; empty for nowhere."""
        for key, room in (("r", "public"), ("p", "private")):
            self._press(cleared, key)
            if self.page.evaluate("document.activeElement.id") == f"{room}-text":
                return room
        return ""

    def _confirmed(self, cleared: Cleared, key: str) -> str:
        """Confirm, once more where the desk asks to read once more; what the desk then says became of it."""
        for _ in range(MOST_READINGS):
            exact = self.page.locator("form.confirm .exact")
            if exact.count():
                cleared.words = exact.inner_text()
            with self.page.expect_navigation():
                self._press(cleared, key)
            _ready(self.page)
            if not self.page.locator("form.confirm").count():
                break
            key = "Shift+Enter"
        told = " ".join(self.page.locator(".told-line > span").all_inner_texts())
        way = next((way for said, way in TOLD.items() if said in told), f"told: {told or 'nothing'}")
        cleared.words = cleared.words if way == "answered" else ""
        return way


def _ready(page: Page) -> None:
    """Keys are answered from here on."""
    page.locator("html[data-ready]").wait_for()


def _seen(page: Page) -> str:
    """Where the page is and what it says, for whoever looks into a run that got stuck."""
    focused = page.evaluate("document.activeElement?.outerHTML.slice(0, 200)")
    told = page.locator(".told").inner_text()
    return f"{page.url}, focus on {focused}, told {told!r}, {page.locator('main').inner_text()[:600]!r}"


def _judges(words: str) -> Callable[[object], bool]:
    """Whether an answer is the guard's on exactly these words."""

    def matches(answer: object) -> bool:
        request: Request = answer.request  # type: ignore[attr-defined]
        given = parse_qs(request.post_data or "", keep_blank_values=True)
        return "/confirm" not in request.url and given.get("text") == [words]

    return matches
