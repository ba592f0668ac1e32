"""Plain text in, the HTML of a production server out; and how long a text counts."""

import re
import unicodedata
from collections.abc import Callable
from html import escape

URL = re.compile(r"https?://[^\s<>\"“”«»]+[^\s<>\"“”«».,;:!?)\]'’]", re.IGNORECASE)
MENTION = re.compile(r"(?<![=/\w])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)(?:@([\w.-]+\w))?", re.IGNORECASE)
HASHTAG = re.compile(r"(?<![=/\w&])#(\w*[^\W\d_]\w*)")
_TOKEN = re.compile(f"(?P<url>{URL.pattern})|(?P<mention>{MENTION.pattern})|(?P<tag>{HASHTAG.pattern})", re.IGNORECASE)
_VISIBLE_URL_LENGTH = 30
_JOINER = "\u200d"

Resolve = Callable[[str], tuple[str, str] | None]
"""acct -> (profile URL, username), or None for nobody."""


def mentioned(text: str) -> list[str]:
    """The accts named in `text`, in order, each once; URLs are not searched."""
    found = [match for match in _TOKEN.finditer(text) if match["mention"]]
    return list(dict.fromkeys(match["mention"][1:].lower() for match in found))


def hashtags(text: str) -> list[str]:
    """Tag names in lower case, in order, each once."""
    return list(dict.fromkeys(match["tag"][1:].lower() for match in _TOKEN.finditer(text) if match["tag"]))


def countable_length(text: str, url_length: int) -> int:
    """Characters as a reader sees them; a URL counts `url_length`, a mention without its domain."""
    without_urls = URL.sub("x" * url_length, text)
    return _graphemes(MENTION.sub(lambda match: "@" + match[1], without_urls))


def _graphemes(text: str) -> int:
    count, flags, joined = 0, 0, False
    for character in text:
        flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        flags = flags + 1 if flag else 0
        extends = unicodedata.category(character) in ("Mn", "Me", "Mc") or character == _JOINER or _is_tone(character)
        if not (extends or joined or (flag and flags % 2 == 0)):
            count += 1
        joined = character == _JOINER
    return count


def _is_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def to_html(text: str, resolve: Resolve, base_url: str) -> str:
    """Paragraphs, line breaks, mentions, tags and links; everything else is escaped."""
    pieces, position = [], 0
    for match in _TOKEN.finditer(text):
        pieces.append(escape(text[position : match.start()]))
        pieces.append(_anchor(match, resolve, base_url))
        position = match.end()
    pieces.append(escape(text[position:]))
    paragraphs = re.split(r"\n{2,}", "".join(pieces).replace("\r\n", "\n").strip())
    return "".join(f"<p>{paragraph.replace(chr(10), '<br />')}</p>" for paragraph in paragraphs if paragraph)


def _anchor(match: re.Match[str], resolve: Resolve, base_url: str) -> str:
    if match["url"]:
        return _link(match["url"])
    if match["tag"]:
        name = escape(match["tag"][1:])
        href = f"{base_url}/tags/{escape(match['tag'][1:].lower())}"
        return f'<a href="{href}" class="mention hashtag" rel="tag">#<span>{name}</span></a>'
    found = resolve(match["mention"][1:].lower())
    if found is None:
        return escape(match["mention"])
    url, username = found
    anchor = f'<a href="{escape(url)}" class="u-url mention">@<span>{escape(username)}</span></a>'
    return f'<span class="h-card" translate="no">{anchor}</span>'


def _link(url: str) -> str:
    scheme_end = url.index("//") + 2
    scheme, shown = url[:scheme_end], url[scheme_end:]
    if shown.startswith("www."):
        scheme, shown = scheme + "www.", shown[4:]
    head, tail = shown[:_VISIBLE_URL_LENGTH], shown[_VISIBLE_URL_LENGTH:]
    css = "ellipsis" if tail else ""
    return (
        f'<a href="{escape(url)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{escape(scheme)}</span><span class="{css}">{escape(head)}</span>'
        f'<span class="invisible">{escape(tail)}</span></a>'
    )
