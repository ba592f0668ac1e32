"""Closing in public: the words, and which threads still wait for them."""

from parlour.core.moves.words import closure, open_end
from parlour.store.models import Brand, Case, Move, MoveState
from parlour.usecases.house import House


def suggest_closure(case: Case, *, house: House) -> str:
    """Words for the thread in the person's language, without a fact; the move closes when they stand there.

    A talk that ended unsolved is never called taken care of.
    """
    del house  # the words depend on the case alone
    settled = Move.objects.of(case.brand_id).filter(case=case.pk, state=MoveState.SETTLED)
    unsolved = settled.exclude(reason="").exists()
    return open_end(case.language) if unsolved else closure(case.language)


def overdue_closures(brand: Brand, *, house: House) -> list[Move]:
    """Moves that were settled in private and not closed in public by their deadline, the longest overdue first."""
    late = Move.objects.of(brand).filter(state=MoveState.SETTLED, deadline__lt=house.clock())
    return list(late.select_related("case__person", "case__assignee", "case__account").order_by("deadline", "pk"))
