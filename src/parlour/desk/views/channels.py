"""Our accounts on networks, whether they hear anything, and what needs a named human."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parlour.desk import words
from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.store.models import ChannelAccount, Notice
from parlour.usecases.close_notice import close_notice
from parlour.usecases.house import the_house

MOST = 100


@require_safe
@members()
def channels(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    at = the_house().clock()
    accounts = ChannelAccount.objects.of(visit.brand).defer("secret", "settings").order_by("network", "address")
    heard = [(account, *words.silence(account.last_heard_at, account.normal_gap, at)) for account in accounts]
    open_notices = Notice.objects.of(visit.brand).filter(closed_at__isnull=True).order_by("-raised_at", "-id")[:MOST]
    return show(
        request, visit, "desk/channels.html", {"heard": heard, "notices": open_notices, "here": "channels", "now": at}
    )


@require_POST
@members()
def notice_closing(request: HttpRequest, visit: Visit, notice: int) -> HttpResponseBase:
    if not (visit.may("answer_question") or visit.may("see_health")):
        return render(request, "desk/not_yours.html", {"visit": visit}, status=403)
    held = get_object_or_404(Notice.objects.of(visit.brand), pk=notice)
    close_notice(held, agent=visit.agent, house=the_house())
    messages.success(request, _("Noted as seen to, under your name."))
    here = held.case_id is not None and request.POST.get("back") == "case"
    return redirect("case", held.case_id) if here else redirect("channels")
