"""When a matter should be taken aside: a suggestion with its reasons, or a rule where the company says so.

An agent can decide otherwise, on record; what they decided about is not brought up again. Nobody who declined, or let
an invitation rest, is asked again by a machine.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Final

from parlour.core.moves.ways import Way


class Strength(StrEnum):
    """What a reason amounts to. A RULE asks for a written reason from whoever decides otherwise."""

    OFF = "off"
    SUGGEST = "suggest"
    RULE = "rule"


class Ground(StrEnum):
    """Why a matter should be taken aside."""

    REGULATED = "regulated"
    PERSONAL_DATA = "personal_data"
    DELICATE = "delicate"
    LONG_ANSWER = "long_answer"
    TURNS = "turns"
    HEAT = "heat"
    ONLOOKERS = "onlookers"


CANNOT_STAND: Final = frozenset((Ground.REGULATED, Ground.PERSONAL_DATA, Ground.DELICATE))
"""Grounds that lie in what was said. The others lie in how it goes: they count for no attack and for no minor."""
NOT_DELICATE: Final = frozenset(("safety", "minors"))
"""Domains that embarrass nobody by themselves: danger is seen to at once, and a child is a matter of its own."""
IN_COMPANY: Final = frozenset((Way.MESSAGE, Way.ROOM, Way.EMAIL))
"""Ways on which a second grown-up reads along; a call and a visit have none by themselves."""
HOT: Final = 0.5
"""The heat from which a careful reader calls an author angry: below it a rise is no reason."""


@dataclass(frozen=True, slots=True)
class MovePolicy:
    """What a brand holds for a reason, and from when on.

    `most_turns`: posts of theirs and answers of ours in public, together, that are not yet too many. `heat_rise`: how
    much angrier (0..1) the newest post is than the calmest before it. `many_onlookers`: followers and people in the
    thread together. `least_one_reply`: the chance that one reply settles it below which none does.
    """

    regulated: Strength = Strength.RULE
    personal_data: Strength = Strength.SUGGEST
    delicate: Strength = Strength.SUGGEST
    long_answer: Strength = Strength.SUGGEST
    turns: Strength = Strength.SUGGEST
    heat: Strength = Strength.SUGGEST
    onlookers: Strength = Strength.SUGGEST
    most_turns: int = 6
    heat_rise: float = 0.3
    many_onlookers: int = 5000
    least_one_reply: float = 0.1


@dataclass(frozen=True, slots=True)
class Situation:
    """One case as far as the policy looks at it.

    `regulated` says whether a sector of the account that heard it is. `domains` and `kinds` are the sensitive domains
    and the kinds of personal data found in the person's public posts. `one_reply` is the chance that one public reply
    settles it, None where nobody judged that. `heats` (0..1) are those of their posts, oldest first. `ways` are the
    private ways there are, the nearest first; with none `cannot` says why. `under_way`: it has been taken aside, or is
    being. `lapsed`: an invitation was not answered, and they have not come back since. `decided` holds the keys of what
    an agent has decided otherwise about.
    """

    regulated: bool = False
    domains: Collection[str] = ()
    kinds: Collection[str] = ()
    one_reply: float | None = None
    ours: int = 0
    theirs: int = 0
    heats: tuple[float, ...] = ()
    onlookers: int = 0
    ways: tuple[Way, ...] = (Way.MESSAGE,)
    cannot: str = ""
    attack: bool = False
    minor: bool = False
    under_way: bool = False
    declined: bool = False
    lapsed: bool = False
    decided: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: `words` for a person in English, `figure` what stands behind them, for words in other languages.

    `keys` name what it is about, so that a decision about it is known again.
    """

    ground: Ground
    strength: Strength
    words: str
    figure: str
    keys: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """To take a case aside by `way`. With `second_adult` never by one adult alone: a second one has to be in it.

    Where there is no way left `way` is None, `cannot` says why, and it is never a rule.
    """

    strength: Strength
    because: tuple[Because, ...]
    way: Way | None
    second_adult: bool = False
    cannot: str = ""

    @property
    def keys(self) -> frozenset[str]:
        return frozenset().union(*(one.keys for one in self.because))


def suggest(situation: Situation, policy: MovePolicy) -> Suggestion | None:
    """Whether this matter should be taken aside, why and how; None when it may stay where it is."""
    if situation.under_way or situation.declined or situation.lapsed:
        return None
    because = tuple(
        one
        for one in _grounds(situation, policy)
        if one.strength is not Strength.OFF and not one.keys <= frozenset(situation.decided)
    )
    if situation.attack or situation.minor:
        because = tuple(one for one in because if one.ground in CANNOT_STAND)
    if not because:
        return None
    ways = [way for way in situation.ways if not situation.minor or way in IN_COMPANY]
    if not ways:
        return Suggestion(Strength.SUGGEST, because, None, situation.minor, situation.cannot or _NONE_FOR_A_MINOR)
    is_rule = any(one.strength is Strength.RULE for one in because)
    return Suggestion(Strength.RULE if is_rule else Strength.SUGGEST, because, ways[0], situation.minor)


_NONE_FOR_A_MINOR: Final = "There is no private way on which a second grown-up can be."


def _grounds(seen: Situation, policy: MovePolicy) -> Iterator[Because]:
    """Every ground there is, by weight, whatever it amounts to."""
    yield from _of_what_was_said(seen, policy)
    if seen.one_reply is not None and seen.one_reply < policy.least_one_reply:
        chance = f"{round(seen.one_reply * 100)} %"
        words = f"No answer fits one reply: the chance that one settles it is {chance}."
        yield _because(Ground.LONG_ANSWER, policy, words, chance)
    turns = seen.ours + seen.theirs
    if turns > policy.most_turns:
        words = f"It went back and forth {turns} times in public ({policy.most_turns} are usual)."
        yield _because(Ground.TURNS, policy, words, str(turns))
    rise = _rise(seen.heats)
    if rise >= policy.heat_rise:
        risen = f"{round(seen.heats[-1] * 100)} %, {round(rise * 100)} more"
        yield _because(Ground.HEAT, policy, f"They are getting angrier: {risen} than at their calmest.", risen)
    if seen.onlookers >= policy.many_onlookers:
        words = f"Many are looking on: about {seen.onlookers:,}."
        yield _because(Ground.ONLOOKERS, policy, words, str(seen.onlookers))


def _of_what_was_said(seen: Situation, policy: MovePolicy) -> Iterator[Because]:
    domains = sorted(seen.domains)
    delicate = [name for name in domains if name not in NOT_DELICATE]
    if domains and seen.regulated:
        named = _named(domains)
        words = f"It speaks of {named}, and yours is a sector where that is not discussed in public."
        yield _because(Ground.REGULATED, policy, words, named, domains)
    elif delicate:
        named = _named(delicate)
        yield _because(Ground.DELICATE, policy, f"It speaks of {named}, which may embarrass them.", named, delicate)
    if seen.kinds:
        named = _named(sorted(seen.kinds))
        words = f"Their posts show personal data: {named}."
        yield _because(Ground.PERSONAL_DATA, policy, words, named, sorted(seen.kinds))


def _because(ground: Ground, policy: MovePolicy, words: str, figure: str, about: Collection[str] = ("",)) -> Because:
    strength: Strength = getattr(policy, ground.value)
    return Because(ground, strength, words, figure, frozenset(f"{ground}:{each}" for each in about))


def _named(names: Collection[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _rise(heats: tuple[float, ...]) -> float:
    """How much hotter the newest post is than the calmest before it; 0 for one that is not hot."""
    if len(heats) < 2 or heats[-1] < HOT:
        return 0.0
    return heats[-1] - min(heats[:-1])


def read_policy(settings: Mapping[str, object]) -> MovePolicy:
    """The policy in a brand's settings under `moves`; what is not there is as usual.

    Raises ValueError that names the setting, what it is, and what it may be.
    """
    chosen = settings.get("moves", {})
    if not isinstance(chosen, Mapping):
        raise ValueError(f"The brand's setting 'moves' is a table of names and values. It is {chosen!r}.")
    known = [one.name for one in fields(MovePolicy)]
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise ValueError(f"The brand's setting 'moves' has no {unknown[0]!r}. It has: {', '.join(known)}.")
    read: dict[str, Any] = {name: _read(str(name), value) for name, value in chosen.items()}
    if read.get(Ground.REGULATED.value) is Strength.OFF:
        raise ValueError("The setting 'moves.regulated' cannot be off: the law of the sector asks for it.")
    return MovePolicy(**read)


def _read(name: str, value: object) -> Strength | float | int:
    if name in tuple(Ground):
        if value not in tuple(Strength):
            raise ValueError(f"The setting 'moves.{name}' is off, suggest or rule. It is {value!r}.")
        return Strength(str(value))
    whole = name in ("most_turns", "many_onlookers")
    number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    if not number or not 0 < float(str(value)) <= (1_000_000_000 if whole else 1):
        what = "a whole number above 0" if whole else "a share above 0 and up to 1"
        raise ValueError(f"The setting 'moves.{name}' is {what}. It is {value!r}.")
    return int(str(value)) if whole else float(str(value))


def seconds_in(settings: Mapping[str, object], name: str, usual: int) -> int:
    """A span of a brand's settings in seconds. Raises ValueError that names it and says what it may be."""
    value = settings.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 366 * 86_400:
        raise ValueError(f"The brand's setting {name!r} is a whole number of seconds, a year at most. It is {value!r}.")
    return value
