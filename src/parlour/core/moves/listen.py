"""What a post of the person means for the move of their case."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from parlour.core.lifecycle import MoveStep
from parlour.core.moves.consent import Answer, answer_in, comes, sounds_unwilling, withdraws
from parlour.core.moves.returning import Again, after_settling
from parlour.core.nouns.surface import Surface


class Addressee(StrEnum):
    """Whose post this one answers. What is said to ANOTHER person means nothing to us."""

    US = "us"
    THEMSELVES = "themselves"
    ANOTHER = "another"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Remark:
    """A person's post after an invitation was made; `answers_offer` when it answers the invitation itself.

    `ours` are our addresses and names: what the post says to anybody else it names means nothing to us.
    """

    surface: Surface
    text: str
    addressee: Addressee = Addressee.UNKNOWN
    answers_offer: bool = False
    ours: tuple[str, ...] = ()


UNDER_WAY: Final = ("offered", "consented", "open", "settled")
ENDED: Final = ("settled", "closed", "returned")
"""States in which the matter counts as settled; private words may open it again."""
_ASKED: Final = ("offered", "declined", "lapsed", "cannot")


def steps_after(state: str, remark: Remark) -> tuple[MoveStep, ...]:
    """The steps a remark makes a move take from `state`; none when it means nothing for it.

    Writing to us in private after the invitation is consent by act, unless the words refuse or might; whoever declined
    says in words that they come after all. After the matter was settled private words open the talk again, unless they
    only thank, or bring another matter.
    """
    if remark.surface is Surface.PRIVATE:
        return _in_private(state, remark.text, remark.ours)
    if remark.addressee is Addressee.ANOTHER:
        return ()
    return _in_public(state, remark)


def _in_private(state: str, text: str, ours: tuple[str, ...]) -> tuple[MoveStep, ...]:
    if state in _ASKED:
        if withdraws(text, ours) or answer_in(text, ours, in_private=True) in (Answer.NO, Answer.PLAIN_NO):
            return (MoveStep.DECLINED,) if state == "offered" else ()
        agreed = comes(text, ours) if state == "declined" else not sounds_unwilling(text, ours)
        return (MoveStep.CONSENTED, MoveStep.OPENED) if agreed else ()
    if withdraws(text, ours):
        return (MoveStep.WITHDRAWN,) if state in UNDER_WAY else ()
    if state in ENDED:
        return (MoveStep.REOPENED,) if after_settling(text) is Again.AGAIN else ()
    return (MoveStep.OPENED,) if state == "consented" else ()


def _in_public(state: str, remark: Remark) -> tuple[MoveStep, ...]:
    if state in ("closed", "returned"):
        return (MoveStep.RETURNED,)
    answer = answer_in(remark.text, remark.ours)
    if state in _ASKED:
        plainly = answer is Answer.PLAIN_YES and state in ("offered", "lapsed") and remark.answers_offer
        agreed = answer is Answer.YES or plainly
        refused = answer is Answer.NO or (answer is Answer.PLAIN_NO and remark.answers_offer)
        if agreed:
            return (MoveStep.CONSENTED,)
        return (MoveStep.DECLINED,) if refused and state == "offered" else ()
    if state in UNDER_WAY and (answer is Answer.NO or withdraws(remark.text, remark.ours)):
        return (MoveStep.WITHDRAWN,)
    return ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A move of the very person who wrote: its case, its code, and where it stands."""

    case: int
    code: str
    state: str


def match(text: str, candidates: Sequence[Candidate]) -> int | None:
    """The case a person's private message belongs to: by the code in it, else the only move under way; else None."""
    named = {candidate.case for candidate in candidates if candidate.code and candidate.code in text.lower()}
    if len(named) == 1:
        return named.pop()
    waiting = {candidate.case for candidate in candidates if candidate.state in UNDER_WAY}
    return waiting.pop() if len(waiting) == 1 else None
