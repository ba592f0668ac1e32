"""Finding, opening and touching cases, many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from parlour.core.lifecycle import CaseStep, after_case_step
from parlour.store.bulk import array, execute, fetch, insert_new

# Looked up one by one through an index each, whatever the planner thinks of the sizes.
FIND = """
select id, person_id, thread_id, conversation_id, state, act_by, promise_at, route, language, summary,
  summary_private, reasons::text, resting_at is not null
from store_case where brand_id = %s and id = any(array(
  select found.id from unnest(%s::bigint[], %s::bigint[]) wanted(person, thread) cross join lateral (
    select id from store_case where person_id = wanted.person and thread_id = wanted.thread limit 1
  ) found
  union select unnest(%s::bigint[])
  union select found.id from unnest(%s::bigint[]) wanted(conversation) cross join lateral (
    select id from store_case where conversation_id = wanted.conversation
    order by state = 'resolved' and thread_id is null, last_post_at desc limit 1
  ) found
)) order by id for update
"""
WITH_MOVES = """
select distinct case_id from store_move move join store_case on store_case.id = case_id
where move.brand_id = %s and move.state = any(%s::text[]) and person_id = any(%s::bigint[])
"""
TOUCH = """
update store_case set state = new.state, lane = new.lane, act_by = new.act_by, promise_at = new.promise_at,
  route = new.route, language = new.language, summary = new.summary,
  summary_private = new.summary_private, reasons = new.reasons::jsonb,
  last_post_at = greatest(store_case.last_post_at, new.last_post_at), snoozed_until = null, resolved_at = null,
  resting_at = null,
  conversation_id = coalesce(store_case.conversation_id, new.conversation_id)
from unnest(%s::bigint[], %s::text[], %s::int2[], %s::timestamptz[], %s::timestamptz[], %s::text[], %s::text[],
  %s::text[], %s::bool[], %s::text[], %s::timestamptz[], %s::bigint[])
  new(id, state, lane, act_by, promise_at, route, language, summary, summary_private, reasons, last_post_at,
    conversation_id)
where store_case.id = new.id
"""
LET_REST = """
update store_case set last_post_at = greatest(store_case.last_post_at, new.last_post_at)
from unnest(%s::bigint[], %s::timestamptz[]) new(id, last_post_at) where store_case.id = new.id
"""


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case as it stands, its row locked."""

    number: int
    person: int
    thread: int | None
    conversation: int | None
    state: str
    act_by: datetime
    promise_at: datetime
    route: str
    language: str
    summary: str
    summary_private: bool
    reasons: str
    resting: bool = False

    @property
    def waits_for_us(self) -> bool:
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case looks like from now on. `reasons` is JSON."""

    account: int
    person: int
    thread: int | None
    conversation: int | None
    lane: int
    act_by: datetime
    promise_at: datetime
    route: str
    language: str
    summary: str
    summary_private: bool
    reasons: str
    last_post_at: datetime


def find(
    brand: int, *, in_threads: Iterable[tuple[int, int]], conversations: Iterable[int], numbers: Iterable[int]
) -> list[KnownCase]:
    """Cases of (person, thread) pairs, the one under way in each conversation, and those with given numbers; locked.

    In a conversation an unresolved case comes before a resolved one, the newest first.
    """
    pairs = sorted(set(in_threads))
    people, threads = [person for person, _ in pairs], [thread for _, thread in pairs]
    arguments = [brand, array(people), array(threads), array(list(numbers)), array(list(conversations))]
    return [KnownCase(*row) for row in fetch(FIND, arguments)]


def with_moves(brand: int, people: Iterable[int], *, states: Sequence[str]) -> list[int]:
    """Cases of these people (their handles) that have a move in one of `states`."""
    found = fetch(WITH_MOVES, [brand, array(states), array(list(people))])
    return [case for (case,) in found]


def open_new(
    brand: int, standings: Sequence[Standing], *, at: datetime
) -> list[tuple[int, int, int | None, int | None]]:
    """Open cases; (number, person, thread, conversation) of those that nobody else opened first."""
    return insert_new(
        "store_case",
        {
            "account_id": ("int8", [one.account for one in standings]),
            "person_id": ("int8", [one.person for one in standings]),
            "thread_id": ("int8", [one.thread for one in standings]),
            "conversation_id": ("int8", [one.conversation for one in standings]),
            "lane": ("int2", [one.lane for one in standings]),
            "act_by": ("timestamptz", [one.act_by for one in standings]),
            "promise_at": ("timestamptz", [one.promise_at for one in standings]),
            "route": ("text", [one.route for one in standings]),
            "language": ("text", [one.language for one in standings]),
            "summary": ("text", [one.summary for one in standings]),
            "summary_private": ("bool", [one.summary_private for one in standings]),
            "reasons": ("jsonb", [one.reasons for one in standings]),
            "last_post_at": ("timestamptz", [one.last_post_at for one in standings]),
        },
        same={"brand_id": ("int8", brand), "state": ("text", "open"), "opened_at": ("timestamptz", at)},
        returning=("id", "person_id", "thread_id", "conversation_id"),
    )


def touch(cases: Mapping[int, tuple[KnownCase, Standing]]) -> None:
    """A person was heard again: their cases come back to us and stand where their newest words put them."""
    if not cases:
        return
    rows = [
        (number, after_case_step(known.state, CaseStep.HEARD), one.lane, one.act_by, one.promise_at, one.route,
         one.language, one.summary, one.summary_private, one.reasons, one.last_post_at, one.conversation)
        for number, (known, one) in sorted(cases.items())
    ]  # fmt: skip
    execute(TOUCH, [list(column) for column in zip(*rows, strict=True)])


def let_rest(cases: Mapping[int, datetime]) -> None:
    """A person was heard in cases at rest that stay so: case number → when they wrote last."""
    if cases:
        execute(LET_REST, [list(column) for column in zip(*sorted(cases.items()), strict=True)])
