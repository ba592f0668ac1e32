"""A browser without scripts that stays on this machine: it keeps cookies, follows redirects and sends forms."""

import ipaddress
from time import monotonic
from urllib.parse import urljoin, urlsplit

import httpx2

from parlour.simulator.network.text import URL
from parlour.simulator.rooms.webpage import Form, WebPage, read

_SECONDS = 5.0
_TRIP_SECONDS = 10.0
_MOST_BYTES = 1_000_000
_MOST_REDIRECTS = 5
_ROOM = "/room/"
Parts = dict[str, tuple[str | None, str]]


def is_this_machine(host: str) -> bool:
    """Whether a host name or address leads to this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def room_link(text: str) -> str:
    """The last link to a room's door that stands in a text; "" for none."""
    links = [match.group() for match in URL.finditer(text)]
    return next((link for link in reversed(links) if _is_door(link)), "")


def _is_door(link: str) -> bool:
    path = _split(link)[2]
    return path.startswith(_ROOM) and path.removeprefix(_ROOM).strip("/").isalnum()


def _split(link: str) -> tuple[str, str, str]:
    """Scheme, host and port, path; empty for what is no address."""
    try:
        found = urlsplit(link)
        return found.scheme, found.netloc, found.path
    except ValueError:
        return "", "", ""


class Browser:
    """One person's. A page that does not come, or not in time, is one of status 0: people shrug and look again."""

    def __init__(self, language: str, transport: httpx2.BaseTransport | None = None) -> None:
        self._client = httpx2.Client(
            transport=transport,
            timeout=_SECONDS,
            trust_env=False,
            headers={"Accept": "text/html", "Accept-Language": language, "User-Agent": "The Lobby's people"},
        )

    def get(self, url: str) -> WebPage:
        """Looks at a page."""
        return self._go("GET", url, None)

    def send(self, page: WebPage, form: Form, **typed: str) -> WebPage:
        """Sends a form as `page` showed it, with what was typed; the page that comes after it."""
        filled = Form(form.action, form.multipart, {**form.fields, **typed})
        return self._go("POST", urljoin(page.url, form.action), filled)

    def close(self) -> None:
        """Lets go of the connections."""
        self._client.close()

    def _go(self, method: str, url: str, form: Form | None) -> WebPage:
        until = monotonic() + _TRIP_SECONDS
        page = WebPage(url)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                page, onward = self._ask(method, url, form)
                if not onward or _split(onward)[:2] != _split(url)[:2] or monotonic() > until:
                    break
                method, url, form = "GET", onward, None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError):
            return WebPage(url)
        return page

    def _ask(self, method: str, url: str, form: Form | None) -> tuple[WebPage, str]:
        """The page, and where it sends its reader on to."""
        if not is_this_machine(urlsplit(url).hostname or ""):
            return WebPage(url), ""
        plain, parts = _body(form)
        with self._client.stream(method, url, data=plain, files=parts) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > _MOST_BYTES:
                    return WebPage(url), ""
        told = response.headers.get("location", "") if response.is_redirect else ""
        return read(url, response.status_code, body.decode("utf-8", "replace")), urljoin(url, told) if told else ""


def _body(form: Form | None) -> tuple[dict[str, str] | None, Parts | None]:
    """What is sent along, encoded as a form asks for it: as one line, or in parts."""
    if form is None:
        return None, None
    if form.multipart:
        return None, {name: (None, value) for name, value in form.fields.items()}
    return form.fields, None
