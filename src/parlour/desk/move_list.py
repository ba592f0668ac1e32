"""Moves that are under way, by what they wait for."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.store.models import Move, MoveState

MOST: Final = 200
GROUPS: Final = (
    (MoveState.SETTLED, later("Settled, not yet closed in public"), later("The thread still thinks nobody cared.")),
    (MoveState.CONSENTED, later("Agreed, waiting for our first private words"), later("They said yes. Write to them.")),
    (MoveState.OPEN, later("Talking in private"), later("Say so when it is settled.")),
    (MoveState.OFFERED, later("Invited, waiting for an answer"), later("Nothing to do until they answer.")),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Moves in one state: what the state is called and what is to be done about them."""

    state: str
    title: str
    says: str
    moves: tuple[Move, ...]


def moves_under_way(brand: int) -> tuple[Group, ...]:
    """Groups that hold something, those that owe most first; within a group the nearest deadline first. One query."""
    states = [state for state, _, _ in GROUPS]
    found = list(
        Move.objects.of(brand)
        .filter(state__in=states)
        .select_related("case__person", "case__assignee", "case__account")
        .order_by("deadline", "id")[:MOST]
    )
    groups = (
        Group(state.value, gettext(title), gettext(says), tuple(move for move in found if move.state == state))
        for state, title, says in GROUPS
    )
    return tuple(group for group in groups if group.moves)
