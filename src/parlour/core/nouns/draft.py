"""Words an agent means to say, before a channel has shaped them."""

from dataclasses import dataclass

from parlour.core.nouns.surface import Surface


@dataclass(frozen=True, slots=True)
class Media:
    """A file that would leave with a reply; `alt_text` leaves too and is judged with it."""

    media_id: str
    alt_text: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply as typed.

    `recipient` is the network address of the person it is written to. `in_reply_to` is the external id of the post it
    answers on the network ("" for a first private message without one). `others` are further addresses in the
    thread; a channel may have to name them in public and must never name them in private. `sender` is who it is from,
    where each conversation has an address of its own.
    """

    surface: Surface
    text: str
    recipient: str
    in_reply_to: str = ""
    others: tuple[str, ...] = ()
    language: str = ""
    warning: str = ""
    media: tuple[Media, ...] = ()
    sender: str = ""
