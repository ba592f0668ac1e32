"""What a guest sends, taken in: files one by one, then the words with them. What is refused loses nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from parlour.channels.room.channel import LONGEST
from parlour.channels.room.reading import SCHEME
from parlour.room.posted import posted
from parlour.store.models import Post, RoomFile, RoomVisit
from parlour.usecases import converse, room_files, tokens
from parlour.usecases.house import House

MEGABYTES: Final = room_files.MOST_BYTES // 1_000_000


@dataclass(slots=True)
class Said:
    """What came of it: nothing in `problems` means it was said; else words and files wait to be sent again."""

    text: str = ""
    number: str = ""
    files: list[RoomFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def hear(request: HttpRequest, visit: RoomVisit, *, house: House) -> Said:
    """Say what the form brought; once for each number of a form, however often it comes. Raises TooLargeError."""
    form = posted(request)
    said = Said(text=form.get("text", "").replace("\r\n", "\n"), number=form.get("number", "")[:64] or tokens.fresh())
    # Derived with the room, so that a number can never stand in the way of somebody else's words.
    own = tokens.derived("parlour.room.said", f"{visit.room_id}:{said.number}")
    if Post.objects.of(visit.brand_id).filter(origin_uri=SCHEME + own).exists():
        return said
    said.files = _kept_before(visit, form.getlist("kept"))
    for file in request.FILES.getlist("files"):
        _take(visit, file, said, house=house)
    if not said.problems:
        _say(visit, said, own, house=house)
    return said


def _take(visit: RoomVisit, file: "UploadedFile[bytes]", said: Said, *, house: House) -> None:
    name = room_files.shown_name(file.name or "", room_files.plain_ending(file.name or ""))
    if len(said.files) >= converse.MOST_FILES:
        said.problems.append(f"{name}: {_refusal('too_many_files')}")
        return
    try:
        if (file.size or 0) > room_files.MOST_BYTES:
            raise room_files.RefusedError("too_large")
        said.files.append(room_files.keep(visit.room, file.name or "", file.read(), by_guest=True, house=house))
    except room_files.RefusedError as refused:
        said.problems.append(f"{name}: {_refusal(refused.why)}")


def _kept_before(visit: RoomVisit, numbers: Sequence[str]) -> list[RoomFile]:
    """Files that were taken when the words with them were not, and have not been said since."""
    wanted = [int(number) for number in numbers if number.isdecimal() and len(number) < 18][: converse.MOST_FILES]
    rows = RoomFile.objects.of(visit.brand_id).filter(pk__in=wanted, room=visit.room_id, by_guest=True, said_at=None)
    return list(rows.filter(erased_at=None).defer("body").order_by("pk"))


def _say(visit: RoomVisit, said: Said, number: str, *, house: House) -> None:
    try:
        converse.say(visit, said.text, [file.pk for file in said.files], house=house, number=number)
    except converse.CannotSayError as refused:
        said.problems.append(_refusal(refused.why))


def _refusal(why: str) -> str:
    """What happened, and what to do."""
    told = {
        "empty": _("There is nothing in it yet. Write something, or add a file, and send it then."),
        "too_long": _("This is longer than the %(n)s letters that fit. Send it in two parts.") % {"n": LONGEST},
        "too_many_files": _("At most %(n)s files go at once. Send the others next.") % {"n": converse.MOST_FILES},
        "too_fast": _("That was a lot in one minute. Wait a moment, then send it; your words are still here."),
        "too_large": _("This file is too large; up to %(n)s MB fit.") % {"n": MEGABYTES},
        "room_full": _("No more files fit into this room. Tell us, and we find another way."),
        "wrong_type": _("We can take pictures (JPEG, PNG, WebP), PDF and plain text here. Try one of these."),
        "broken": _("This picture cannot be read. Save it again, or take a photo of it."),
        "unsafe": _("This file was not let in, for safety. Tell us what is in it instead."),
    }
    return told.get(why, _("This could not be sent just now. Your words are still here; try again."))
