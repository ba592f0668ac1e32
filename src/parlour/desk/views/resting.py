"""Those who attacked and were left a way back: cases at rest, and noting whom nobody could identify."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.desk.views.case import case_of
from parlour.usecases.attack_path import KnownCustomerError, cannot_verify
from parlour.usecases.house import the_house
from parlour.usecases.rest import resting_cases


@require_safe
@members("read")
def resting(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Cases at rest, with how often their people were heard since."""
    context = {"resting": resting_cases(visit.brand), "here": "search", "now": the_house().clock()}
    return show(request, visit, "desk/resting.html", context)


@require_POST
@members("link")
def unverified(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Note that somebody looked and could not tell who this is."""
    try:
        cannot_verify(case_of(visit, number), agent=visit.agent, house=the_house())
    except KnownCustomerError:
        messages.info(request, _("A customer is linked meanwhile, so nothing was noted."))
    else:
        messages.success(request, _("Noted. Help as you would help anybody; never ask them to prove themselves here."))
    return redirect("case", number)
