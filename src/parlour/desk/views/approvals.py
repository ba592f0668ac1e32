"""Replies that wait for a second pair of eyes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.desk.proposals import read_proposal, waiting_proposals
from parlour.desk.replying import audience_of
from parlour.store.models import Outbox, OutboxState
from parlour.usecases.approve import CannotSend, undo_seconds
from parlour.usecases.house import the_house
from parlour.usecases.release import refuse, release


@require_safe
@members("read")
def approvals(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    context = {"proposals": waiting_proposals(visit.brand.pk), "here": "approvals", "now": the_house().clock()}
    return show(request, visit, "desk/approvals.html", context)


@require_safe
@members("read")
def approval(request: HttpRequest, visit: Visit, reply: int) -> HttpResponseBase:
    held = _proposal(visit, reply)
    context = {
        "reply": held,
        "case": held.case,
        "proposal": read_proposal(held, visit),
        "audience": audience_of(held.case),
        "undo": undo_seconds(held.case.brand),
        "here": "approvals",
        "now": the_house().clock(),
    }
    return show(request, visit, "desk/approval.html", context)


@require_POST
@members("release")
def releasing(request: HttpRequest, visit: Visit, reply: int) -> HttpResponseBase:
    held = _proposal(visit, reply)
    try:
        release(held.pk, agent=visit.agent, reason=request.POST.get("reason", "").strip(), house=the_house())
    except CannotSend as refused:
        messages.error(request, str(refused))
        return redirect("approval", reply)
    messages.success(request, _("Released. It leaves when its undo time is over."))
    return redirect("approvals")


@require_POST
@members("refuse")
def refusal(request: HttpRequest, visit: Visit, reply: int) -> HttpResponseBase:
    held = _proposal(visit, reply)
    try:
        refuse(held.pk, agent=visit.agent, reason=request.POST.get("reason", "").strip(), house=the_house())
    except CannotSend as refused:
        messages.error(request, str(refused))
        return redirect("approval", reply)
    messages.success(request, _("Sent back to %(name)s with your words.") % {"name": held.author.name})
    return redirect("approvals")


def _proposal(visit: Visit, reply: int) -> Outbox:
    proposals = Outbox.objects.of(visit.brand).filter(state=OutboxState.PROPOSED)
    return get_object_or_404(proposals.select_related("author", "case__person", "case__brand", "account"), pk=reply)
