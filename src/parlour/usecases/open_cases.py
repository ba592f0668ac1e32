"""The part of assessing that gives posts their case: the one under way, or a new one, each with its place."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

from parlour.core.moves.returning import is_content
from parlour.core.nouns.assessment import Assessment, Route, gives_away
from parlour.core.nouns.surface import Surface
from parlour.core.precedence.act_by import Matter, PrecedencePolicy, place
from parlour.store import cases as rows
from parlour.store.assessments import WaitingText
from parlour.store.models import Brand, Lane
from parlour.store.record import Happening, append
from parlour.usecases.moves import HeardPost, cases_for_private, hear, settled
from parlour.usecases.rest import stays_at_rest

SUMMARY_LENGTH = 280
Key = tuple[str, int, int]
"""(thread, person, thread number), (talk, person, conversation number) or (case, 0, case number)."""


@dataclass(frozen=True, slots=True)
class CaseWork:
    """A text with what triage said about it."""

    text: WaitingText
    judgement: Assessment

    @property
    def wants_case(self) -> bool:
        """Addressed to us, still the words that count, and not merely to be watched."""
        return self.text.current and self.text.post.addressed and self.judgement.route is not Route.WATCH

    @property
    def private(self) -> bool:
        return self.text.conversation is not None or self.text.crowded


def open_or_join(brand: int, work: Sequence[CaseWork], *, at: datetime) -> dict[int, int]:
    """Post number → case number for every post that belongs to one; must run in assess's transaction.

    Posts of one person in one room share a case; a case that waited, slept or was done comes back, one at rest only for
    words in earnest, one whose matter was settled in private not for thanks alone. A private message that
    answers an invitation goes to the case that was invited.
    """
    wanting = [one for one in work if one.wants_case]
    found = _opened_or_joined(brand, wanting, at=at) if wanting else {}
    # An answer to an invitation ("yes please") is often nothing to triage: everything current is heard.
    hear(brand, [_heard(one, found.get(one.text.post_number)) for one in work if one.text.current], at=at)
    return found


def _opened_or_joined(brand: int, wanting: Sequence[CaseWork], *, at: datetime) -> dict[int, int]:
    matched = cases_for_private(brand, [_heard(one, None) for one in wanting if one.text.conversation is not None])
    groups = _grouped(wanting, matched)
    policy = policy_of(brand)
    known = _known(brand, groups)
    resting = {key for key, case in known.items() if case.resting and stays_at_rest(_judgements(groups[key]))}
    at_rest = resting | _content(brand, groups, known)
    standings = {key: _standing(posts, known.get(key), policy) for key, posts in groups.items() if key not in at_rest}
    rows.let_rest({known[key].number: max(one.text.created_at for one in groups[key]) for key in at_rest})
    rows.touch({case.number: (case, standings[key]) for key, case in known.items() if key not in at_rest})
    numbers = {key: case.number for key, case in known.items()}
    fresh = {key: one for key, one in standings.items() if key not in known}
    opened = _open(brand, fresh, at=at)
    numbers |= opened
    lost = [key for key in fresh if key not in opened]
    numbers |= {key: case.number for key, case in _known(brand, {key: groups[key] for key in lost}).items()}
    _record(brand, groups, numbers, set(opened), at=at, at_rest=resting)
    lifted = [(case.number, groups[key]) for key, case in known.items() if case.resting and key not in at_rest]
    append(brand, [_rest_lifted(case, posts[-1]) for case, posts in lifted], at=at)
    return {one.text.post_number: numbers[key] for key, posts in groups.items() for one in posts if key in numbers}


def _content(brand: int, groups: Mapping[Key, Sequence[CaseWork]], known: Mapping[Key, rows.KnownCase]) -> set[Key]:
    """Cases whose person only thanks us in private, their matter settled: they stay where they are."""
    thanked = {
        key: case.number
        for key, case in known.items()
        if not case.waits_for_us and all(one.private and is_content(one.text.post.text) for one in groups[key])
    }
    over = settled(brand, thanked.values()) if thanked else set()
    return {key for key, number in thanked.items() if number in over}


def place_again(brand: int, work: Sequence[CaseWork], cases: Mapping[int, int], *, at: datetime) -> list[int]:
    """What a closer look changes in cases that wait for us, by post number → case number; the cases it changed.

    Where the post decides how its case stands it does so anew; no case moves back. Must run in the transaction that
    writes the closer look.
    """
    posts_of: dict[int, list[CaseWork]] = {}
    for one in work:
        if one.text.post_number in cases:
            posts_of.setdefault(cases[one.text.post_number], []).append(one)
    policy = policy_of(brand)
    changed: dict[int, tuple[rows.KnownCase, rows.Standing]] = {}
    for case in rows.find(brand, in_threads=[], conversations=[], numbers=posts_of):
        if case.waits_for_us:
            standing = _standing(posts_of[case.number], case, policy, again=True)
            if (standing.act_by, standing.route) != (case.act_by, case.route):
                changed[case.number] = case, standing
    rows.touch(changed)
    append(brand, [Happening(f"case:{number}", "looked_closer", "system") for number in sorted(changed)], at=at)
    return sorted(changed)


def _heard(one: CaseWork, case: int | None) -> HeardPost:
    surface = Surface.PRIVATE if one.private else Surface.PUBLIC
    return HeardPost(
        post=one.text.post_number,
        case=case,
        person=one.text.author,
        surface=surface,
        text=one.text.post.text,
        network=one.text.post.network,
    )


def _judgements(posts: Iterable[CaseWork]) -> list[Assessment]:
    return [one.judgement for one in posts]


def _rest_lifted(case: int, by: CaseWork) -> Happening:
    return Happening(f"case:{case}", "rest_lifted", f"person:{by.text.author}", cause=f"post:{by.text.post_number}")


def _grouped(work: Iterable[CaseWork], matched: Mapping[int, int]) -> dict[Key, list[CaseWork]]:
    groups: dict[Key, list[CaseWork]] = {}
    for one in work:
        groups.setdefault(_key(one.text, matched), []).append(one)
    return groups


def _key(text: WaitingText, matched: Mapping[int, int]) -> Key:
    if text.post_number in matched:
        return "case", 0, matched[text.post_number]
    if text.thread is not None:
        return "thread", text.author, text.thread
    assert text.conversation is not None, "every heard post stands in a thread or in a conversation"
    return "talk", text.author, text.conversation


def _known(brand: int, groups: Mapping[Key, Sequence[CaseWork]]) -> dict[Key, rows.KnownCase]:
    found = rows.find(
        brand,
        in_threads=[(person, room) for kind, person, room in groups if kind == "thread"],
        conversations=[room for kind, _, room in groups if kind == "talk"],
        numbers=[number for kind, _, number in groups if kind == "case"],
    )
    known: dict[Key, rows.KnownCase] = {}
    for case in found:
        for key in (
            ("case", 0, case.number),
            ("thread", case.person, case.thread or 0),
            ("talk", case.person, case.conversation or 0),
        ):
            if key in groups:
                known[key] = case
    return known


def _standing(
    posts: Sequence[CaseWork], known: rows.KnownCase | None, policy: PrecedencePolicy, *, again: bool = False
) -> rows.Standing:
    """Where the case stands after these posts: the most pressing one decides.

    While it waits for us, what made it pressing keeps its words and its deadline, however lightly the person goes on;
    words that were edited count as new, and so do, judged `again`, those that had made it pressing.
    """
    placed = [(place(matter_of(one), policy), one) for one in posts]
    where, deciding = min(placed, key=lambda pair: (pair[0].act_by, pair[1].text.post_number))
    standing = rows.Standing(
        account=deciding.text.account,
        person=deciding.text.author,
        thread=deciding.text.thread,
        conversation=next((one.text.conversation for one in posts if one.text.conversation is not None), None),
        lane=Lane.EVERYONE,
        act_by=where.act_by,
        promise_at=where.promise_at,
        route=deciding.judgement.route.value,
        language=deciding.judgement.language,
        summary=deciding.text.post.text[:SUMMARY_LENGTH],
        summary_private=deciding.private,
        reasons=orjson.dumps([{"word": bonus.word, "seconds": bonus.seconds} for bonus in where.bonuses]).decode(),
        last_post_at=max(one.text.created_at for one in posts),
    )
    if known is None or not known.waits_for_us:
        return standing
    promise_at = min(known.promise_at, standing.promise_at)
    anew = known.summary == standing.summary if again else any(one.text.version > 1 for one in posts)
    if known.act_by > standing.act_by or anew:
        return replace(standing, act_by=min(known.act_by, standing.act_by), promise_at=promise_at)
    return replace(
        standing,
        act_by=known.act_by,
        promise_at=promise_at,
        route=known.route,
        language=known.language,
        summary=known.summary,
        summary_private=known.summary_private,
        reasons=known.reasons,
    )


def matter_of(one: CaseWork) -> Matter:
    """What gives a post its place, as triage or a person judged it."""
    scores = one.judgement.scores
    sensitive = [score for name, score in scores.items() if name.startswith("sensitive.")]
    return Matter(
        heard_at=one.text.received_at,
        private=one.private,
        heat=scores.get("heat"),
        urgency=scores.get("urgency"),
        sensitive=max(sensitive, default=None),
        personal_data=gives_away(one.judgement.personal_data),
        value=None if one.text.value is None else float(one.text.value),
        followers=one.text.post.followers,
    )


def policy_of(brand: int) -> PrecedencePolicy:
    """The brand's promises and caps."""
    chosen = Brand.objects.values_list("settings", flat=True).get(pk=brand).get("precedence", {})
    return PrecedencePolicy(**chosen)


def _open(brand: int, fresh: Mapping[Key, rows.Standing], *, at: datetime) -> dict[Key, int]:
    opened: dict[Key, int] = {}
    for number, person, thread, conversation in rows.open_new(brand, list(fresh.values()), at=at):
        candidates: tuple[Key, ...] = (("thread", person, thread or 0), ("talk", person, conversation or 0))
        key = next((key for key in candidates if key in fresh), None)
        if key is not None:
            opened[key] = number
    return opened


def _record(
    brand: int,
    groups: Mapping[Key, Sequence[CaseWork]],
    numbers: Mapping[Key, int],
    opened: set[Key],
    *,
    at: datetime,
    at_rest: Collection[Key],
) -> None:
    """One event for each post in the stream of its case: the first opens it, the others are heard in it or at rest."""
    new: list[Happening] = []
    old: list[Happening] = []
    for key, posts in groups.items():
        if key not in numbers:
            continue
        joined = "heard_at_rest" if key in at_rest else "heard_in"
        verbs = ["opened" if key in opened and index == 0 else joined for index in range(len(posts))]
        for verb, one in zip(verbs, posts, strict=True):
            happening = Happening(
                f"case:{numbers[key]}", verb, f"person:{one.text.author}", cause=f"post:{one.text.post_number}"
            )
            (new if key in opened else old).append(happening)
    append(brand, new, at=at, fresh=True)
    append(brand, old, at=at)
