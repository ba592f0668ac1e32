"""Moves to the parlour: those under way with their figures, and the steps an agent takes with words of their own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parlour.core.lifecycle import IllegalStepError
from parlour.core.moves.ways import Way
from parlour.desk.entry import Visit, members
from parlour.desk.move_figures import cards, tables
from parlour.desk.move_list import choices_of, moves_under_way
from parlour.desk.page import show
from parlour.desk.views.case import case_of
from parlour.usecases.business_hours import said_hours_of
from parlour.usecases.cannot import NoReasonError, cannot
from parlour.usecases.house import the_house
from parlour.usecases.move_figures import move_figures
from parlour.usecases.reopen import reopen_move
from parlour.usecases.settle import settle
from parlour.usecases.suggest_move import decide_otherwise

FIGURED_DAYS: Final = 28
CLOSABLE: Final = (Way.MESSAGE, Way.ROOM)


@require_safe
@members("read")
def moves(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    now, choices = the_house().clock(), choices_of(visit.brand.pk)
    network = _chosen(request, "network", choices.networks)
    sector = _chosen(request, "sector", choices.sectors)
    context = {
        "groups": moves_under_way(visit.brand.pk, now=now, network=network, sector=sector),
        "choices": choices,
        "network": network,
        "sector": sector,
        "here": "moves",
        "now": now,
        "hours": _hours(visit),
    }
    if visit.may("see_record"):
        since = now - timedelta(days=FIGURED_DAYS)
        figured = move_figures(visit.brand, since=since, network=network, sector=sector)
        context |= {"days": FIGURED_DAYS, "cards": cards(figured), "tables": tables(figured)}
    return show(request, visit, "desk/moves.html", context)


def _hours(visit: Visit) -> str:
    """The hours in which a public close is owed; what is wrong with them where they cannot be read."""
    try:
        return said_hours_of(visit.brand)
    except ValueError as problem:
        return str(problem)


def _chosen(request: HttpRequest, name: str, among: tuple[str, ...]) -> str:
    given = request.GET.get(name, "")
    return given if given in among else ""


@require_POST
@members("settle")
def settlement(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Say that the private talk has settled the matter, or with a reason that it ends unsolved."""
    reason = request.POST.get("reason", "")
    said = _("Noted. The thread is owed a kind word, without a promise.") if reason.strip() else ""
    return _step(
        request,
        number,
        lambda: settle(case_of(visit, number), agent=visit.agent, house=the_house(), reason=reason),
        done=said or _("Settled. Now tell the thread that it is taken care of."),
        not_now=_("This talk is not under way, so there was nothing to settle."),
    )


@require_POST
@members("settle")
def talking_again(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Say what is not settled after all."""
    reason = request.POST.get("reason", "")
    return _step(
        request,
        number,
        lambda: reopen_move(case_of(visit, number), house=the_house(), agent=visit.agent, reason=reason),
        done=_("Open again. The talk goes on as agreed."),
        not_now=_("This was not settled, so there was nothing to open again."),
    )


@require_POST
@members("settle")
def barring(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Say that a private way is closed to this person, and why."""
    case, given = case_of(visit, number), request.POST.get("way", "")
    way = Way(given) if given in CLOSABLE else Way.MESSAGE
    reason = request.POST.get("reason", "")
    return _step(
        request,
        number,
        lambda: cannot(case, reason=reason, house=the_house(), way=way, agent=visit.agent),
        done=_("Noted. Nobody will try that way again by mistake."),
        not_now=_("This was settled, declined or goes another way, so nothing was closed."),
    )


@require_POST
@members("settle")
def in_public_for_now(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Decide otherwise than suggested, on record."""
    case, reason = case_of(visit, number), request.POST.get("reason", "")
    return _step(
        request,
        number,
        lambda: decide_otherwise(case, agent=visit.agent, reason=reason, house=the_house()),
        done=_("It stays in public for now. Your reason is on record."),
        not_now=_("Nothing is suggested any more, so there was nothing to decide."),
    )


def _step(request: HttpRequest, number: int, take: Callable[[], Any], *, done: str, not_now: str) -> HttpResponseBase:
    """Take a step and tell how it went: `not_now` where it does not follow from where the move stands."""
    try:
        taken = take()
    except IllegalStepError:
        messages.info(request, not_now)
    except NoReasonError as missing:
        messages.error(request, _(str(missing)))
    else:
        messages.info(request, not_now) if taken is False else messages.success(request, done)
    return redirect("case", number)
