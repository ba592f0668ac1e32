"""Which private ways a case has now and until when: by what its network permits, what the brand offers, what happened.

Networks differ in who may begin. On some anybody may write to anybody; on some the company has one private answer to
each public post, for a week; on some the person must write first; review sites have no private way at all.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Way(StrEnum):
    """How the two talk in private. MESSAGE is the network's own; ROOM is a page of the house's own."""

    MESSAGE = "message"
    ROOM = "room"
    EMAIL = "email"
    CALL = "call"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Means:
    """What the network permits in private; see `channels.port.Capabilities` for the words. Windows are in seconds."""

    private_message: bool = False
    writes_first: bool = False
    first_once: bool = False
    first_window: int = 0
    talk_window: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What happened so far between the two, in UTC.

    `asked_at` is the person's newest public post, `wrote_at` their newest private message, `reached_at` the newest
    private message of ours that the network *confirmed*: one that failed is none. `leaving_at` is when the newest one
    was approved of which it is not known yet whether it arrives. `barred_at` is when the network's own way was said to
    be closed to this person, None where nobody knows when.
    """

    asked_at: datetime | None = None
    wrote_at: datetime | None = None
    reached_at: datetime | None = None
    leaving_at: datetime | None = None
    barred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PrivateWay:
    """A way that is there. `ours` says whether we may write there now, `until` when that ends (None: it does not).

    Where it is not ours, the person begins: they are invited, and their message opens it. `words` say all that; `ended`
    is when a window of ours closed, where one did.
    """

    way: Way
    ours: bool
    words: str
    until: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways there are, the nearest first; with none, `cannot` says why in words a person understands."""

    open: tuple[PrivateWay, ...] = ()
    cannot: str = ""

    @property
    def names(self) -> tuple[Way, ...]:
        return tuple(one.way for one in self.open)


OFFERED: Final = (Way.EMAIL, Way.CALL, Way.VISIT)
"""Ways that exist where the brand says so."""
_OF_THE_BRAND: Final = {
    Way.ROOM: "A page of your own, for the two of you: they ring, show who they are, and come in.",
    Way.EMAIL: "By e-mail, to an address that finds this case again.",
    Way.CALL: "A call back, at a time they choose.",
    Way.VISIT: "An appointment, in person.",
}


def offered_in(settings: Mapping[str, object]) -> frozenset[Way]:
    """The ways a brand offers beside the network's own and the room: `ways` in its settings, a list of names.

    Raises ValueError that says what to write there.
    """
    named = settings.get("ways", [])
    known = ", ".join(OFFERED)
    if not isinstance(named, list | tuple) or not all(isinstance(name, str) for name in named):
        raise ValueError(f"The brand's setting 'ways' is a list of names out of: {known}. It is {named!r}.")
    unknown = [name for name in named if name not in OFFERED]
    if unknown:
        raise ValueError(f"The brand's setting 'ways' names {unknown[0]!r}. It may name: {known}.")
    return frozenset(Way(name) for name in named)


def private_ways(
    means: Means, known: Known, *, offered: Collection[Way], barred: Mapping[Way, str], now: datetime
) -> Ways:
    """The ways of one case at `now`.

    `offered` are those of the brand (ROOM where it has one). `barred` holds ways that turned out to be closed for this
    person, each with its reason; their own message since then opens the network's way again.
    """
    found = tuple(_found(means, known, offered, barred, now))
    return Ways(found) if found else Ways(cannot=_why_not(means, barred))


def _found(
    means: Means, known: Known, offered: Collection[Way], barred: Mapping[Way, str], now: datetime
) -> Iterator[PrivateWay]:
    if means.private_message and (Way.MESSAGE not in barred or _came_since(known)):
        yield _message(means, known, now)
    for way, words in _OF_THE_BRAND.items():
        if way in offered and way not in barred:
            yield PrivateWay(way, ours=False, words=words)


def _message(means: Means, known: Known, now: datetime) -> PrivateWay:
    """The network's own way: open since they wrote, or ours to begin, or theirs."""
    talk_ends = _end(known.wrote_at, means.talk_window)
    if known.wrote_at is not None and not _over(talk_ends, now):
        return PrivateWay(Way.MESSAGE, True, "They wrote to you in private: answer them there.", talk_ends)
    if not means.writes_first:
        if known.wrote_at is None:
            return _theirs("On this network they have to write first.")
        return _theirs("The time to answer their private message is over; they have to write again.", talk_ends)
    if means.first_once and _since_asked(known.reached_at, known):
        return _theirs("You have written to them once about this post; the next word is theirs.")
    if means.first_once and _since_asked(known.leaving_at, known):
        return _theirs("The one message about this post is on its way. It is not known yet whether it arrived.")
    first_ends = _end(known.asked_at, means.first_window)
    if _over(first_ends, now) or (means.first_window and known.asked_at is None):
        return _theirs("The time to write to them about their post is over; they have to write first.", first_ends)
    once = "You may write to them once, and go on when they answer." if means.first_once else "You may write to them."
    return PrivateWay(Way.MESSAGE, True, once, first_ends)


def _theirs(words: str, ended: datetime | None = None) -> PrivateWay:
    return PrivateWay(Way.MESSAGE, ours=False, words=words, ended=ended)


def _since_asked(at: datetime | None, known: Known) -> bool:
    """Whether this message of ours is about their newest public post."""
    return at is not None and (known.asked_at is None or at >= known.asked_at)


def _came_since(known: Known) -> bool:
    """Whether they wrote in private after the way was said to be closed."""
    return known.wrote_at is not None and (known.barred_at is None or known.wrote_at > known.barred_at)


def _end(since: datetime | None, seconds: int) -> datetime | None:
    """When a window that began then closes; None when it never does, or never began."""
    return since + timedelta(seconds=seconds) if since is not None and seconds else None


def _over(end: datetime | None, now: datetime) -> bool:
    return end is not None and now >= end


def _why_not(means: Means, barred: Mapping[Way, str]) -> str:
    if barred:
        return " ".join(barred.values())
    if not means.private_message:
        return "This network has no private messages, and the brand offers no other private way."
    return "There is no private way to this person."
