"""Consent: what a person's own act or words do to the move of their case, with the post kept as evidence."""

from datetime import datetime

from parlour.channels.mail.reading import NETWORK as MAIL
from parlour.core.lifecycle import MoveStep, after_move_step
from parlour.core.moves.consent import withdraws
from parlour.core.moves.listen import ENDED, Remark, steps_after
from parlour.core.moves.returning import Again, after_settling, mood_of
from parlour.core.nouns.surface import Surface
from parlour.store.models import ArrivedMail, Case, Handle, Move, MoveState, Post
from parlour.store.record import Happening
from parlour.usecases import deadlines
from parlour.usecases.reopen import open_again, stop_closures
from parlour.usecases.wake import return_to_us


def apply_remark(move: Move, post: Post, remark: Remark, *, at: datetime) -> list[Happening]:
    """Take the steps this remark means, with evidence; what must be recorded (nothing when it means nothing).

    `move` and its case are locked by the caller. The post's author is the person of the move's case: nobody else's
    words count.
    """
    assert post.author_id == move.case.person_id, "consent of one person never covers another"
    steps = steps_after(move.state, remark)
    if MoveStep.CONSENTED in steps and _is_of_a_household(post, move.case):
        return []
    if remark.surface is Surface.PRIVATE and move.state in ENDED and MoveStep.WITHDRAWN not in steps:
        return _after_settling(move, post, remark, reopens=MoveStep.REOPENED in steps, at=at)
    for step in steps:
        _take(move, step, post, remark, at=at)
    if not steps and remark.surface is Surface.PRIVATE and move.state == MoveState.OPEN:
        move.deadline = deadlines.after_their_words(move, at)
        move.save(update_fields=["deadline"])
    if steps:
        move.save()
        if MoveStep.RETURNED not in steps:
            return_to_us(move.case)
    return [_told(move, step, post, remark) for step in steps]


def _is_of_a_household(post: Post, case: Case) -> bool:
    """Whether it is a mail from an address that more than one person of ours shares, and nobody says whose it is.

    The customer on file may be a household: whoever reads its mail can write in the name of all. Of them each agrees in
    words of their own account, or says there that the mail is theirs.
    """
    person: Handle = case.person
    if post.network != MAIL or person.customer_id is None:
        return False
    sharing = Handle.objects.of(case.brand_id).filter(customer=person.customer_id).exclude(pk=person.pk)
    if not sharing.exists():
        return False
    mails = ArrivedMail.objects.of(case.brand_id).filter(case__person=person.pk)
    senders = mails.filter(raw_event__in=post.texts.values("raw_event")).values("sender")
    said_theirs = mails.filter(sender__in=senders, vouched_at__isnull=False)
    return senders.exists() and not said_theirs.exists()


def _after_settling(move: Move, post: Post, remark: Remark, *, reopens: bool, at: datetime) -> list[Happening]:
    """Private words after the matter was settled: it is open again, they bring another one, or they only thank.

    What had reached us when it was settled was known then. The time on a post is that of somebody else's clock, and may
    say anything: only ours tells before from after.
    """
    if withdraws(remark.text, remark.ours) or (move.settled_at is not None and post.received_at < move.settled_at):
        return []
    more: list[Happening] = []
    verb = "wrote_contentedly"
    if reopens:
        verb = "move_reopened"
        open_again(move, at=at)
        more = stop_closures(move.case, at=at)
        return_to_us(move.case)
    elif after_settling(remark.text) is Again.ANOTHER:
        verb = "another_matter"
        return_to_us(move.case)
    said = {"move": move.pk, "surface": remark.surface.value, "text": remark.text}
    cause = f"post:{post.pk}"
    return [Happening(f"case:{move.case_id}", verb, f"person:{post.author_id}", cause=cause, payload=said), *more]


def _take(move: Move, step: MoveStep, post: Post, remark: Remark, *, at: datetime) -> None:
    move.state = after_move_step(move.state, step)
    move.deadline = None
    if step is MoveStep.CONSENTED:
        move.consent, move.consented_at = post, at
        move.consent_kind = "act" if remark.surface is Surface.PRIVATE else "words"
        move.deadline = deadlines.after_consent(move, at)
    elif step is MoveStep.OPENED:
        open_room(move, post.conversation_id, at=at)
        move.deadline = deadlines.ours(move.case.brand, at)
    elif step is MoveStep.RETURNED:
        move.returned_at, move.mood = at, mood_of(remark.text).value


def open_room(move: Move, conversation: int | None, *, at: datetime) -> None:
    """The private talk has begun: its conversation is linked to the case. The caller saves the move."""
    move.opened_at = at
    if conversation is not None and move.case.conversation_id is None:
        move.case.conversation_id = conversation
        move.case.save(update_fields=["conversation"])


def _told(move: Move, step: MoveStep, post: Post, remark: Remark) -> Happening:
    said = {"move": move.pk, "surface": remark.surface.value, "text": remark.text}
    if step is MoveStep.RETURNED:
        said["mood"] = move.mood
    return Happening(
        f"case:{move.case_id}", f"move_{step}", f"person:{post.author_id}", cause=f"post:{post.pk}", payload=said
    )
