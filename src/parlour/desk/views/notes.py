"""Slips for colleagues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parlour.desk.entry import Visit, members
from parlour.desk.views.case import case_of
from parlour.usecases.house import the_house
from parlour.usecases.note import NothingWrittenError, note


@require_POST
@members("note")
def notes(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Pin a slip; the page comes back at the slips."""
    try:
        note(case_of(visit, number), text=request.POST.get("text", ""), agent=visit.agent, house=the_house())
    except NothingWrittenError:
        messages.error(request, _("The slip was empty. Write a few words."))
    response = redirect("case", number)
    response["Location"] += "#notes"
    return response
