"""The exact thing that would leave the house: what the guard judges and what is sent, byte for byte."""

import hashlib
import json
from dataclasses import asdict, dataclass

from parlour.core.nouns.draft import Media
from parlour.core.nouns.surface import Surface


@dataclass(frozen=True, slots=True)
class Payload:
    """What a channel will hand to its network.

    `text` is the whole text with the handles the network needs; `text[draft_start:draft_end]` is what the agent typed.
    `mentions` are all addresses the text names, `links` all links in it with their query strings.
    `length` and `limit` are in the network's own unit; a `limit` of 0 means the network has none. `sender` is the name
    and address it is from where each conversation has its own ("" elsewhere).

    Where a network keeps one reply of ours to a post, `edits` is the external id of the post of ours that this one
    overwrites, and `overwrites` the digest of the words that stand there; both "" elsewhere, and for a first reply.
    """

    network: str
    surface: Surface
    text: str
    recipient: str
    draft_start: int
    draft_end: int
    in_reply_to: str = ""
    mentions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    language: str = ""
    warning: str = ""
    media: tuple[Media, ...] = ()
    length: int = 0
    limit: int = 0
    sender: str = ""
    edits: str = ""
    overwrites: str = ""

    def digest(self) -> str:
        """SHA-256 (hex) over every field, so that any change of text, recipient or surface is another payload."""
        fields = asdict(self)
        for later in ("sender", "edits", "overwrites"):
            if not fields[later]:
                del fields[later]  # payloads that were approved before there were such keep their digest
        canonical = json.dumps(fields, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()
