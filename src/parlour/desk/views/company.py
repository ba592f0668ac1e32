"""Being the second adult in a talk with a minor: each says it of themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parlour.desk.entry import Visit, members
from parlour.desk.views.case import case_of
from parlour.usecases.house import the_house
from parlour.usecases.read_along import read_along, stop_reading_along


@require_POST
@members("release")
def company(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Say that one reads along, or does no longer."""
    case, house = case_of(visit, number), the_house()
    if request.POST.get("reads") == "no":
        stop_reading_along(case, agent=visit.agent, house=house)
        messages.success(request, _("Noted. Your colleagues ask for an approval again."))
    else:
        read_along(case, agent=visit.agent, house=house)
        messages.success(request, _("Noted. You are in this talk for a day, or until it ends: please read along."))
    return redirect("case", number)
