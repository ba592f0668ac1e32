"""Consent: what a person's own act or words do to the move of their case, with the post kept as evidence."""

from datetime import datetime

from parlour.core.lifecycle import CaseStep, MoveStep, after_case_step, after_move_step
from parlour.core.moves.listen import Remark, steps_after
from parlour.core.moves.returning import mood_of
from parlour.core.nouns.surface import Surface
from parlour.store.models import Case, CaseState, Move, Post
from parlour.store.record import Happening


def apply_remark(move: Move, post: Post, remark: Remark, *, at: datetime) -> list[Happening]:
    """Take the steps this remark means, with evidence; what must be recorded (nothing when it means nothing).

    `move` and its case are locked by the caller. The post's author is the person of the move's case: nobody else's
    words count.
    """
    assert post.author_id == move.case.person_id, "consent of one person never covers another"
    steps = steps_after(move.state, remark)
    for step in steps:
        _take(move, step, post, remark, at=at)
    if steps:
        move.save()
        if MoveStep.RETURNED not in steps:
            return_to_us(move.case)
    return [_told(move, step, post, remark) for step in steps]


def _take(move: Move, step: MoveStep, post: Post, remark: Remark, *, at: datetime) -> None:
    move.state = after_move_step(move.state, step)
    move.deadline = None
    if step is MoveStep.CONSENTED:
        move.consent, move.consented_at = post, at
        move.consent_kind = "act" if remark.surface is Surface.PRIVATE else "words"
    elif step is MoveStep.OPENED:
        open_room(move, post.conversation_id, at=at)
    elif step is MoveStep.RETURNED:
        move.returned_at, move.mood = at, mood_of(remark.text).value


def open_room(move: Move, conversation: int | None, *, at: datetime) -> None:
    """The private talk has begun: its conversation is linked to the case. The caller saves the move."""
    move.opened_at = at
    if conversation is not None and move.case.conversation_id is None:
        move.case.conversation_id = conversation
        move.case.save(update_fields=["conversation"])


def return_to_us(case: Case) -> None:
    """An answer to our invitation is ours to act on, even where triage saw nothing to answer in it."""
    if case.state == CaseState.OPEN:
        return
    case.state = after_case_step(case.state, CaseStep.HEARD)
    case.snoozed_until = case.resolved_at = case.resting_at = None
    case.save(update_fields=["state", "snoozed_until", "resolved_at", "resting_at"])


def _told(move: Move, step: MoveStep, post: Post, remark: Remark) -> Happening:
    said = {"move": move.pk, "surface": remark.surface.value, "text": remark.text}
    if step is MoveStep.RETURNED:
        said["mood"] = move.mood
    return Happening(
        f"case:{move.case_id}", f"move_{step}", f"person:{post.author_id}", cause=f"post:{post.pk}", payload=said
    )
