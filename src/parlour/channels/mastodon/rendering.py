"""A draft in Mastodon's shape: who is named, who can read it, how long it is. Pure."""

import re
import unicodedata

from parlour.channels.mastodon.setup import NETWORK, Setup
from parlour.core.nouns.draft import Draft
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface

MENTION = re.compile(
    r"(?<![=/\w])@([A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*)(?:@(\w+(?:[.-]+\w+)*(?::\d+)?))?",
)
LINK = re.compile(r"""https?://[^\s<>"]+""", re.IGNORECASE)
COUNTED_LINK = re.compile(
    r"(?<![\w@/])https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:/(?:[a-z0-9_\-./?&=#%+~:@!;,]*[a-z0-9_/=#&-])?)?",
    re.IGNORECASE | re.ASCII,
)
TRAILING = ".,:;!?'\")]}"


def rendered(draft: Draft, setup: Setup) -> Payload:
    """The payload for a draft.

    In public the recipient is named first, then those the draft asks to name. In private the recipient alone is
    named; whoever else the typed text names would read along, stands in `mentions`, and is refused at sending.
    """
    asked = () if draft.surface is Surface.PRIVATE else draft.others
    named = set(mentions_in(draft.text, setup)) | {setup.ours, ""}
    wanted = dict.fromkeys(setup.address(each) for each in (draft.recipient, *asked) if each)
    prefix = "".join(f"{setup.handle(address)} " for address in wanted if address not in named)
    text = prefix + draft.text
    return Payload(
        network=NETWORK,
        surface=draft.surface,
        text=text,
        recipient=draft.recipient,
        draft_start=len(prefix),
        draft_end=len(text),
        in_reply_to=draft.in_reply_to,
        mentions=mentions_in(text, setup),
        links=tuple(dict.fromkeys(link.rstrip(TRAILING) for link in LINK.findall(text))),
        language=draft.language,
        warning=draft.warning,
        media=draft.media,
        length=measured(text, warning=draft.warning, url_length=setup.url_length),
        limit=setup.limit,
    )


def mentions_in(text: str, setup: Setup) -> tuple[str, ...]:
    """The full addresses a server would take the text to name, in order, each once."""
    plain = LINK.sub(" ", text)
    found = (name if not domain else f"{name}@{domain}" for name, domain in MENTION.findall(plain))
    return tuple(dict.fromkeys(setup.address(each) for each in found))


def measured(text: str, *, warning: str, url_length: int) -> int:
    """Length by Mastodon's rule: a link counts `url_length`, a mention without its server, the warning counts too.

    The server counts grapheme clusters; code points of the composed form (NFC) are counted here, which are never
    fewer, so that what fits here fits there (but for a link to a top-level domain the server does not know).
    """
    counted = COUNTED_LINK.sub("x" * url_length, unicodedata.normalize("NFC", text))
    counted = MENTION.sub(lambda mention: f"@{mention[1]}", counted)
    return len(counted) + len(unicodedata.normalize("NFC", warning))


def comparable(text: str) -> str:
    """A text as it can be compared before and after the server has shaped it."""
    short = MENTION.sub(lambda mention: f"@{mention[1]}", unicodedata.normalize("NFC", text))
    return " ".join(short.split()).casefold()
