"""What a reader sees of a mail written in HTML: its own words, without what it quotes."""

import re
from html.parser import HTMLParser
from typing import Final

MAX_HTML: Final = 200_000
"""Code points that are read, far above what anybody writes."""
_BLOCKS: Final = frozenset({"p", "div", "ul", "ol", "table", "tr", "pre", "blockquote", "h1", "h2", "h3", "h4", "hr"})
_UNSEEN: Final = frozenset({"head", "style", "script", "title", "template", "noscript", "object"})
_QUOTING: Final = frozenset(
    {"gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix"}
)
_REST_IS_QUOTED: Final = frozenset({"divrplyfwdmsg", "appendonsend"})
_SPACES: Final = re.compile(r"[ \t\n\r\f\xa0]+")
_AROUND_BREAK: Final = re.compile(r" *\n *")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


def html_words(html: str) -> str:
    """Plain text: blocks apart by an empty line, breaks as line ends, links as the words they show. Never raises."""
    reader = _Reader()
    reader.feed(html[:MAX_HTML])
    reader.close()
    text = _AROUND_BREAK.sub("\n", "".join(reader.parts))
    return _EMPTY_LINES.sub("\n\n", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._left_out = ""  # the tag whose content is not read, and how many of it are open
        self._open = 0
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self._over = self._over or named.get("id", "").lower() in _REST_IS_QUOTED
        if tag == "body":
            self._left_out, self._open = "", 0
        if self._left_out:
            self._open += tag == self._left_out
        elif tag in _UNSEEN or _is_quote(tag, named):
            self._left_out, self._open = tag, 1
        elif tag == "br":
            self._say("\n")
        elif tag == "li":
            self._say("\n- ")
        elif tag in _BLOCKS:
            self._say("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._open -= tag == self._left_out
            self._left_out = self._left_out if self._open > 0 else ""
        elif tag in _BLOCKS:
            self._say("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._say(_SPACES.sub(" ", data))

    def _say(self, words: str) -> None:
        if not self._over:
            self.parts.append(words)


def _is_quote(tag: str, named: dict[str, str]) -> bool:
    cited = tag == "blockquote" and named.get("type", "").lower() == "cite"
    return cited or (tag in ("div", "blockquote") and bool(_QUOTING & set(named.get("class", "").lower().split())))
