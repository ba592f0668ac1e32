"""When a case must be acted on.

`act_by` is the promise's deadline minus bonuses. Each bonus has a cap in seconds, so a case can be overtaken only by
cases heard at most `PrecedencePolicy.largest_lead` seconds after it: the proof that nobody starves. It changes with
events only, never with time passing, so the queue is an index and not a calculation.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class PrecedencePolicy:
    """A brand's promises and caps, all in seconds; `high_value` is the customer value that earns the whole bonus."""

    promise_public: int = 3600
    promise_private: int = 1800
    cap_value: int = 900
    cap_heat: int = 1200
    cap_urgency: int = 900
    cap_personal_data: int = 900
    cap_sensitive: int = 900
    cap_reach: int = 600
    high_value: float = 10_000.0
    high_reach: int = 100_000

    @property
    def largest_lead(self) -> int:
        """The most seconds by which a later case can be put before an earlier one on the same surface."""
        mood = self.cap_heat + self.cap_urgency
        return mood + self.cap_value + self.cap_personal_data + self.cap_sensitive + self.cap_reach


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known of a post when it is given its place. Scores are probabilities, None when not measured."""

    heard_at: datetime
    private: bool = False
    heat: float | None = None
    urgency: float | None = None
    sensitive: float | None = None
    personal_data: bool = False
    value: float | None = None
    followers: int | None = None


@dataclass(frozen=True, slots=True)
class Bonus:
    """Seconds a case gains and the word that says why on the desk."""

    word: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands: `act_by` orders, `promise_at` is what was promised, `bonuses` say why they differ."""

    act_by: datetime
    promise_at: datetime
    bonuses: tuple[Bonus, ...]


def place(matter: Matter, policy: PrecedencePolicy) -> Place:
    """The place of a case whose waiting began with this post."""
    promise = policy.promise_private if matter.private else policy.promise_public
    bonuses = tuple([Bonus(word, seconds) for word, seconds in _bonuses(matter, policy) if seconds > 0])
    promise_at = matter.heard_at + timedelta(seconds=promise)
    return Place(promise_at - timedelta(seconds=sum(bonus.seconds for bonus in bonuses)), promise_at, bonuses)


def _bonuses(matter: Matter, policy: PrecedencePolicy) -> tuple[tuple[str, int], ...]:
    return (
        ("angry", _above_half(matter.heat, policy.cap_heat)),
        ("urgent", _above_half(matter.urgency, policy.cap_urgency)),
        ("sensitive", _above_half(matter.sensitive, policy.cap_sensitive)),
        ("personal_data", policy.cap_personal_data if matter.personal_data and not matter.private else 0),
        ("value", _share(matter.value, policy.high_value, policy.cap_value)),
        ("reach", 0 if matter.private else _reach(matter.followers, policy)),
    )


def _above_half(probability: float | None, cap: int) -> int:
    """Nothing up to one half, then linear up to the cap: a coin toss moves nobody."""
    return 0 if probability is None else round(cap * max(0.0, min(1.0, 2 * probability - 1)))


def _share(amount: float | None, whole: float, cap: int) -> int:
    return 0 if amount is None else round(cap * max(0.0, min(1.0, amount / whole)))


def _reach(followers: int | None, policy: PrecedencePolicy) -> int:
    """Logarithmic: ten times the audience is one step more, never a leap past everyone."""
    if not followers or followers < 100:
        return 0
    return round(policy.cap_reach * min(1.0, math.log10(followers / 100) / math.log10(policy.high_reach / 100)))
