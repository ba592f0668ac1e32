"""What live pages are made of: which view a change touches, and what that view looks like now."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count
from django.template.loader import render_to_string

from parlour.desk.case_page import read_case
from parlour.desk.move_list import moves_under_way
from parlour.desk.page import MOST_COUNTED, counts
from parlour.desk.proposals import waiting_proposals
from parlour.store.models import Case, CaseState
from parlour.usecases.house import the_house
from parlour.usecases.presence import who_is_there
from parlour.usecases.queue import Place, open_cases, queue_page

# More changes than this at once, and the first page is drawn anew instead of row by row.
ROWS_AT_ONCE: Final = 100
PAGES: Final = ("approvals", "moves")


@dataclass(frozen=True, slots=True)
class Key:
    """One view of one brand. `number` is the agent whose list it is (0: everybody's) or the case."""

    brand: int
    view: str
    number: int = 0


Changes = Mapping[Key, Collection[int] | None]
"""View → the cases that changed in it; None for everything."""


def wanted_keys(asked: Mapping[str, str], *, brand: int, agent: int) -> tuple[Key, ...]:
    """The views a page asks for, its counts among them; what it may not or cannot watch is left out."""
    keys = [Key(brand, "counts")]
    if asked.get("list") in {"queue", "mine"}:
        keys.append(Key(brand, "list", agent if asked["list"] == "mine" else 0))
    if asked.get("case", "").isdecimal():
        keys += [Key(brand, view, int(asked["case"])) for view in ("case", "presence")]
    if asked.get("page") in PAGES:
        keys.append(Key(brand, asked["page"]))
    return tuple(keys)


def keys_touched(brand: int, what: str, ids: Collection[int], *, watched: Collection[Key]) -> list[Key]:
    """Which of the watched views a notification concerns."""
    return [key for key in watched if key.brand == brand and _touches(key, what, ids)]


def _touches(key: Key, what: str, ids: Collection[int]) -> bool:
    if what == "presence":
        return key.view == "presence" and key.number in ids
    if key.view == "presence":
        return False
    if key.view == "case":
        return what != "case" or key.number in ids
    return what == "case" or key.view != "list"


def together(changes: Changes) -> Iterator[Changes]:
    """The changes in the order in which they are drawn: a brand's lists first, in one go; then each view by itself."""
    lists: dict[int, dict[Key, Collection[int] | None]] = {}
    others: list[Changes] = []
    for key, numbers in changes.items():
        if key.view == "list" and numbers is not None and len(numbers) <= ROWS_AT_ONCE:
            lists.setdefault(key.brand, {})[key] = numbers
        else:
            others.append({key: None if key.view == "list" else numbers})
    yield from lists.values()
    yield from others


def render(changes: Changes) -> dict[Key, dict[str, Any]]:
    """What the views show now, for everybody who watches them alike; one of `together`'s portions.

    A view that has nothing to say (a case of another brand) is left out.
    """
    if all(key.view == "list" and numbers is not None for key, numbers in changes.items()):
        return _lists(changes)
    drawn = {key: _alone(key) for key in changes}
    return {key: shown for key, shown in drawn.items() if shown is not None}


def _alone(key: Key) -> dict[str, Any] | None:
    if key.view == "counts":
        return {"counts": counts(key.brand, 0), "mine": _open_by_agent(key.brand)}
    if key.view == "list":
        page = queue_page(key.brand, assignee=key.number or None)
        return {"list": _listed(_drawn(page.cases, key), whole=True, more=page.following is not None)}
    if key.view == "presence":
        return _presence(key)
    if key.view == "case":
        return _case(key)
    return {"parts": {key.view: _page(key)}}


def _open_by_agent(brand: int) -> dict[str, int]:
    held = Case.objects.of(brand).filter(state=CaseState.OPEN, assignee__isnull=False).order_by()
    rows = held.values_list("assignee").annotate(open=Count("id"))
    return {str(agent): min(number, MOST_COUNTED) for agent, number in rows}


def _lists(changes: Changes) -> dict[Key, dict[str, Any]]:
    """The changed rows of any number of a brand's lists, in one query."""
    wanted = set().union(*(numbers or () for numbers in changes.values()))
    brand = next(iter(changes)).brand
    cases = list(open_cases(brand).filter(pk__in=wanted))
    drawn = {}
    for key, numbers in changes.items():
        rows = [case for case in cases if case.pk in (numbers or ()) and key.number in (0, case.assignee_id)]
        gone = sorted(set(numbers or ()) - {case.pk for case in rows})
        drawn[key] = {"list": _listed(_drawn(rows, key), gone=gone)}
    return drawn


def _listed(
    rows: list[dict[str, Any]], *, gone: Collection[int] = (), whole: bool = False, more: bool = False
) -> dict[str, Any]:
    return {"rows": rows, "gone": list(gone), "whole": whole, "more": more}


def _drawn(cases: Collection[Case], key: Key) -> list[dict[str, Any]]:
    around = {"list": "mine" if key.number else "queue", "now": the_house().clock()}
    return [
        {
            "id": case.pk,
            "place": str(Place.of(case)),
            "html": render_to_string("desk/parts/row.html", {"case": case, **around}),
        }
        for case in cases
    ]


def _case(key: Key) -> dict[str, Any] | None:
    cases = Case.objects.of(key.brand).select_related("person__customer", "account", "assignee", "brand")
    case = cases.filter(pk=key.number).first()
    if case is None:
        return None
    page = read_case(case, house=the_house())
    context = {"c": page, "case": case, "now": page.now}
    parts = ("standing", "lobby", "parlour", "guest", "move", "slips")
    return {"parts": {part: render_to_string(f"desk/parts/{part}.html", context) for part in parts}}


def _presence(key: Key) -> dict[str, Any] | None:
    case = Case.objects.of(key.brand).filter(pk=key.number).first()
    if case is None:
        return None
    present = tuple(who_is_there(case, now=the_house().clock()))
    return {"parts": {"presence": render_to_string("desk/parts/presence.html", {"present": present})}}


def _page(key: Key) -> str:
    now = the_house().clock()
    if key.view == "approvals":
        context: dict[str, Any] = {"proposals": waiting_proposals(key.brand)}
    else:
        context = {"groups": moves_under_way(key.brand, now=now)}
    return render_to_string(f"desk/parts/{key.view}.html", {**context, "now": now})
