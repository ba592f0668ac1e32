"""Kindness under attack: what comes next with somebody who attacks, and what lifts the rest that follows.

Help is offered once, then once more in other words, then a final word leaves the door open, then the case rests.
Nobody is offered help a third time while they attack, and nobody who comes back in earnest stays at rest.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from typing import Final

MOST_OFFERS: Final = 2
ATTACKS: Final = frozenset(("attack.toxicity", "attack.threat"))
DANGERS: Final = frozenset(("attack.threat", "sensitive.safety"))
"""What always brings a case back, whoever wrote it and however."""
_PLAIN_SPEECH: Final = frozenset(("complaint", "sentiment.positive"))
_WANTS_NOTHING: Final = "intent.talk"


class Tone(StrEnum):
    """How a post of theirs counts. EARNEST asks, complains, answers or thanks; ASIDE wants nothing of us."""

    ATTACK = "attack"
    EARNEST = "earnest"
    ASIDE = "aside"


class Next(StrEnum):
    """What comes next. WAIT: an offer stands that they have not answered. REST: all was said; the door is open."""

    OFFER = "offer"
    OFFER_AGAIN = "offer_again"
    FINAL_WORD = "final_word"
    WAIT = "wait"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Theirs:
    """A post of the person."""

    tone: Tone


@dataclass(frozen=True, slots=True)
class Ours:
    """A public reply of ours that stands in the thread.

    `complete`: it leaves the door open and names a way to reach us. `meant_last`: it was written as a final word.
    """

    complete: bool = False
    meant_last: bool = False


Turn = Theirs | Ours


def tone_of(counts: Collection[str], *, understood: bool) -> Tone:
    """How a post counts, by the outputs of its assessment that count (`attack.toxicity`, `intent.question` …).

    `understood`: its language is one triage knows, and it was asked what the post wants. What was not understood is no
    attack: a person reads it.
    """
    if not understood:
        return Tone.EARNEST
    held = frozenset(counts)
    if held & ATTACKS:
        return Tone.ATTACK
    wants = any(name.startswith("intent.") and name != _WANTS_NOTHING for name in held)
    return Tone.EARNEST if wants or held & _PLAIN_SPEECH else Tone.ASIDE


def lifts_rest(counts: Collection[str], *, understood: bool) -> bool:
    """Whether a post brings a case at rest back: it is in earnest, or somebody may be in danger."""
    return not DANGERS.isdisjoint(counts) or tone_of(counts, understood=understood) is Tone.EARNEST


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a thread stands. `offers`: replies while they attacked that were no final word; each offered to go on.

    `ended`: a final word stands. `closable`: a reply that leaves the door open and names a way stands. Neither once
    they spoke in earnest again. `ours_last`: we spoke last.
    """

    attacking: bool = False
    offers: int = 0
    ended: bool = False
    closable: bool = False
    ours_last: bool = False

    def after(self, turn: Turn) -> "Standing":
        """Where it stands after one more turn."""
        if isinstance(turn, Ours):
            return self._after_ours(turn)
        if turn.tone is Tone.EARNEST:
            return Standing(offers=self.offers)
        return replace(self, attacking=self.attacking or turn.tone is Tone.ATTACK, ours_last=False)

    def _after_ours(self, turn: Ours) -> "Standing":
        if not self.attacking:
            return replace(self, ours_last=True)
        last = turn.complete and (turn.meant_last or self.offers >= MOST_OFFERS)
        offers = self.offers + (not last)
        return Standing(True, offers, self.ended or last, self.closable or turn.complete, ours_last=True)


def standing(turns: Iterable[Turn]) -> Standing:
    """Where a thread stands after these turns, oldest first."""
    return reduce(Standing.after, turns, Standing())


def next_step(turns: Iterable[Turn]) -> Next | None:
    """What comes next in this thread (oldest first); None where nobody attacks."""
    now = standing(turns)
    if not now.attacking:
        return None
    if now.ended:
        return Next.REST
    if now.offers and now.ours_last:
        return Next.WAIT
    return (Next.OFFER, Next.OFFER_AGAIN, Next.FINAL_WORD)[min(now.offers, MOST_OFFERS)]


def may_close(turns: Iterable[Turn]) -> bool:
    """Whether the case may be closed: nobody attacks, or a reply since left the door open and named a way to us."""
    now = standing(turns)
    return now.closable or not now.attacking
