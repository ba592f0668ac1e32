"""The move to the parlour as a line of steps, with the one thing to do next and what else is possible."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.core.lifecycle import MOVE_STEPS, MoveStep
from parlour.core.moves.policy import Strength
from parlour.core.moves.ways import Way
from parlour.desk.move_grounds import Possible, ground_words, possible_ways, way_name
from parlour.desk.move_next import Around, Evidence, next_deed
from parlour.desk.move_story import Told, last, mood_word
from parlour.store.models import Case, Move

STEPS: Final = (
    ("offered", later("Invited"), "move_offered"),
    ("consented", later("Agreed"), "move_consented"),
    ("open", later("Talking"), "move_opened"),
    ("settled", later("Settled"), "move_settled"),
    ("closed", later("Closed in public"), "move_closed"),
)
AGAIN: Final = later("Talking again")
ASIDE: Final = {
    "declined": (later("Would rather not"), ("move_declined", "move_withdrawn")),
    "lapsed": (later("No answer"), ("move_lapsed", "move_taken_back")),
    "cannot": (later("Cannot be"), ("move_barred",)),
    "returned": (later("Came back"), ("move_returned",)),
}
INVITES: Final = (
    (Way.MESSAGE, "invitation", later("Invite %(name)s to a private message")),
    (Way.ROOM, "room", later("Invite %(name)s to our private room")),
    (Way.EMAIL, "email", later("Invite %(name)s to write an e-mail")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """`standing` is done, now or ahead; `who` took it, "" where that is not on record."""

    word: str
    standing: str
    at: datetime | None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Invite:
    """Words of an invitation that are ready: `kind` asks for them, `label` says what it offers."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """`action` is invite, followup, write, settle, close, answer, or "" when there is nothing for us to do.

    `says` is the sentence for it. `words` names the words that are ready for it, `others` those offered beside.
    `because` says why it is better taken aside (with `rule`: must be), `ways` how it can be. `may` names the steps an
    agent can take with a reason: settle, reopen, bar, not_now.
    """

    move: Move | None
    steps: tuple[Step, ...]
    says: str
    action: str
    words: str = ""
    others: tuple[Invite, ...] = ()
    way: str = ""
    reason: str = ""
    evidence: Evidence | None = None
    story: tuple[Told, ...] = ()
    because: tuple[str, ...] = ()
    rule: bool = False
    ways: tuple[Possible, ...] = ()
    may: frozenset[str] = field(default=frozenset())


def move_line(case: Case, move: Move | None, around: Around) -> MoveLine:
    """The line of a case's newest move, None where it never was invited."""
    invites = _invites(case, around)
    says, action = next_deed(case, move, around, can_invite=bool(invites))
    suggestion = around.considered.suggestion if around.considered else None
    asks = action == "invite"
    return MoveLine(
        move=move,
        steps=_steps(move, around.story),
        says=says,
        action=action,
        words=invites[0].kind if asks else {"followup": "followup", "close": "closure"}.get(action, ""),
        others=invites[1:] if asks else invites if action == "answer" else (),
        way=way_name(move.way) if move is not None and move.state != "cannot" else "",
        reason=move.reason if move is not None else "",
        evidence=around.evidence,
        story=around.story,
        because=tuple(ground_words(one) for one in suggestion.because) if suggestion else (),
        rule=suggestion is not None and suggestion.strength is Strength.RULE,
        ways=possible_ways(around.considered.ways) if around.considered and case.thread_id else (),
        may=_may(case, move, around),
    )


def _invites(case: Case, around: Around) -> tuple[Invite, ...]:
    """The invitations that are ready, the nearest way first: a room where the network has no private message."""
    names = around.considered.ways.names if around.considered and around.can_answer and case.thread_id else ()
    name = str(case.person)
    who = {"name": (name.split(maxsplit=1) or [name])[0]}
    return tuple(Invite(kind, gettext(label) % who) for way, kind, label in INVITES if way in names)


def _steps(move: Move | None, story: Sequence[Told]) -> tuple[Step, ...]:
    if move is None:
        return ()
    times = (move.offered_at, move.consented_at, move.opened_at, move.settled_at, move.closed_at)
    if move.state in ASIDE:
        return (*_taken(move, times, story), _aside(move, story))
    current = max((place for place, at in enumerate(times) if at), default=0)
    made = []
    for place, (state, word, verb) in enumerate(STEPS):
        standing = "done" if place < current else "now" if place == current else "ahead"
        again = state == "open" and move.reopened_at is not None
        at = (move.reopened_at if again else times[place]) if standing != "ahead" else None
        told = last(story, "move_reopened" if again else verb) if standing != "ahead" else None
        made.append(Step(gettext(AGAIN if again else word), standing, at, told.who if told else ""))
    return tuple(made)


def _taken(move: Move, times: Sequence[datetime | None], story: Sequence[Told]) -> tuple[Step, ...]:
    """The steps that were taken before it went another way; an invitation only where one was made."""
    never_invited = move.state == "cannot" and move.invitation_id is None
    return tuple(
        Step(gettext(word), "done", at, told.who if (told := last(story, verb)) else "")
        for (state, word, verb), at in zip(STEPS, times, strict=True)
        if at is not None and not (state == "offered" and never_invited)
    )


def _aside(move: Move, story: Sequence[Told]) -> Step:
    word, verbs = ASIDE[move.state]
    said, told = gettext(word), last(story, *verbs)
    at = told.at if told else move.returned_at
    if move.state == "returned":
        times = sum(one.verb == "move_returned" for one in story)
        said = mood_word(move.mood)
        said = gettext("%(came)s (%(n)d times)") % {"came": said, "n": times} if times > 1 else said
    return Step(said, "now", at, told.who if told else "")


def _may(case: Case, move: Move | None, around: Around) -> frozenset[str]:
    """Which steps an agent can take now with a reason in their own words."""
    if case.thread_id is None:
        return frozenset()
    state = move.state if move is not None else ""
    following = MOVE_STEPS.get(state, {})
    ways = around.considered.ways.names if around.considered else ()
    barring = MoveStep.BARRED in following or (state in ("", "lapsed") and Way.MESSAGE in ways)
    named = {
        "settle": MoveStep.SETTLED in following,
        "reopen": MoveStep.REOPENED in following,
        "bar": barring,
        "not_now": bool(around.considered and around.considered.suggestion),
    }
    return frozenset(name for name, possible in named.items() if possible)
