"""Agreed times, as an agent proposes them and says what became of them; and mails from addresses nobody knows."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parlour.desk.entry import Visit, members
from parlour.desk.views.case import case_of
from parlour.store.models import AgreedTime, ArrivedMail, Post
from parlour.usecases.agreed_time import CannotMeetError, agree, cancel, hold, local_slot, miss, propose
from parlour.usecases.house import the_house
from parlour.usecases.strange_mail import CannotVouchError, vouch

MINUTES: Final = (15, 30, 45, 60, 90)


@require_POST
@members("settle")
def proposed_time(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Propose a time with whoever asks for it; the words for it wait in their private composer."""
    case, given = case_of(visit, number), request.POST
    minutes = int(given["minutes"]) if given.get("minutes", "") in map(str, MINUTES) else MINUTES[0]

    def take() -> None:
        zone = visit.brand.time_zone
        slot = local_slot(given.get("kind", ""), given.get("begins", ""), minutes, with_whom=visit.agent, zone=zone)
        propose(case, slot, agent=visit.agent, house=the_house())

    return _step(request, number, take, done=_("Proposed. Words for it are ready below; nothing was sent yet."))


@require_POST
@members("settle")
def agreed_time(request: HttpRequest, visit: Visit, number: int, time: int) -> HttpResponseBase:
    """Say that the person agreed, and in which words."""
    found, post = _time(visit, number, time), _post(visit, request)
    return _step(
        request,
        number,
        lambda: agree(found, evidence=post, agent=visit.agent, house=the_house()),
        done=_("Agreed. You are told a little before."),
    )


@require_POST
@members("settle")
def ended_time(request: HttpRequest, visit: Visit, number: int, time: int) -> HttpResponseBase:
    """Say what became of a time: held, missed, or called off with a reason."""
    found, house = _time(visit, number, time), the_house()
    outcome, reason = request.POST.get("outcome", ""), request.POST.get("reason", "")
    if outcome == "held":
        return _step(request, number, lambda: hold(found, agent=visit.agent, house=house), done=_("Noted: you talked."))
    if outcome == "missed":
        done = _("Noted. Propose another time, if you like.")
        return _step(request, number, lambda: miss(found, agent=visit.agent, reason=reason, house=house), done=done)
    return _step(
        request, number, lambda: cancel(found, agent=visit.agent, reason=reason, house=house), done=_("Called off.")
    )


@require_POST
@members("settle")
def vouched_mail(request: HttpRequest, visit: Visit, number: int, mail: int) -> HttpResponseBase:
    """Say by which of their posts the person showed that a mail is theirs."""
    case_of(visit, number)
    found = get_object_or_404(ArrivedMail.objects.of(visit.brand), pk=mail, case=number)
    post = _post(visit, request)
    return _step(
        request,
        number,
        lambda: vouch(found, post, agent=visit.agent, house=the_house()),
        done=_("Their mail is part of the talk now."),
    )


def _time(visit: Visit, number: int, time: int) -> AgreedTime:
    times = AgreedTime.objects.of(visit.brand).select_related("case")
    return get_object_or_404(times, pk=time, case=case_of(visit, number))


def _post(visit: Visit, request: HttpRequest) -> Post:
    given = request.POST.get("post", "")
    number = int(given) if given.isdecimal() and len(given) < 19 else 0
    return get_object_or_404(Post.objects.of(visit.brand), pk=number)


def _step(request: HttpRequest, number: int, take: Callable[[], Any], *, done: str) -> HttpResponseBase:
    try:
        take()
    except (CannotMeetError, CannotVouchError) as problem:
        messages.error(request, _(str(problem)))
    else:
        messages.success(request, done)
    return redirect("case", number)
