"""A reply of which nobody knows whether it is out: a person looks at the thread and says what they see."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.store.models import Hearing, Outbox, OutboxState
from parlour.usecases.approve import CannotSend
from parlour.usecases.house import the_house
from parlour.usecases.reconcile import answer_question

CLOCKS_APART: Final = timedelta(minutes=5)
MOST: Final = 20


@require_http_methods(["GET", "HEAD", "POST"])
@members("answer_question")
def question(request: HttpRequest, visit: Visit, reply: int) -> HttpResponseBase:
    asked = Outbox.objects.of(visit.brand).filter(state=OutboxState.QUESTION)
    held = get_object_or_404(asked.select_related("case__person", "case__brand", "author"), pk=reply)
    candidates = _candidates(held)
    if request.method != "POST":
        context = {"reply": held, "case": held.case, "candidates": candidates, "here": "channels"}
        return show(request, visit, "desk/question.html", {**context, "now": the_house().clock()})
    chosen = next((one for one in candidates if str(one.post_id) == request.POST.get("seen")), None)
    if chosen is None and request.POST.get("seen") != "missing":
        messages.info(request, _("Choose what you see in the thread."))
        return redirect("question", reply)
    return _answered(request, visit, held, chosen)


def _candidates(reply: Outbox) -> list[Hearing]:
    """Our own posts in the reply's room since it was sent that belong to no other reply."""
    since = (reply.first_sent_at or reply.drafted_at) - CLOCKS_APART
    heard = Hearing.objects.filter(account=reply.account_id, post__own=True, post__outbox__isnull=True)
    if reply.surface == "public":
        heard = heard.filter(post__thread=reply.case.thread_id, post__thread__isnull=False)
    else:
        heard = heard.filter(post__conversation=reply.case.conversation_id, post__conversation__isnull=False)
    recent = heard.filter(post__created_at__gte=since, post__texts__version=F("post__version"))
    shown = recent.annotate(text=F("post__texts__text")).select_related("post").order_by("-post__created_at")
    return list(shown[:MOST])


def _answered(request: HttpRequest, visit: Visit, reply: Outbox, seen: Hearing | None) -> HttpResponseBase:
    place = {"external_id": seen.external_id if seen else "", "origin_uri": seen.post.origin_uri if seen else ""}
    try:
        answer_question(reply.pk, agent=visit.agent, **place, house=the_house())
    except CannotSend as refused:
        messages.error(request, str(refused))
        return redirect("question", reply.pk)
    said = _("Written down: it is out.") if seen else _("Written down: it was missing, and goes out again now.")
    messages.success(request, said)
    return redirect("case", reply.case_id)
