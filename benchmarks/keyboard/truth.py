"""What the make-believe network itself knows to have been said, against what the agent did."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.keyboard.agent import Cleared
from benchmarks.keyboard.house import House, until

BRANDS = ("marlowcare", "marlowhome")
WAITING = "select count(*) from store_outbox where state in ('approved', 'sent_unknown')"
LEFT = "select state, problem, count(*) from store_outbox group by state, problem"
PLACES = """
select c.id, split_part(h.address, '@lobby.example', 1), coalesce(t.root_uri, '')
from store_case c join store_handle h on h.id = c.person_id left join store_thread t on t.id = c.thread_id
"""
Said = tuple[str, str, str]
"""To whom, in which public thread (empty in private), which words."""


def check(house: House, answered: Sequence[Cleared]) -> dict[str, Any]:
    """Wait until everything has left; what was confirmed and what the network tells, as counts.

    A reply is the one that was confirmed when it answers the person of the case, in the thread the case began in or in
    private, with the very words.
    """
    until(lambda: house.sql(WAITING)[0][0] == 0, what="the replies to leave", told=lambda: house.sql(LEFT))
    places = {case: (person, root.rpartition("/")[2]) for case, person, root in house.sql(PLACES)}
    wanted = Counter(_confirmed(one, *places[one.case]) for one in answered)
    said = Counter(_said(house.network("statuses")))
    return {
        "outbox": [f"{number} {state} {problem}".strip() for state, problem, number in house.sql(LEFT)],
        "replies_on_the_network": said.total(),
        "as_confirmed": (said & wanted).total(),
        "missing": [list(one) for one in (wanted - said).elements()],
        "unexpected": [list(one) for one in (said - wanted).elements()],
    }


def _confirmed(one: Cleared, person: str, thread: str) -> Said:
    return (person, thread, one.words) if one.room == "public" else (person, "", one.words)


def _said(statuses: Sequence[dict[str, Any]]) -> Iterator[Said]:
    known = {status["id"]: status for status in statuses}
    for status in statuses:
        if status["by"] not in BRANDS or status["deleted_at"] is not None or status["origin"].startswith("cast:"):
            continue
        if status["visibility"] != "direct":
            yield known[status["in_reply_to_id"]]["by"], status["thread"], status["text"]
        else:
            yield status["to"][0], "", status["text"].removeprefix(f"@{status['to'][0]} ")
