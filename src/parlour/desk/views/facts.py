"""Private facts behind a veil; each look is on record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.desk.views.case import case_of
from parlour.store.models import ArrivedMail, Customer, CustomerFact
from parlour.usecases.house import the_house
from parlour.usecases.mail_in import shown_sender
from parlour.usecases.strange_mail import NothingToReadError, read_strange
from parlour.usecases.unveil import unveil_customer, unveil_fact


@require_POST
@members("unveil")
def fact_unveiling(request: HttpRequest, visit: Visit, number: int, fact: int) -> HttpResponseBase:
    case = case_of(visit, number)
    facts = CustomerFact.objects.of(visit.brand).filter(customer=case.person.customer_id).select_related("customer")
    known = unveil_fact(case, get_object_or_404(facts, pk=fact), agent=visit.agent, house=the_house())
    return _shown(request, visit, number, {"fact": known})


@require_POST
@members("unveil")
def customer_unveiling(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    case = case_of(visit, number)
    customer = get_object_or_404(Customer.objects.of(visit.brand), pk=case.person.customer_id)
    known = unveil_customer(case, customer, agent=visit.agent, house=the_house())
    return _shown(request, visit, number, {"customer": known})


@require_POST
@members("unveil")
def mail_unveiling(request: HttpRequest, visit: Visit, number: int, mail: int) -> HttpResponseBase:
    """What somebody wrote by mail whom nobody can vouch for."""
    case = case_of(visit, number)
    found = get_object_or_404(ArrivedMail.objects.of(visit.brand), pk=mail, case=case)
    try:
        words = read_strange(found, agent=visit.agent, house=the_house())
    except NothingToReadError as problem:
        messages.error(request, _(str(problem)))
        return redirect("case", number)
    known = {"sender": shown_sender(found), "name": str(case.person), "words": words}
    return _shown(request, visit, number, {"strange": known})


def _shown(request: HttpRequest, visit: Visit, number: int, known: dict[str, Any]) -> HttpResponseBase:
    context = {**known, "number": number, "here": "queue"}
    if request.headers.get("HX-Request"):
        return render(request, "desk/parts/unveiled.html", context)
    return show(request, visit, "desk/unveiled.html", context)
