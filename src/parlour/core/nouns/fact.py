"""What the company knows about a person, and where it knows it from."""

from dataclasses import dataclass
from enum import StrEnum


class FactSource(StrEnum):
    """Where a fact was learnt. Everything but PUBLIC is private until its owner says it in public."""

    CRM = "crm"
    DM = "dm"
    PHONE = "phone"
    ROOM = "room"
    NOTE = "note"
    HR = "hr"
    COLLECTIONS = "collections"
    PUBLIC = "public"


_POSTED = f"{FactSource.PUBLIC}:"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known about one owner.

    `kind` is a word of the closed list in the reference (condition, appointment, balance, order, phone, text …);
    `text` facts are whole private messages or notes. `owner` is the customer reference or the network address of the
    person it belongs to. `source` is a `FactSource`, for public facts with the post: `public:<post>`.
    """

    kind: str
    value: str
    source: str
    owner: str = ""
    sensitive: bool = False
    as_of: str = ""

    @property
    def is_public(self) -> bool:
        """Whether everybody can read it: a source that only begins alike ("public_health_office") is private."""
        return self.source == FactSource.PUBLIC or (self.source.startswith(_POSTED) and len(self.source) > len(_POSTED))
