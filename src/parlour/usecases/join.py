"""Two threads that turn out to be one: what was said and opened in them, and the invitations that stood in both."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from parlour.core.lifecycle import MoveStep, after_move_step
from parlour.store import rooms
from parlour.store.live import announce
from parlour.store.models import AgreedTime, Case, Move, MoveState
from parlour.store.record import Happening, append

_FARTHER: Final = (MoveState.OFFERED, MoveState.CONSENTED, MoveState.OPEN)


def join_threads(brand_id: int, into: Mapping[int, int], *, at: datetime) -> None:
    """Each key becomes part of its value's thread. In the caller's transaction.

    Whoever has a case in both keeps both, and is asked once: of two moves under way the one farther on stays, and the
    other rests if it still waits for them. Two talks that both began by their own act stay two, and so does what is
    settled, and a time they agreed to: ending one would break off what they said there.
    """
    rooms.join_threads(brand=brand_id, into=into)
    waiting = _waiting(brand_id, _twice(brand_id, into))
    for move, other in waiting:
        move.state, move.deadline = after_move_step(move.state, MoveStep.LAPSED), None
        move.save(update_fields=["state", "deadline"])
        told = {"move": move.pk, "same_thread_as": other.case_id}
        append(brand_id, [Happening(f"case:{move.case_id}", "move_lapsed", "system", payload=told)], at=at)
    if waiting:
        announce(brand_id, [move.case_id for move, _ in waiting])


def _twice(brand_id: int, into: Mapping[int, int]) -> list[tuple[int, int]]:
    """The cases of the same person that are now in one thread: the absorbed thread's, and the one that was there."""
    both = Case.objects.of(brand_id).filter(thread__in=[*into, *into.values()])
    cases = {(case.person_id, case.thread_id): case.pk for case in both}
    here = {(person, thread): number for (person, thread), number in cases.items() if thread in into}
    pairs = ((number, cases.get((person, into[thread]))) for (person, thread), number in here.items() if thread)
    return [(absorbed, kept) for absorbed, kept in pairs if kept is not None]


def _waiting(brand_id: int, twice: Sequence[tuple[int, int]]) -> list[tuple[Move, Move]]:
    """The moves that rest now, each with the one that stays; cases locked before moves."""
    numbers = sorted({number for pair in twice for number in pair})
    if not numbers:
        return []
    list(Case.objects.of(brand_id).filter(pk__in=numbers).order_by("pk").select_for_update(of=("self",)))
    rows = Move.objects.of(brand_id).filter(case__in=numbers, state__in=_FARTHER).order_by("case", "pk")
    moves = {move.case_id: move for move in rows.select_for_update(of=("self",))}
    agreed = AgreedTime.objects.filter(move__in=[move.pk for move in moves.values()], state=AgreedTime.State.AGREED)
    kept = set(agreed.values_list("move", flat=True))
    found = []
    for absorbed, other in twice:
        if absorbed in moves and other in moves:
            # The absorbed one comes first: of two equal ones it rests.
            rests, stays = sorted(
                (moves[absorbed], moves[other]), key=lambda move: _FARTHER.index(MoveState(move.state))
            )
            if rests.state != MoveState.OPEN and rests.pk not in kept:
                found.append((rests, stays))
    return found
