"""What is to be done next about a case's move, in one sentence."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from parlour.core.moves.policy import Strength
from parlour.core.moves.returning import Mood
from parlour.desk.move_story import Told, last
from parlour.store.models import Case, Move
from parlour.usecases.suggest_move import Considered


@dataclass(frozen=True, slots=True)
class Evidence:
    """How somebody agreed: `kind` is act (they wrote in private), words (they said so) or key (they came in by the
    room's door `at` that time); `words` are their own."""

    kind: str
    words: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What a move line is told beside the move itself: what is on record, what the policy says, what may be done.

    `can_answer` is whether anything can be said in the thread at all.
    """

    story: tuple[Told, ...] = ()
    considered: Considered | None = None
    evidence: Evidence | None = None
    may_follow_up: bool = False
    can_answer: bool = True

    def came_back(self, move: Move) -> bool:
        """Whether it was the person who opened the talk again that had ended."""
        told = last(self.story, "move_reopened")
        return move.reopened_at is not None and told is not None and told.who == str(move.case.person)


def next_deed(case: Case, move: Move | None, around: Around, *, can_invite: bool) -> tuple[str, str]:
    """The sentence that says where the move stands, and the name of our next deed ("" for none)."""
    who = {"name": str(case.person)}
    if case.thread_id is None:
        return gettext("%(name)s wrote to you in private.") % who, ""
    if move is None:
        return _at_first(who, around, can_invite=can_invite)
    if move.state == "cannot":
        return _barred(who, can_invite=can_invite)
    if move.state == "returned" and move.mood == Mood.THANKS:
        return gettext("%(name)s came back to say thank you. All is well.") % who, ""
    if move.state == "open" and case.state == "open" and around.came_back(move):
        return gettext("%(name)s wrote again in private: it is not settled after all. Answer there.") % who, "settle"
    if move.state == "offered" and around.may_follow_up:
        return gettext("%(name)s has not answered yet. You can ask once more, gently.") % who, "followup"
    if move.state == "consented" and move.way == "room":
        # Only coming in opens a room of ours.
        return gettext("%(name)s agreed, and nobody is in the room yet. What you write waits for them there.") % who, (
            "write"
        )
    return {
        "offered": (gettext("Waiting for %(name)s to agree.") % who, ""),
        "consented": (gettext("%(name)s agreed. Write to them in private.") % who, "write"),
        "open": (gettext("Talking in private. When it is settled, say so here.") % who, "settle"),
        "settled": (gettext("Settled, but the thread does not know it yet. Close it in public.") % who, "close"),
        "closed": (gettext("Settled, and closed in public."), ""),
        "returned": (gettext("%(name)s came back to the thread. Answer there.") % who, "answer"),
        "declined": (gettext("%(name)s would rather not. Stay with them in public.") % who, ""),
        "lapsed": (gettext("%(name)s did not answer the invitation. You can ask once more.") % who, "invite"),
    }[move.state]


def _at_first(who: dict[str, str], around: Around, *, can_invite: bool) -> tuple[str, str]:
    suggestion = around.considered.suggestion if around.considered else None
    if not can_invite:
        cannot = around.considered.ways.cannot if around.considered else ""
        return gettext(cannot) if cannot else gettext("Nobody can be invited from here."), ""
    if suggestion is None:
        return gettext("Some of this may be better said in private. Ask %(name)s first.") % who, "invite"
    if suggestion.strength is Strength.RULE:
        return gettext("This has to be talked about in private. Invite %(name)s.") % who, "invite"
    return gettext("This is better talked about in private. Invite %(name)s.") % who, "invite"


def _barred(who: dict[str, str], *, can_invite: bool) -> tuple[str, str]:
    if can_invite:
        return gettext("That way is closed. Another is open: invite %(name)s there.") % who, "invite"
    return gettext("There is no private way to %(name)s. Stay with them in public.") % who, ""
