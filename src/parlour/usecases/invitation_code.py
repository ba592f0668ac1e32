"""The code of an invitation, which finds its case again."""

from typing import Final

from django.utils.crypto import salted_hmac

from parlour.core.moves.codes import CODE_BYTES, code_from
from parlour.store.models import Case, Move, MoveState

MOST_CODES: Final = 16


def code_for(case: Case) -> str:
    """The code of the standing offer, else the next one: nobody outside can guess it, and nobody else has it."""
    moves = list(Move.objects.of(case.brand_id).filter(case=case.pk).order_by("pk"))
    if moves and moves[-1].state == MoveState.OFFERED:
        code: str = moves[-1].code
        return code
    for number in range(len(moves), len(moves) + MOST_CODES):
        secret = salted_hmac("parlour.move", f"{case.pk}:{number}", algorithm="sha256").digest()
        code = code_from(secret[:CODE_BYTES])
        if not Move.objects.filter(code=code).exists():
            return code
    raise RuntimeError(f"No free code was found for case {case.pk}: {MOST_CODES} in a row are taken.")
