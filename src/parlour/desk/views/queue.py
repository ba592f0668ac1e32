"""The queue, and the cases that are mine."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.store.models import Case, CaseState
from parlour.usecases.house import the_house
from parlour.usecases.queue import Place, queue_page

ASLEEP = 30


@require_safe
@members("read")
def queue(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Everybody's open cases, the one to answer first on top."""
    page = queue_page(visit.brand, after=Place.read(request.GET.get("after", "")))
    return show(
        request, visit, "desk/queue.html", {"page": page, "list": "queue", "here": "queue", "now": the_house().clock()}
    )


@require_safe
@members("read")
def mine(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The agent's own open cases, and those of theirs that wait for the person or sleep."""
    page = queue_page(visit.brand, assignee=visit.agent, after=Place.read(request.GET.get("after", "")))
    asleep = (
        Case.objects.of(visit.brand)
        .filter(assignee=visit.agent, state__in=(CaseState.WAITING, CaseState.SNOOZED))
        .select_related("person", "account", "assignee")
        .order_by("-last_post_at", "-id")[:ASLEEP]
    )
    context = {"page": page, "asleep": asleep, "list": "mine", "here": "mine", "now": the_house().clock()}
    return show(request, visit, "desk/queue.html", context)
