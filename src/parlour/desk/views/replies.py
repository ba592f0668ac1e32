"""From typed words to a reply on its way: kept while typing, judged, read once more, sent, and taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parlour.core.nouns.surface import Surface
from parlour.desk.attaching import Attached, files_of, media_of, taken_in, tell
from parlour.desk.entry import Visit, members
from parlour.desk.judged import read_verdict
from parlour.desk.page import show
from parlour.desk.ready_words import ready_words
from parlour.desk.replying import audience_of
from parlour.desk.views.case import case_of
from parlour.store.models import Case, Outbox, OutboxState
from parlour.usecases import approve, draft
from parlour.usecases.house import the_house
from parlour.usecases.recall import recall
from parlour.usecases.room_presence import mark_typing

PURPOSES = {"public": {"reply", "invitation", "followup", "closure", "final_word"}, "private": {"private"}}


@require_POST
@members("draft")
def typed_words(request: HttpRequest, visit: Visit, number: int, surface: str) -> HttpResponseBase:
    """Keep what was typed and say what the guard makes of it."""
    case, house = case_of(visit, number), the_house()
    text, purpose = _words(request, surface)
    # Ready words nobody touched are nobody's draft: what the agent wrote before stays.
    if not text or text != ready_words(case, request.POST.get("ready", ""), house=house).text:
        draft.save(case, agent=visit.agent, surface=Surface(surface), text=text, house=house, purpose=purpose)
    if surface == "private" and text.strip():
        mark_typing(case, house=house)
    files = _files(request, visit, case, surface)
    if not text.strip() and not files.numbers:
        return HttpResponse("")
    reading = read_verdict(_judge(case, visit, surface, text, purpose, files), may_see=visit.may("unveil"))
    return render(request, "desk/parts/verdict.html", {"reading": reading, "surface": surface, "visit": visit})


@require_POST
@members("draft")
def confirmation(request: HttpRequest, visit: Visit, number: int, surface: str) -> HttpResponseBase:
    """The exact words, who will read them, and how long they can be taken back."""
    case = case_of(visit, number)
    text, purpose = _words(request, surface)
    if not text.strip():
        return _nothing_written(request, number)
    judged = _judge(case, visit, surface, text, purpose, Attached())
    return _ask(request, visit, case, surface, text, purpose, judged=judged)


@require_POST
@members("send")
def replies(request: HttpRequest, visit: Visit, number: int, surface: str) -> HttpResponseBase:
    """Send these words, or hand them to a colleague; words that changed their verdict are read once more."""
    case, house = case_of(visit, number), the_house()
    text, purpose = _words(request, surface)
    files = _files(request, visit, case, surface)
    if files.problems:
        draft.save(case, agent=visit.agent, surface=Surface(surface), text=text, house=house)
        tell(request, files)
        return redirect("case", number)
    if not text.strip() and not files.numbers:
        return _nothing_written(request, number)
    expected = request.POST.get("expected", "")
    if not expected:
        judged = _judge(case, visit, surface, text, purpose, files)
        if surface == "public" or read_verdict(judged, may_see=False).way != "go":
            return _ask(request, visit, case, surface, text, purpose, judged=judged, files=files)
        expected = judged.shown
    try:
        reply = approve.submit(
            case,
            agent=visit.agent,
            surface=Surface(surface),
            text=text,
            purpose=purpose,
            expected=expected,
            house=house,
            files=files.numbers,
        )
    except approve.VerdictChanged as changed:
        messages.info(request, _("Something changed since you read this. Please read it once more."))
        return _ask(request, visit, case, surface, text, purpose, judged=changed.judged, files=files, status=409)
    except approve.CannotSend as refused:
        if surface == "private":
            draft.save(case, agent=visit.agent, surface=Surface(surface), text=text, house=house)
        messages.error(request, str(refused))
        return redirect("case", number)
    return _sent(request, number, reply)


@require_POST
@members("recall")
def taking_back(request: HttpRequest, visit: Visit, reply: int) -> HttpResponseBase:
    """Undo a reply that has not left yet."""
    held = get_object_or_404(Outbox.objects.of(visit.brand), pk=reply)
    if recall(held.pk, agent=visit.agent, house=the_house()):
        messages.success(request, _("Taken back. Nobody has read it; your words are in the composer again."))
    else:
        messages.error(request, _("It had left already. Write another reply to put it right."))
    return redirect("case", held.case_id)


def _words(request: HttpRequest, surface: str) -> tuple[str, str]:
    given = request.POST.get("purpose", "")
    if surface not in PURPOSES:
        raise Http404
    purpose = given if given in PURPOSES[surface] else "private" if surface == "private" else "reply"
    return request.POST.get("text", "").replace("\r\n", "\n"), purpose


def _files(request: HttpRequest, visit: Visit, case: Case, surface: str) -> Attached:
    """What goes with private words; nothing goes with public ones."""
    return taken_in(request, case, agent=visit.agent, house=the_house()) if surface == "private" else Attached()


def _judge(case: Case, visit: Visit, surface: str, text: str, purpose: str, files: Attached) -> draft.Judged:
    return draft.judge(
        case,
        agent=visit.agent,
        surface=Surface(surface),
        text=text,
        purpose=purpose,
        house=the_house(),
        media=media_of(case, files, agent=visit.agent),
    )


def _ask(
    request: HttpRequest, visit: Visit, case: Case, surface: str, text: str, purpose: str, **read: Any
) -> HttpResponseBase:
    context = {
        "case": case,
        "surface": surface,
        "text": text,
        "purpose": purpose,
        "reading": read_verdict(read["judged"], may_see=visit.may("unveil")),
        "files": files_of(case, read.get("files", Attached()), agent=visit.agent),
        "audience": audience_of(case),
        "undo": approve.undo_seconds(case.brand),
        "here": "queue",
    }
    if request.headers.get("HX-Request"):
        return render(request, "desk/parts/confirm.html", context)
    return show(request, visit, "desk/confirm.html", context, status=read.get("status", 200))


def _nothing_written(request: HttpRequest, number: int) -> HttpResponseBase:
    messages.info(request, _("There are no words yet. Write something first."))
    return redirect("case", number)


def _sent(request: HttpRequest, number: int, reply: Outbox) -> HttpResponseBase:
    if reply.state == OutboxState.PROPOSED:
        messages.success(request, _("A colleague will read it before it goes."))
    elif reply.surface == "public":
        messages.success(request, _("On its way to the thread."))
    else:
        messages.success(request, _("On its way, in private."))
    return redirect("case", number)
