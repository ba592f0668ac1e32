"""Finding, opening and touching cases, many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from parlour.core.lifecycle import CaseStep, after_case_step
from parlour.store.bulk import execute, fetch, insert_new

FIND = """
select id, person_id, thread_id, conversation_id, state, act_by, promise_at, route, language, summary, reasons::text
from store_case
where brand_id = %s and (
  (person_id, thread_id) in (select * from unnest(%s::bigint[], %s::bigint[]))
  or id = any(%s::bigint[])
  or id in (
    select distinct on (conversation_id) id from store_case where conversation_id = any(%s::bigint[])
    order by conversation_id, (state = 'resolved' and thread_id is null), last_post_at desc
  )
) order by id for update
"""
TOUCH = """
update store_case set state = new.state, lane = new.lane, act_by = new.act_by, promise_at = new.promise_at,
  route = new.route, language = new.language, summary = new.summary, reasons = new.reasons::jsonb,
  last_post_at = greatest(store_case.last_post_at, new.last_post_at), snoozed_until = null, resolved_at = null,
  conversation_id = coalesce(store_case.conversation_id, new.conversation_id)
from unnest(%s::bigint[], %s::text[], %s::int2[], %s::timestamptz[], %s::timestamptz[], %s::text[], %s::text[],
  %s::text[], %s::text[], %s::timestamptz[], %s::bigint[])
  new(id, state, lane, act_by, promise_at, route, language, summary, reasons, last_post_at, conversation_id)
where store_case.id = new.id
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
    reasons: str

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
    return [KnownCase(*row) for row in fetch(FIND, [brand, people, threads, list(numbers), list(conversations)])]


def open_new(
    brand: int, standings: Sequence[Standing], *, at: datetime
) -> list[tuple[int, int, int | None, int | None]]:
    """Open cases; (number, person, thread, conversation) of those that nobody else opened first."""
    count = len(standings)
    return insert_new(
        "store_case",
        {
            "brand_id": ("int8", [brand] * count),
            "account_id": ("int8", [one.account for one in standings]),
            "person_id": ("int8", [one.person for one in standings]),
            "thread_id": ("int8", [one.thread for one in standings]),
            "conversation_id": ("int8", [one.conversation for one in standings]),
            "state": ("text", ["open"] * count),
            "lane": ("int2", [one.lane for one in standings]),
            "act_by": ("timestamptz", [one.act_by for one in standings]),
            "promise_at": ("timestamptz", [one.promise_at for one in standings]),
            "route": ("text", [one.route for one in standings]),
            "language": ("text", [one.language for one in standings]),
            "summary": ("text", [one.summary for one in standings]),
            "reasons": ("jsonb", [one.reasons for one in standings]),
            "opened_at": ("timestamptz", [at] * count),
            "last_post_at": ("timestamptz", [one.last_post_at for one in standings]),
        },
        returning=("id", "person_id", "thread_id", "conversation_id"),
    )


def touch(cases: Mapping[int, tuple[KnownCase, Standing]]) -> None:
    """A person was heard again: their cases come back to us and stand where their newest words put them."""
    if not cases:
        return
    rows = [
        (number, after_case_step(known.state, CaseStep.HEARD), one.lane, one.act_by, one.promise_at, one.route,
         one.language, one.summary, one.reasons, one.last_post_at, one.conversation)
        for number, (known, one) in sorted(cases.items())
    ]  # fmt: skip
    execute(TOUCH, [list(column) for column in zip(*rows, strict=True)])
