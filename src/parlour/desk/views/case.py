"""One case: lobby and parlour side by side, what is known, and what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from parlour.core.nouns.surface import Surface
from parlour.desk.attaching import composer_files
from parlour.desk.attack_panel import attack_panel
from parlour.desk.case_page import CasePage, read_case
from parlour.desk.company import company_of
from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.desk.ready_words import ready_words
from parlour.store.models import Case, CustomerFact, Membership, Notice, SavedDraft
from parlour.usecases.draft import PURPOSES
from parlour.usecases.house import House, the_house
from parlour.usecases.presence import be_there
from parlour.usecases.queue import queue_page
from parlour.usecases.room_presence import mark_read

BESIDE = 25
MOST_FOR_YOU = 5
PUBLIC = PURPOSES[Surface.PUBLIC]


def case_of(visit: Visit, number: int) -> Case:
    """A case of the visitor's brand. Raises Http404 for any other."""
    cases = Case.objects.of(visit.brand).select_related("person__customer", "account", "assignee", "brand")
    return get_object_or_404(cases, pk=number)


@require_safe
@members("read")
def case(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    house = the_house()
    held = case_of(visit, number)
    be_there(held, agent=visit.agent, writing="", house=house)
    if visit.may("send"):
        mark_read(held, house=house)
    page = read_case(held, house=house)
    list_name = "mine" if request.GET.get("list") == "mine" else "queue"
    context = {
        **case_context(page, visit),
        **_written(page.case, visit, request.GET.get("words", ""), house=house),
        **composer_files(page.open_room, agent=visit.agent),
        "facts": _facts(page.case),
        "attack": attack_panel(page.case, page.spoken, house=house),
        "company": company_of(page.case, visit.agent, house=house),
        "may_override": visit.may("override"),
        "may_release": visit.may("release"),
        "may_link": visit.may("link"),
        "for_you": _for_you(page.case, visit),
        "list": list_name,
        "here": list_name,
        "page": queue_page(visit.brand, assignee=visit.agent if list_name == "mine" else None, size=BESIDE),
    }
    return show(request, visit, "desk/case.html", context)


def case_context(page: CasePage, visit: Visit) -> dict[str, Any]:
    members = Membership.objects.filter(brand=visit.brand, agent__is_active=True).select_related("agent")
    people = {member.agent_id: member.agent for member in members.order_by("agent__name")}
    shown = {"c": page, "case": page.case, "now": page.now, "people": tuple(people.values())}
    return {**shown, "may_correct": visit.may("correct"), "may_erase": visit.may("erase")}


def _written(case: Case, visit: Visit, words: str, *, house: House) -> dict[str, Any]:
    """What stands in the two composers: suggested words if asked for, else what the agent typed before."""
    saved = {draft.surface: draft for draft in SavedDraft.objects.of(visit.brand).filter(case=case, agent=visit.agent)}
    ready, kept = ready_words(case, words, house=house), saved.get("public")
    return {
        "public_draft": kept,
        "private_draft": saved.get("private"),
        "ready": ready,
        "suggested": ready.text,
        # Words that were put aside are still what they were begun for.
        "purpose": kept.purpose if kept and kept.purpose in PUBLIC and not ready.text else ready.purpose,
    }


def _for_you(case: Case, visit: Visit) -> list[Notice]:
    """What this very person must know before writing here again: why their words came back, what did not go out."""
    open_ones = Notice.objects.of(visit.brand).filter(case=case, agent=visit.agent, closed_at__isnull=True)
    return list(open_ones.order_by("-raised_at", "-id")[:MOST_FOR_YOU])


def _facts(case: Case) -> list[CustomerFact]:
    """What is on file, without its values: those are read one by one, on record."""
    customer = case.person.customer_id
    if customer is None:
        return []
    known = CustomerFact.objects.of(case.brand_id).filter(customer=customer).order_by("kind", "id")
    return list(known.only("id", "kind", "source", "as_of", "sensitive"))
