"""Posts as plain text: what a reader sees, and where its links really lead."""

import re
from html.parser import HTMLParser

MAX_HTML = 200_000
"""Code points; far above any server's limit and small enough to be parsed in no time."""

BLOCKS = frozenset({"p", "div", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
SPACES = re.compile(r"[ \t\n\r\f]+")
AROUND_BREAK = re.compile(r" *\n *")
EMPTY_LINES = re.compile(r"\n{3,}")
UNPOSTED = re.compile(
    r"<(?=[!?]|/?(?:script|style|title|textarea|iframe|noembed|noframes|noscript|xmp|plaintext)\b)", re.IGNORECASE
)
"""What no post holds, and what the parser would swallow or trip over: it is shown as it stands."""


def to_text(html: str) -> str:
    """Plain text of a post's HTML: paragraphs apart by an empty line, breaks as line ends, mentions as shown.

    A link is its address; one whose words say something else keeps them, followed by the address in brackets.
    Never raises; anything that is no tag of a post is text or nothing.
    """
    reader = _Reader()
    reader.feed(UNPOSTED.sub("&lt;", html))
    reader.close()
    text = AROUND_BREAK.sub("\n", "".join(reader.parts))
    return EMPTY_LINES.sub("\n\n", text).strip().replace("\x00", "\N{REPLACEMENT CHARACTER}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._link = ""
        self._link_start = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            self._end_link()
            self._link, self._link_start = _target(dict(attrs)), len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        self.parts.append(SPACES.sub(" ", data))

    def close(self) -> None:
        super().close()
        self._end_link()

    def _end_link(self) -> None:
        link, self._link = self._link, ""
        if not link:
            return
        words = "".join(self.parts[self._link_start :])
        same = _bare(words) == _bare(link)
        self.parts[self._link_start :] = [link if same or not words.strip() else f"{words} ({link})"]


def _target(attributes: dict[str, str | None]) -> str:
    """Where a link leads, "" for mentions, hashtags and everything that is no web address."""
    classes = (attributes.get("class") or "").split()
    link = SPACES.sub("", attributes.get("href") or "")
    if "mention" in classes or "hashtag" in classes or not link.lower().startswith(("http://", "https://")):
        return ""
    return link


def _bare(link: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", link.strip().lower()).rstrip("/")
