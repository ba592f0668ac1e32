"""The move to the parlour as a line of steps, with the one thing to do next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.channels.port import Capabilities
from parlour.core.moves.returning import Mood
from parlour.store.models import Case, Move

STEPS: Final = (
    ("offered", later("Invited")),
    ("consented", later("Agreed")),
    ("open", later("Talking")),
    ("settled", later("Settled")),
    ("closed", later("Closed in public")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """`standing` is done, now or ahead."""

    word: str
    standing: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How somebody agreed: `kind` is act (they wrote in private) or words (they said so); `words` are their own."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """`action` is invite, write, settle, close, or "" when there is nothing for us to do; `says` is the sentence."""

    move: Move | None
    steps: tuple[Step, ...]
    says: str
    action: str
    evidence: Evidence | None = None


def move_line(case: Case, move: Move | None, *, can: Capabilities, evidence: Evidence | None = None) -> MoveLine:
    says, action = _next(case, move, can=can)
    return MoveLine(move, _steps(move), says, action, evidence)


def _steps(move: Move | None) -> tuple[Step, ...]:
    if move is None:
        return ()
    times = (move.offered_at, move.consented_at, move.opened_at, move.settled_at, move.closed_at)
    current = max((place for place, at in enumerate(times) if at), default=0)
    return tuple(
        Step(gettext(word), "done" if place < current else "now" if place == current else "ahead", times[place])
        for place, (_, word) in enumerate(STEPS)
    )


def _next(case: Case, move: Move | None, *, can: Capabilities) -> tuple[str, str]:
    who = {"name": str(case.person)}
    if not can.private_message:
        return gettext("This network has no private messages."), ""
    if case.thread_id is None:
        return gettext("%(name)s wrote to you in private.") % who, ""
    if move is not None and move.state == "returned" and move.mood == Mood.THANKS:
        return gettext("%(name)s came back to say thank you. All is well.") % who, ""
    if move is None:
        return gettext("Some of this may be better said in private. Ask %(name)s first.") % who, "invite"
    return {
        "offered": (gettext("Waiting for %(name)s to agree.") % who, ""),
        "consented": (gettext("%(name)s agreed. Write to them in private.") % who, "write"),
        "open": (gettext("Talking in private. When it is settled, say so here.") % who, "settle"),
        "settled": (gettext("Settled, but the thread does not know it yet. Close it in public.") % who, "close"),
        "closed": (gettext("Settled, and closed in public."), ""),
        "returned": (gettext("%(name)s came back to the thread. Answer there.") % who, "invite"),
        "declined": (gettext("%(name)s would rather not. Stay with them in public.") % who, ""),
        "lapsed": (gettext("%(name)s did not answer the invitation. You can ask once more.") % who, "invite"),
    }[move.state]
