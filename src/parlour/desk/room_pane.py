"""The room of a case as the desk shows it: whether the guest is there, what they have read, and what they ask."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parlour.store.models import Case, Membership, Room, RoomFile
from parlour.usecases.converse import guest_is_typing
from parlour.usecases.house import House


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file somebody gave in a room. `number` 0: its content is gone."""

    number: int
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class RoomPane:
    """The newest room of a case. `seen_at` is up to when the guest has read, None before they first came in.

    `wrote_at` is when we wrote last there, `privacy` are the names of those who answer for privacy, filled only while
    the guest asks for deletion.
    """

    room: Room
    seen_at: datetime | None
    typing: bool
    wrote_at: datetime | None
    privacy: tuple[str, ...]

    @property
    def asks_to_erase(self) -> bool:
        return self.room.erase_asked_at is not None and self.room.erased_at is None

    @property
    def has_read(self) -> bool | None:
        """Whether the guest has read our newest words; None while there are none."""
        if self.wrote_at is None:
            return None
        return self.seen_at is not None and self.seen_at >= self.wrote_at


def room_pane(case: Case, *, wrote_at: datetime | None, house: House) -> RoomPane | None:
    """The newest room of this case; None where no door was opened yet. Three queries, four while deletion is asked."""
    room = Room.objects.of(case.brand_id).filter(move__case=case.pk).order_by("-pk").first()
    if room is None:
        return None
    seen_at = max(room.visits.values_list("seen_at", flat=True), default=None)
    asked = room.erase_asked_at is not None and room.erased_at is None
    return RoomPane(
        room=room,
        seen_at=seen_at,
        typing=guest_is_typing(room, house=house),
        wrote_at=wrote_at,
        privacy=_privacy(case) if asked else (),
    )


def files_in(case: Case, attached: Collection[Mapping[str, Any]]) -> dict[int, GivenFile]:
    """Number → file of the attachments that are files of a room of this person. One query where there are any."""
    numbers = {number_of(one) for one in attached} - {0}
    if not numbers:
        return {}
    rows = RoomFile.objects.of(case.brand_id).filter(pk__in=numbers, room__move__case__person=case.person_id)
    return {
        number: GivenFile(0 if erased else number, name, media_type, size)
        for number, name, media_type, size, erased in rows.values_list("pk", "name", "media_type", "size", "erased_at")
    }


def number_of(attachment: Mapping[str, Any]) -> int:
    """The number of a room's file, 0 for any other attachment."""
    number = str(attachment.get("room_file", ""))
    return int(number) if number.isdecimal() else 0


def _privacy(case: Case) -> tuple[str, ...]:
    answering = Membership.objects.filter(brand=case.brand_id, role="privacy", agent__is_active=True)
    return tuple(answering.order_by("agent__name").values_list("agent__name", flat=True))
