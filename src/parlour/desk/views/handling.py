"""Who looks after a case, whether it sleeps, whether it is done: each can be undone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parlour.core.lifecycle import IllegalStepError
from parlour.desk.entry import Visit, members
from parlour.desk.views.case import case_of
from parlour.store.models import Agent, Case
from parlour.usecases.assign import assign
from parlour.usecases.house import the_house
from parlour.usecases.resolve import NoFinalWordError, reopen, resolve
from parlour.usecases.snooze import snooze, wake

MORNING = 8


@require_POST
@members("assign")
def assignment(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    case = case_of(visit, number)
    before = case.assignee_id
    given = request.POST.get("to", request.GET.get("to", ""))
    members = Agent.objects.filter(memberships__brand=visit.brand).distinct()
    to = get_object_or_404(members, pk=int(given)) if given.isdecimal() else None
    assign(case, to=to, agent=visit.agent, house=the_house())
    said = (
        _("%(name)s looks after this case now.") % {"name": to.name}
        if to
        else _("Nobody in particular looks after it.")
    )
    undo = f"{reverse('assignment', args=(number,))}?to={before or ''}"
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect("case", number)


@require_POST
@members("snooze")
def snoozing(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    case = case_of(visit, number)
    house = the_house()
    until = wake_time(request.POST.get("until", ""), house.clock(), ZoneInfo(visit.agent.time_zone))
    try:
        snooze(case, until=until, agent=visit.agent, house=house)
    except IllegalStepError:
        messages.error(request, _("A case that is done cannot sleep. Open it again first."))
        return redirect("case", number)
    when = until.astimezone(ZoneInfo(visit.agent.time_zone)).strftime("%a %H:%M")
    said = _("Asleep until %(when)s, or until they write.") % {"when": when}
    messages.success(request, said, extra_tags=f"undo:{reverse('waking', args=(number,))}")
    return redirect("queue")


@require_POST
@members("snooze")
def waking(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    return _again(request, visit, case_of(visit, number), wake)


@require_POST
@members("resolve")
def resolution(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    case = case_of(visit, number)
    try:
        resolve(case, agent=visit.agent, house=the_house(), reason=request.POST.get("reason", ""))
    except IllegalStepError:
        messages.info(request, _("This case was done already."))
        return redirect("case", number)
    except NoFinalWordError as refused:
        messages.error(request, _(str(refused)))
        return redirect("case", number)
    said = _("Done with %(name)s. It comes back if they write.") % {"name": str(case.person)}
    messages.success(request, said, extra_tags=f"undo:{reverse('reopening', args=(number,))}")
    return redirect("queue")


@require_POST
@members("resolve")
def reopening(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    return _again(request, visit, case_of(visit, number), reopen)


def wake_time(choice: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment a choice means: `3h` and the like, `tomorrow` or `monday` in the agent's morning. Default: an hour."""
    here = now.astimezone(zone)
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if choice == "tomorrow":
        return morning + timedelta(days=1)
    if choice == "monday":
        return morning + timedelta(days=7 - here.weekday())
    hours = int(choice[:-1]) if choice[:-1].isdecimal() and choice.endswith("h") else 1
    return now + timedelta(hours=min(max(hours, 1), 24 * 14))


def _again(request: HttpRequest, visit: Visit, case: Case, verb: Callable[..., Case]) -> HttpResponseBase:
    try:
        verb(case, agent=visit.agent, house=the_house())
    except IllegalStepError:
        messages.info(request, _("This case is open already."))
    else:
        messages.success(request, _("Back in the queue."))
    return redirect("case", case.pk)
