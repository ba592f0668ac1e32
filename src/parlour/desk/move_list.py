"""Moves of a brand by what they wait for and for how long, what is overdue before everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Case as Cases
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.channels.room.reading import NETWORK
from parlour.core.moves.returning import Mood
from parlour.desk.move_grounds import way_name
from parlour.desk.move_steps import ASIDE
from parlour.desk.move_story import WORDS, mood_word
from parlour.store.models import CaseState, ChannelAccount, Move, MoveState

MOST: Final = 200
RESTING: Final = (MoveState.DECLINED, MoveState.LAPSED, MoveState.CANNOT)
GROUPS: Final = (
    ("overdue", later("Taken aside, never closed in public"), later("The thread still thinks nobody cared.")),
    ("settled", later("Settled, not yet closed in public"), later("The thread is owed a word.")),
    ("late", later("In private, and waiting too long"), later("Write to them, or say how it ended.")),
    ("returned", later("Came back to the thread"), later("It was settled, and they are here again. Answer them.")),
    ("consented", later("Agreed, waiting for our first private words"), later("They said yes. Write to them.")),
    ("open", later("Talking in private"), later("Say so when it is settled.")),
    ("offered", later("Invited, waiting for an answer"), later("Nothing to do until they answer.")),
    ("resting", later("Not taken aside, and still open"), later("Stay with them in public.")),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A move in the list: what happened to it last and when, as far as its row tells, and by which way it goes.

    `word` says how it ended where it did; then the last that is known may be the invitation.
    """

    move: Move
    did: str
    at: datetime
    way: str
    word: str


@dataclass(frozen=True, slots=True)
class Group:
    """Moves that wait for the same: what that is called and what is to be done about them.

    `cut`: more stand behind its last one than are listed, of these or of those that would follow.
    """

    state: str
    title: str
    says: str
    moves: tuple[Listed, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The networks and sectors a brand's accounts have, for choosing among them."""

    networks: tuple[str, ...]
    sectors: tuple[str, ...]


def moves_under_way(brand: int, *, now: datetime, network: str = "", sector: str = "") -> tuple[Group, ...]:
    """Groups that hold something, those that owe most first; within a group the nearest deadline first. One query.

    `network` and `sector` ("" for any) narrow it down to the accounts that have them. MOST moves at most, the last
    groups shortened first.
    """
    rows = list(_found(brand, now=now, network=network, sector=sector)[: MOST + 1])
    found = [(vars(move)["group"], move) for move in rows[:MOST]]
    last = found[-1][0] if len(rows) > MOST else None
    groups = (
        Group(
            name, gettext(title), gettext(says), _listed([move for at, move in found if at == place]), cut=place == last
        )
        for place, (name, title, says) in enumerate(GROUPS)
    )
    return tuple(group for group in groups if group.moves)


def choices_of(brand: int) -> Choices:
    """What the list can be narrowed down to. One query."""
    accounts = ChannelAccount.objects.of(brand).exclude(network=NETWORK).values_list("network", "sectors")
    rows = list(accounts)
    networks = sorted({network for network, _ in rows})
    return Choices(tuple(networks), tuple(sorted({name for _, sectors in rows for name in sectors})))


def _found(brand: int, *, now: datetime, network: str, sector: str) -> QuerySet[Move]:
    unhappy = Q(state=MoveState.RETURNED) & ~Q(mood=Mood.THANKS) & ~Q(case__state=CaseState.RESOLVED)
    resting = Q(state__in=RESTING, case__state=CaseState.OPEN)
    waits = (
        Q(state=MoveState.SETTLED, deadline__lt=now),
        Q(state=MoveState.SETTLED),
        Q(state__in=(MoveState.CONSENTED, MoveState.OPEN), deadline__lt=now),
        unhappy,
        Q(state=MoveState.CONSENTED),
        Q(state=MoveState.OPEN),
        Q(state=MoveState.OFFERED),
        resting,
    )
    group = Cases(*(When(condition, then=place) for place, condition in enumerate(waits)))
    moves = Move.objects.of(brand).annotate(group=group).filter(group__isnull=False)
    if network:
        moves = moves.filter(case__account__network=network)
    if sector:
        moves = moves.filter(case__account__sectors__contains=[sector])
    newest = Move.objects.of(brand).filter(case=OuterRef("case")).order_by("-pk").values("pk")[:1]
    moves = moves.filter(pk=Subquery(newest))
    related = moves.select_related("case__person", "case__assignee", "case__account")
    return related.order_by("group", F("deadline").asc(nulls_last=True), "id")


def _listed(moves: Sequence[Move]) -> tuple[Listed, ...]:
    return tuple(
        Listed(move, *_last(move), way_name(move.way), gettext(ASIDE[move.state][0]) if move.state in RESTING else "")
        for move in moves
    )


def _last(move: Move) -> tuple[str, datetime]:
    """The newest thing its row tells of, in words, and when that was."""
    if move.state == MoveState.RETURNED and move.returned_at is not None:
        return mood_word(move.mood), move.returned_at
    verb, at = {
        MoveState.CONSENTED: ("move_consented", move.consented_at),
        MoveState.OPEN: ("move_reopened", move.reopened_at) if move.reopened_at else ("move_opened", move.opened_at),
        MoveState.SETTLED: ("move_settled", move.settled_at),
        MoveState.CANNOT: ("move_barred", move.barred_at),
    }.get(MoveState(move.state), ("move_offered", None))
    return (gettext(WORDS[verb]), at) if at is not None else (gettext(WORDS["move_offered"]), move.offered_at)
