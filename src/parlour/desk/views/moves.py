"""Moves to the parlour: those under way, and those that owe the thread a word."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parlour.core.lifecycle import IllegalStepError
from parlour.desk.entry import Visit, members
from parlour.desk.move_list import moves_under_way
from parlour.desk.page import show
from parlour.desk.views.case import case_of
from parlour.usecases.house import the_house
from parlour.usecases.settle import settle


@require_safe
@members("read")
def moves(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    return show(
        request,
        visit,
        "desk/moves.html",
        {"groups": moves_under_way(visit.brand.pk), "here": "moves", "now": the_house().clock()},
    )


@require_POST
@members("settle")
def settlement(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Say that the private talk has settled the matter."""
    try:
        settle(case_of(visit, number), agent=visit.agent, house=the_house())
    except IllegalStepError:
        messages.info(request, _("This talk is not under way, so there was nothing to settle."))
    else:
        messages.success(request, _("Settled. Now tell the thread that it is taken care of."))
    return redirect("case", number)
