"""The room of a case as the desk shows it: whether the guest is there, what they have read, and what they ask."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q

from parlour.store.models import Case, Membership, Outbox, Room, RoomFile
from parlour.usecases.converse import TYPING_SECONDS
from parlour.usecases.house import House


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file somebody gave in a room. `number` 0: its content is gone."""

    number: int
    name: str
    media_type: str
    size: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class RoomPane:
    """The newest room of a case. `seen_at` is up to when the guest has read, None before they first came in.

    `wrote_at` is when we wrote last there, `browsers` how many are in, `privacy` are the names of those
    who answer for privacy, filled only while the guest asks for deletion.
    """

    room: Room
    seen_at: datetime | None
    typing: bool
    wrote_at: datetime | None
    privacy: tuple[str, ...]
    browsers: int = 0

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
    """The newest room of this case; None where no door was opened yet. One query, two while deletion is asked."""
    inside = Max("visits__typing_at", filter=Q(visits__ended_at=None))
    rooms = Room.objects.of(case.brand_id).filter(move__case=case.pk)
    now_in = Count("visits", filter=Q(visits__ended_at=None, visits__expires_at__gt=house.clock()))
    newest = rooms.annotate(seen_at=Max("visits__seen_at"), guest_typed_at=inside, browsers=now_in)
    room = newest.order_by("-pk").first()
    if room is None:
        return None
    typed_at, lately = room.guest_typed_at, house.clock() - timedelta(seconds=TYPING_SECONDS)
    asked = room.erase_asked_at is not None and room.erased_at is None
    return RoomPane(
        room=room,
        seen_at=room.seen_at,
        typing=typed_at is not None and typed_at > lately,
        wrote_at=wrote_at,
        privacy=_privacy(case) if asked else (),
        browsers=room.browsers,
    )


def files_in(case: Case, attached: Collection[Mapping[str, Any]]) -> dict[int, GivenFile]:
    """Number → file of the attachments that are files of a room of this person. One query where there are any."""
    numbers = {number_of(one) for one in attached} - {0}
    if not numbers:
        return {}
    rows = RoomFile.objects.of(case.brand_id).filter(pk__in=numbers, room__move__case__person=case.person_id)
    return {
        file.pk: GivenFile(0 if file.erased_at else file.pk, file.name, file.media_type, file.size, file.description)
        for file in rows.defer("body")
    }


def files_with(replies: Sequence[Outbox]) -> dict[int, tuple[GivenFile, ...]]:
    """Number → files of replies that are on their way into a room. One query where there are any."""
    given: dict[int, tuple[GivenFile, ...]] = {}
    if not replies:
        return given
    rows = RoomFile.objects.of(replies[0].brand_id).filter(outbox__in=replies, erased_at=None)
    for file in rows.defer("body").order_by("pk"):
        one = GivenFile(file.pk, file.name, file.media_type, file.size, file.description)
        reply = file.outbox_id or 0
        given[reply] = (*given.get(reply, ()), one)
    return given


def number_of(attachment: Mapping[str, Any]) -> int:
    """The number of a room's file, 0 for any other attachment."""
    number = str(attachment.get("room_file", ""))
    return int(number) if number.isdecimal() else 0


def _privacy(case: Case) -> tuple[str, ...]:
    answering = Membership.objects.filter(brand=case.brand_id, role="privacy", agent__is_active=True)
    return tuple(answering.order_by("agent__name").values_list("agent__name", flat=True))
