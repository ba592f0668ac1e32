"""What a browser without scripts makes of a page: its forms, and the few places a guest looks at."""

from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNTYPED = ("hidden", "file", "checkbox", "radio", "submit", "button")
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_WORDS = "words"
_THEIRS = "said-theirs"
Attributes = dict[str, str]


@dataclass(slots=True)
class Form:
    """A form as it was shown: where it goes, what stands in it, and the names of the fields one can type in."""

    action: str
    multipart: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    asks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class WebPage:
    """A page at `url`. status: of HTTP, 0 where none came. words: those to be posted. theirs: words of the company."""

    url: str
    status: int = 0
    forms: list[Form] = field(default_factory=list)
    words: str = ""
    theirs: int = 0

    def form(self, asks: str = "") -> Form | None:
        """The first form that asks for this field; for "" the first that is a button and nothing to type."""
        return next((each for each in self.forms if (asks in each.asks if asks else not each.asks)), None)


def read(url: str, status: int, html: str) -> WebPage:
    """A page of a web server; broken HTML is read as far as it goes."""
    reader = _Reader(WebPage(url, status))
    with suppress(AssertionError):  # which the parser raises for declarations it cannot make out
        reader.feed(html)
        reader.close()
    reader.page.words = " ".join(reader.page.words.split())
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, page: WebPage) -> None:
        super().__init__()
        self.page = page
        self._form: Form | None = None
        self._area = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._depth and tag not in _VOID:
            self._depth += 1
        classes = given.get("class", "").split()
        self.page.theirs += _THEIRS in classes
        if _WORDS in classes and not self._depth:
            self._depth = 1
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("enctype", "") == "multipart/form-data")
            self.page.forms.append(self._form)
        elif self._form and given.get("name"):
            self._field(self._form, tag, given)

    def _field(self, form: Form, tag: str, given: Attributes) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        if kind == "hidden" or (tag == "input" and kind not in _UNTYPED):
            form.fields[given["name"]] = given.get("value", "")
        if tag == "textarea" or (tag == "input" and kind not in _UNTYPED):
            form.asks.append(given["name"])
        self._area = given["name"] if tag == "textarea" else ""
        if self._area:
            form.fields[self._area] = ""

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth) and tag not in _VOID
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.page.words += data
        if self._form and self._area:
            self._form.fields[self._area] += data
