"""Files in the private composer: taken in one by one, each with its words, and what was refused in words of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from parlour.core.nouns.draft import Media
from parlour.store.models import Agent, Case, Room, RoomFile
from parlour.usecases import our_files, room_files
from parlour.usecases.converse import MOST_FILES
from parlour.usecases.house import House

MEGABYTES: Final = room_files.MOST_BYTES // 1_000_000
_ABOUT: Final = "about-"
_REFUSED: Final[Mapping[str, str]] = {
    "empty": later("There is nothing in this file."),
    "too_large": later("This file is too large; up to %(megabytes)s MB fit."),
    "room_full": later("No more files fit into this room."),
    "wrong_type": later("Pictures (JPEG, PNG, WebP), PDF and plain text go over. Save it as one of these."),
    "broken": later("This picture cannot be read. Save it again, and attach that."),
    "unsafe": later("The scanner did not let this file through. Ask whoever runs Parlour here."),
    "no_room": later("Files go over only in the private room, and you do not speak there at the moment."),
    "too_many_files": later("At most %(most)s files go at once. Send the others next."),
}


@dataclass(slots=True)
class Attached:
    """What goes with the words of this form, and what could not be taken, each in a sentence."""

    numbers: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def taken_in(request: HttpRequest, case: Case, *, agent: Agent, house: House) -> Attached:
    """What the form brings: files it shows already, words about them, and new ones. What is refused loses no other."""
    attached = Attached(_kept(request))
    our_files.describe(case, _about(request), agent=agent)
    for file in request.FILES.getlist("files"):
        _take(attached, file, case, agent=agent, house=house)
    return attached


def media_of(case: Case, attached: Attached, *, agent: Agent) -> tuple[Media, ...]:
    """What the guard is to judge of them; nothing while they cannot go, which is told when they are sent."""
    try:
        return our_files.as_media(our_files.chosen(case, attached.numbers, agent=agent))
    except our_files.CannotGiveError:
        return ()


def tell(request: HttpRequest, attached: Attached) -> None:
    """Say on the next page what was refused."""
    for problem in attached.problems:
        messages.error(request, problem)


def composer_files(room: Room | None, *, agent: Agent) -> dict[str, Any]:
    """What the composer shows of files: those that wait, and whether one more can be added to this open room."""
    if room is None:
        return {"may_attach": False}
    limits = {"most_files": MOST_FILES, "megabytes": MEGABYTES}
    return {"may_attach": True, "attached": our_files.waiting_in(room, agent=agent), **limits}


def files_of(case: Case, attached: Attached, *, agent: Agent) -> list[RoomFile]:
    """The files as a page of confirmation names them."""
    try:
        return our_files.chosen(case, attached.numbers, agent=agent)
    except our_files.CannotGiveError:
        return []


def _take(attached: Attached, file: "UploadedFile[bytes]", case: Case, *, agent: Agent, house: House) -> None:
    given = file.name or ""
    try:
        if (file.size or 0) > room_files.MOST_BYTES:
            raise room_files.RefusedError("too_large")
        kept = our_files.add(case, given, file.read(), agent=agent, house=house)
    except room_files.RefusedError as refused:
        words = _(_REFUSED[refused.why]) % {"megabytes": MEGABYTES, "most": MOST_FILES}
        attached.problems.append(f"{room_files.shown_name(given, room_files.plain_ending(given))}: {words}")
    else:
        attached.numbers.append(kept.pk)


def _kept(request: HttpRequest) -> list[int]:
    given = request.POST.getlist("kept")[: 2 * MOST_FILES]
    return [int(number) for number in given if _is_number(number)]


def _about(request: HttpRequest) -> dict[int, str]:
    named = {key.removeprefix(_ABOUT): words for key, words in request.POST.items() if key.startswith(_ABOUT)}
    return {int(number): str(words) for number, words in named.items() if _is_number(number)}


def _is_number(given: str) -> bool:
    return given.isascii() and given.isdecimal() and len(given) < 18
