"""Files we give in a room: they wait with the words being written, and go when those are sent."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction
from django.db.models import Q

from parlour.channels.room.reading import NETWORK
from parlour.core.nouns.draft import Media
from parlour.core.text import clean
from parlour.store.models import Agent, Case, Outbox, OutboxState, Room, RoomFile
from parlour.store.models.scope import BrandQuerySet
from parlour.usecases.converse import MOST_FILES
from parlour.usecases.house import House
from parlour.usecases.private_way import private_account
from parlour.usecases.room_files import RefusedError, put, take

LONGEST_DESCRIPTION: Final = 300
# What was taken back, sent back or not taken by the network is its author's again, words and files alike.
_GIVEN_BACK: Final = (OutboxState.RECALLED, OutboxState.FAILED)
_FREE: Final = Q(outbox=None) | Q(outbox__state__in=_GIVEN_BACK)


class CannotGiveError(Exception):
    """These files cannot go with these words; the message is for the agent."""


def open_room(case: Case) -> Room | None:
    """The room files can be given in: the newest of the case, while private words go there; None for none."""
    room = Room.objects.of(case.brand_id).filter(move__case=case.pk).order_by("-pk").first()
    if room is None or room.erased_at is not None or private_account(case).network != NETWORK:
        return None
    return room


def add(case: Case, name: str, content: bytes, *, agent: Agent, house: House) -> RoomFile:
    """Take a file of ours in, to go with what the agent writes next; checked as those of guests are.

    Raises RefusedError, with `no_room` and `too_many_files` besides what `keep` refuses, or CannotGiveError; then
    nothing is kept.
    """
    room = open_room(case)
    if room is None:
        raise RefusedError("no_room")
    if _free(room, agent).count() >= MOST_FILES:
        raise RefusedError("too_many_files")
    taken = take(room, content, house=house)
    with transaction.atomic():
        file = put(room, name, taken, by_guest=False, agent=agent, house=house)
        # Asked again now that the room is held: another one may have come meanwhile.
        if _free(room, agent).count() > MOST_FILES:
            raise RefusedError("too_many_files")
    return file


def waiting(case: Case, *, agent: Agent) -> list[RoomFile]:
    """The files that wait with what this agent is writing, in the order they were added; without their content."""
    room = open_room(case)
    return [] if room is None else waiting_in(room, agent=agent)


def waiting_in(room: Room, *, agent: Agent) -> list[RoomFile]:
    """The files that wait with what this agent is writing in an open room, as `waiting` gives them."""
    return list(_free(room, agent).defer("body").order_by("pk"))


def describe(case: Case, words: Mapping[int, str], *, agent: Agent) -> None:
    """Keep what the agent says these files show, one line each. What is on its way already stays as it was judged."""
    room = open_room(case) if words else None
    if room is None:
        return
    with transaction.atomic():
        numbers = _locked(room, agent, list(words))
        for number in numbers & set(_free(room, agent).values_list("pk", flat=True)):
            line = " ".join(clean(words[number]).split())[:LONGEST_DESCRIPTION]
            RoomFile.objects.filter(pk=number).update(description=line)


def drop(case: Case, number: int, *, agent: Agent) -> bool:
    """Throw away a file that waits; whether there was one."""
    room = open_room(case)
    if room is None:
        return False
    with transaction.atomic():
        if number not in _locked(room, agent, [number]) or not _free(room, agent).filter(pk=number).exists():
            return False
        RoomFile.objects.filter(pk=number).delete()
    return True


def chosen(case: Case, numbers: Sequence[int], *, agent: Agent) -> list[RoomFile]:
    """These files of the agent's own in the case's room, whether they wait or go with a reply already.

    Raises CannotGiveError where one is not there, or where private words go elsewhere.
    """
    if not numbers:
        return []
    room = open_room(case)
    if room is None:
        raise CannotGiveError("Files can be given only in the private room, and you do not speak there at the moment.")
    if len(set(numbers)) > MOST_FILES:
        raise CannotGiveError(f"At most {MOST_FILES} files go at once. Take some out, and send them next.")
    found = list(_own(room, agent).filter(pk__in=numbers).defer("body").order_by("pk"))
    if len(found) != len(set(numbers)):
        raise CannotGiveError("One of these files is gone. Look at what is attached, and send it again.")
    return found


def as_media(files: Sequence[RoomFile]) -> tuple[Media, ...]:
    """The files as a payload names them: content by its hash, name and description to be judged as words."""
    return tuple(
        Media(
            media_id=f"room-file:{file.pk}:{bytes(file.sha256).hex()}",
            alt_text=f"{file.name}: {file.description}" if file.description else file.name,
        )
        for file in files
    )


def send_with(row: Outbox, files: Sequence[RoomFile]) -> None:
    """Let these files go with this reply. In the transaction that freezes it; raises CannotGiveError."""
    if not files:
        return
    numbers = [file.pk for file in files]
    room = files[0].room
    locked = _locked(room, row.author, numbers)
    free = _free(room, row.author).filter(pk__in=locked).defer("body").order_by("pk")
    if as_media(list(free)) != as_media(files):
        raise CannotGiveError("One of these files goes with other words, or changed. Look at what is attached.")
    RoomFile.objects.filter(pk__in=numbers).update(outbox=row)


def _own(room: Room, agent: Agent) -> BrandQuerySet[RoomFile]:
    return RoomFile.objects.of(room.brand_id).filter(room=room, by_guest=False, agent=agent, erased_at=None)


def _free(room: Room, agent: Agent) -> BrandQuerySet[RoomFile]:
    return _own(room, agent).filter(_FREE)


def _locked(room: Room, agent: Agent, numbers: Sequence[int]) -> set[int]:
    rows = _own(room, agent).filter(pk__in=numbers).order_by("pk").select_for_update(of=("self",))
    return set(rows.values_list("pk", flat=True))
