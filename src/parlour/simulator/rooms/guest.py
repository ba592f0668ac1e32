"""One person's way into a room: the bell, the two words from their account, the key's button, and the talk inside."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from urllib.parse import urljoin, urlsplit

from parlour.simulator.agenda import Agenda
from parlour.simulator.clock import Clock
from parlour.simulator.rooms.browser import Browser
from parlour.simulator.rooms.errands import Errands
from parlour.simulator.rooms.webpage import Form, WebPage

LOOK_SECONDS = 6.0
"""Between two looks at a page, as pages without scripts ask their readers to; real seconds at any speed of the play."""
PROOF_LOOKS = 100
"""Ten minutes: for as long as the two words count."""
TALK_LOOKS = 300
_KEY = "/room/key/"
_INSIDE = "/room/"
_BUSY = (0, 429, 500, 502, 503, 504)

Then = Callable[[WebPage], None]


@dataclass(slots=True)
class Way:
    """The means all guests share."""

    clock: Clock
    agenda: Agenda
    errands: Errands


@dataclass(slots=True)
class Told:
    """Whom the guest tells: `proves` to post the two words, `enters`, `hears` an answer inside, and `shut` where there
    was no way in. `listens`: whether there is an answer they would do something about."""

    proves: Callable[[str], None]
    enters: Callable[[], None]
    hears: Callable[[], None]
    listens: Callable[[], bool]
    shut: Callable[[], None]


@dataclass(slots=True)
class Guest:
    """A visit. stage: `at the door`, `proving`, `inside`, `silent` (in, but looks no more) or `shut out`."""

    way: Way
    browser: Browser
    link: str
    told: Told
    stage: str = "at the door"
    wrote: int = 0
    heard: int = 0
    gone: bool = False
    _words: list[str] = field(default_factory=list)
    _looks: int = 0
    _listening: bool = False

    def ring(self, *texts: str) -> None:
        """Follows the link of the door; once inside, writes the texts. Nothing is done twice for a second call."""
        self._words += texts
        self._go(lambda: self.browser.get(self.link), self._at_door)

    def say(self, text: str) -> None:
        """Writes inside; who is not in yet, as soon as they are."""
        self._words.append(text)
        if self.stage in ("inside", "silent"):
            inside = urljoin(self.link, _INSIDE)
            self._go(lambda: self.browser.get(inside), partial(self._looked, inside, self._write))

    def leave_off(self) -> None:
        """Whatever is still under way comes to nothing."""
        self.gone = True
        self.way.errands.run(self._farewell)

    def _farewell(self) -> Callable[[], None]:
        self.browser.close()
        return lambda: None

    def _go(self, asks: Callable[[], WebPage], then: Then) -> None:
        if not self.way.errands.run(lambda: self._away(asks, then)) and not self.gone:
            self._end()

    def _away(self, asks: Callable[[], WebPage], then: Then) -> Callable[[], None]:
        if self.gone:
            return lambda: None
        page = asks()
        return lambda: None if self.gone else then(page)

    def _at_door(self, page: WebPage) -> None:
        button = page.form() if page.status == 200 else None
        if button is None:
            self._end()
        else:
            self._go(lambda: self.browser.send(page, button), self._read_words)

    def _read_words(self, page: WebPage) -> None:
        if page.status != 200 or not page.words:
            self._end()
            return
        self.stage, self._looks = "proving", PROOF_LOOKS
        self.told.proves(page.words)
        self._look_later(page.url, self._look_for_key)

    def _look_later(self, url: str, then: Then) -> None:
        self._later(lambda: self._go(lambda: self.browser.get(url), partial(self._looked, url, then)))

    def _later(self, action: Callable[[], None]) -> None:
        self.way.agenda.at(self.way.clock() + timedelta(seconds=LOOK_SECONDS), action)

    def _looked(self, url: str, then: Then, page: WebPage) -> None:
        """Another look later where nobody could answer just now; the number of looks is bounded."""
        self._looks -= 1
        if page.status in _BUSY and self._looks > 0:
            self._look_later(url, then)
        else:
            then(page)

    def _look_for_key(self, page: WebPage) -> None:
        button = page.form() if page.status == 200 else None
        if button is not None and urlsplit(page.url).path.startswith(_KEY):
            self._go(lambda: self.browser.send(page, button), self._come_in)
        elif page.status == 200 and page.words and self._looks > 0:
            self._look_later(page.url, self._look_for_key)
        else:
            self._end()

    def _come_in(self, page: WebPage) -> None:
        if page.status != 200 or page.form(asks="text") is None:
            self._end()
            return
        self.stage, self._looks = "inside", TALK_LOOKS
        self.told.enters()
        self._write(page)

    def _write(self, page: WebPage) -> None:
        """Sends what waits to be said, one message after the other, then listens."""
        form = page.form(asks="text")
        if form is None:
            self._end()
        elif self._words:
            self._send(page, form, self._words.pop(0))
        elif not self._listening:
            self._listen(page)

    def _send(self, page: WebPage, form: Form, text: str) -> None:
        self._go(lambda: self.browser.send(page, form, text=text), partial(self._sent, page, form, text))

    def _sent(self, page: WebPage, form: Form, text: str, after: WebPage) -> None:
        """The very same form again where it may not have arrived: its number keeps it from counting twice."""
        self._looks -= 1
        if after.status in _BUSY and self._looks > 0:
            self._later(lambda: self._send(page, form, text))
            return
        self.wrote += after.status == 200
        self._write(after)

    def _listen(self, page: WebPage) -> None:
        """Looks at the talk for as long as there is an answer to wait for; those that came in between are all heard."""
        self._listening = False
        if page.form(asks="text") is None:
            self._end()
            return
        while self.heard < page.theirs:
            self.heard += 1
            self.told.hears()
        self._listening = self._looks > 0 and self.told.listens()
        self.stage = "inside" if self._listening else "silent"
        if self._listening:
            self._look_later(urljoin(self.link, _INSIDE), self._listen)

    def _end(self) -> None:
        self.stage = "shut out"
        self._words.clear()
        self.told.shut()
