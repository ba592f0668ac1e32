"""The talk in a room, as the guest sees it and takes part in it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from unicodedata import bidirectional, category

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext, override, pgettext

from parlour.channels.port import Batch
from parlour.channels.room.channel import LONGEST
from parlour.channels.room.reading import SCHEME, event_of
from parlour.core.nouns.person import Person
from parlour.core.text import clean
from parlour.store.live import announce
from parlour.store.models import Case, ChannelAccount, Post, PostText, Room, RoomFile, RoomVisit
from parlour.store.models.scope import BrandQuerySet
from parlour.store.notices import raise_notice
from parlour.store.record import Happening, append
from parlour.usecases.erase_mails import during
from parlour.usecases.house import House
from parlour.usecases.knocks import may_knock
from parlour.usecases.private_way import room_account
from parlour.usecases.receive import receive
from parlour.usecases.room_files import as_attachment

MOST_SHOWN: Final = 500
MOST_FILES: Final = 5
SAID_A_MINUTE: Final = 20
TYPING_SECONDS: Final = 8
# Letters by their category, and yet nothing to be seen: fillers of Hangul, and the blank pattern of Braille.
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_NO_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


class CannotSayError(Exception):
    """These words cannot be said; `why` is `empty`, `too_long`, `too_many_files`, `too_fast` or `closed`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said. `name` is of whoever said it; `read` whether the other side has seen it."""

    number: int
    by_guest: bool
    name: str
    initials: str
    text: str
    at: datetime
    files: tuple[RoomFile, ...]
    read: bool
    deleted: bool


def say(visit: RoomVisit, text: str, files: Sequence[int] = (), *, house: House, number: str = "") -> None:
    """What a guest says, heard as any private message is. Said again with the same `number` it changes nothing.

    Raises CannotSayError; then nothing was said.
    """
    words, room = clean(text).strip(), visit.room
    if len(words) > LONGEST:
        raise CannotSayError("too_long")
    if len(files) > MOST_FILES:
        raise CannotSayError("too_many_files")
    if not may_knock(f"says:{room.pk}", most=SAID_A_MINUTE, seconds=60, house=house):
        raise CannotSayError("too_fast")
    with transaction.atomic():
        # Erasing waits for this, or this for it: nothing is heard in a room that was emptied meanwhile.
        _hold_open(visit, at=house.clock())
        if number and Post.objects.of(room.brand_id).filter(origin_uri=SCHEME + number).exists():
            return
        given = list(_free_files(room).filter(pk__in=files).defer("body").select_for_update(of=("self",)))
        if not given and not shows(words):
            raise CannotSayError("empty")
        _hear(room, words, given, number or secrets.token_hex(16), house=house)
        RoomVisit.objects.filter(pk=visit.pk).update(seen_at=house.clock(), typing_at=None)
        announce(room.brand_id, [room.move.case_id])


def shows(words: str) -> bool:
    """Whether there is anything to be seen in these words."""
    return any(category(sign)[0] in "LNPS" and sign not in _BLANK for sign in words)


def _hold_open(visit: RoomVisit, *, at: datetime) -> None:
    """Lock the room while something is said in it; raises CannotSayError where it is shut, or the visit over."""
    room = Room.objects.select_for_update(of=("self",)).get(pk=visit.room_id)
    lasting = RoomVisit.objects.filter(pk=visit.pk, ended_at=None, expires_at__gt=at)
    if room.erased_at is not None or not lasting.exists():
        raise CannotSayError("closed")


def _free_files(room: Room) -> BrandQuerySet[RoomFile]:
    """What the guest gave and has not said yet: a file goes with words once."""
    return RoomFile.objects.of(room.brand_id).filter(room=room, by_guest=True, said_at=None, erased_at=None)


def _hear(room: Room, words: str, given: Sequence[RoomFile], number: str, *, house: House) -> None:
    account, person, now = _account(room), room.move.case.person, house.clock()
    event = event_of(
        number,
        code=room.move.code,
        author=Person(person.network, person.address),
        text=words,
        files=[as_attachment(file) for file in given],
        at=now,
    )
    receive(account, Batch(source="rooms", events=(event,)), channel=house.connect(account), house=house)
    RoomFile.objects.filter(pk__in=[file.pk for file in given]).update(said_at=now)


def entries(room: Room, *, house: House) -> list[Entry]:
    """What was said in this room, oldest first: of other rooms of the same person nothing."""
    del house  # what stands in the tables
    seen = max(room.visits.values_list("seen_at", flat=True), default=room.opened_at)
    texts = _texts(room)
    given = RoomFile.objects.of(room.brand_id).filter(room=room).defer("body")
    files = {file.pk: file for file in given} if any(text.post.attachments for text in texts) else {}
    return [_entry(text, room, files, guest_saw=seen) for text in texts]


def mark_seen(visit: RoomVisit, *, house: House) -> None:
    """The guest has read up to now; open desks hear of it where that was something of ours."""
    now, room = house.clock(), visit.room
    RoomVisit.objects.filter(pk=visit.pk, seen_at__lt=now).update(seen_at=now)
    ours = Post.objects.of(room.brand_id).filter(own=True, conversation__account=_account(room))
    if ours.filter(conversation__person=room.move.case.person_id, created_at__gt=visit.seen_at).exists():
        announce(room.brand_id, [room.move.case_id])


def mark_typing(visit: RoomVisit, *, house: House) -> None:
    """The guest is writing; open desks hear of it at most every few seconds."""
    now = house.clock()
    last = visit.typing_at
    if last is None or now - last > timedelta(seconds=TYPING_SECONDS / 2):
        RoomVisit.objects.filter(pk=visit.pk).update(typing_at=now)
        announce(visit.brand_id, [visit.room.move.case_id])


def transcript(room: Room, *, house: House) -> str:
    """The whole talk as plain text, to take along."""
    case: Case = room.move.case
    with override(room.language):
        head = gettext("Your talk with %(company)s, all times UTC") % {"company": case.brand.name}
        lines, a_file = [head, "=" * len(head), ""], gettext("File")
        for entry in entries(room, house=house):
            words = gettext("(taken away)") if entry.deleted else entry.text
            lines += [f"{entry.at:%Y-%m-%d %H:%M}  {_whose(entry, case)}", *quoted(words)]
            lines += [f"  [{a_file}: {isolated(_named(file))}, {file.size} B]" for file in entry.files]
            lines.append("")
        lines.append(gettext("Kept here until %(day)s.") % {"day": f"{room.keep_until:%Y-%m-%d}"})
    return "\n".join(lines)


def _whose(entry: Entry, case: Case) -> str:
    """Whoever calls themselves by the name of one of us is still told from them."""
    side = pgettext("in a room", "You") if entry.by_guest else case.brand.name
    return f"{side}: {isolated(entry.name)}"


def quoted(words: str) -> list[str]:
    """Every line of somebody's words, marked as theirs: none of them reads as a line of ours."""
    return [f"> {isolated(line)}".rstrip() for line in words.splitlines()]


def isolated(line: str) -> str:
    """One line that turns round the writing of nothing but itself, for readers of plain text."""
    plain = " ".join(line.splitlines()).translate(_NO_TURNING)
    turned = any(bidirectional(sign) in ("R", "AL", "AN") for sign in plain)
    return f"\u2068{plain}\u2069" if turned else plain


def _named(file: RoomFile) -> str:
    return f"{file.name} ({file.description})" if file.description else file.name


def ask_to_erase(visit: RoomVisit, *, house: House) -> None:
    """The guest wants what was said here to be deleted; whoever answers for privacy is asked, once."""
    now, room = house.clock(), visit.room
    with transaction.atomic():
        if not Room.objects.filter(pk=room.pk, erase_asked_at=None).update(erase_asked_at=now):
            return
        case = room.move.case
        told = Happening(f"case:{case.pk}", "erasure_asked", f"person:{case.person_id}", payload={"room": room.pk})
        append(room.brand_id, [told], at=now)
        words = f"{case.person} asks that what was said in the private room of case {case.pk} be deleted."
        raise_notice(room.brand_id, "erasure_asked", f"room:{room.pk}", words, at=now, case=case.pk)


def _account(room: Room) -> ChannelAccount:
    account = room_account(room.brand_id)
    assert account is not None, "a room that was entered has an account"
    return account


def _texts(room: Room) -> list[PostText]:
    move = room.move
    theirs = Q(post__own=False, post__in_reply_to_uri=SCHEME + move.code)
    ours = Q(post__outbox__case=move.case_id) & during(move, "post__created_at")
    rows: BrandQuerySet[PostText] = PostText.objects.of(room.brand_id).filter(
        theirs | ours,
        post__conversation__account=_account(room),
        post__conversation__person=move.case.person_id,
        version=F("post__version"),
    )
    newest = rows.select_related("post__outbox__author").order_by("-post__created_at", "-post_id")[:MOST_SHOWN]
    return list(newest)[::-1]


def _entry(text: PostText, room: Room, files: dict[int, RoomFile], *, guest_saw: datetime) -> Entry:
    post: Any = text.post
    author = post.outbox.author if post.outbox_id else None
    person = room.move.case.person
    by_us_seen = room.agent_seen_at is not None and room.agent_seen_at >= post.created_at
    return Entry(
        number=post.pk,
        by_guest=not post.own,
        name=str(person) if not post.own else (author.name if author else room.move.case.brand.name),
        initials=author.initials if author else "",
        text=text.text,
        at=post.created_at,
        files=tuple(files[number] for number in _numbers(post.attachments) if number in files),
        read=guest_saw >= post.created_at if post.own else by_us_seen,
        deleted=post.deleted_at is not None or text.redacted_at is not None,
    )


def _numbers(attachments: Sequence[dict[str, Any]]) -> list[int]:
    return [int(item["room_file"]) for item in attachments if str(item.get("room_file", "")).isdigit()]
