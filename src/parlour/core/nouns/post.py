"""A post as triage sees it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Post:
    """The text of one person at one moment, with what is known around it.

    `thread` holds earlier texts of the same thread, oldest first. `sectors` are those of the account that heard it.
    `addressed` says whether the post names or answers one of the company's accounts, or came privately.
    """

    id: str
    text: str
    network: str = ""
    author: str = ""
    followers: int | None = None
    author_joined_at: datetime | None = None
    created_at: datetime | None = None
    in_reply_to: str = ""
    thread: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    addressed: bool = True
