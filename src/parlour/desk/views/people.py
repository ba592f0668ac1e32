"""The named humans of a brand, and the agent's own choices."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from parlour.desk.entry import BRAND_IN_SESSION, Visit, members
from parlour.desk.page import show
from parlour.store.models import Agent, Case, CaseState, Membership


@require_safe
@members()
def people(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Who works here, as what, and how many open cases each looks after."""
    members = Membership.objects.filter(brand=visit.brand, agent__is_active=True).select_related("agent")
    roles: dict[Agent, list[str]] = {}
    for member in members.order_by("agent__name", "agent_id", "role"):
        roles.setdefault(member.agent, []).append(member.role)
    held = (
        Case.objects.of(visit.brand)
        .filter(state=CaseState.OPEN, assignee__isnull=False)
        .order_by()
        .values("assignee")
        .annotate(open=Count("id"))
    )
    open_cases = {row["assignee"]: row["open"] for row in held}
    crew = [(agent, their_roles, open_cases.get(agent.pk, 0)) for agent, their_roles in roles.items()]
    return show(request, visit, "desk/people.html", {"crew": crew, "here": "people"})


@require_POST
@members()
def brand_choice(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Work for another of the agent's brands."""
    wanted = request.POST.get("brand", "")
    if any(str(brand.pk) == wanted for brand in visit.brands):
        request.session[BRAND_IN_SESSION] = int(wanted)
    return redirect("queue")


@require_POST
@members()
def letter_keys(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Switch keys that are single letters on or off."""
    visit.agent.letter_keys = request.POST.get("letter_keys") == "on"
    visit.agent.save(update_fields=["letter_keys"])
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "/")
