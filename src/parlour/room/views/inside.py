"""The talk: read, written to, and marked as read, with or without a script."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parlour.channels.room.channel import LONGEST
from parlour.room.browser import VISIT, form_word, is_own_form
from parlour.room.entry import inside
from parlour.room.page import neutral
from parlour.room.posted import TooLargeError
from parlour.room.saying import MEGABYTES, Said, hear
from parlour.room.talk_view import draw
from parlour.store.models import RoomVisit
from parlour.usecases import converse, room_files, tokens
from parlour.usecases.house import the_house


@inside()
def talk(request: HttpRequest, visit: RoomVisit) -> HttpResponseBase:
    """Everything said, and the field to write in."""
    converse.mark_seen(visit, house=the_house())
    return _page(request, visit, Said(number=tokens.fresh()))


@inside("POST")
def words(request: HttpRequest, visit: RoomVisit) -> HttpResponseBase:
    """Say something; what could not be said stays in the field. A script asks for JSON."""
    if request.method != "POST":
        return redirect("room")
    try:
        own = is_own_form(request, request.COOKIES[VISIT])
        said = hear(request, visit, house=the_house()) if own else _not_own(request)
    except TooLargeError:
        too_large = _("This is more than can be sent at once. Send less text, or one file of at most %(n)s MB.")
        own, said = True, Said(number=tokens.fresh(), problems=[too_large % {"n": MEGABYTES}])
    status = 200 if not said.problems else 422 if own else 403
    if request.headers.get("Accept") == "application/json":
        kept = [{"number": file.pk, "name": file.name} for file in said.files] if said.problems else []
        told = {"problems": said.problems, "kept": kept, "number": said.number if said.problems else tokens.fresh()}
        return JsonResponse(told, status=status)
    return _page(request, visit, said, status=status) if said.problems else redirect("/room/#end")


@inside("POST")
def seen(request: HttpRequest, visit: RoomVisit) -> HttpResponseBase:
    """The guest has what was said before their eyes."""
    return _mark(request, visit, converse.mark_seen)


@inside("POST")
def typing(request: HttpRequest, visit: RoomVisit) -> HttpResponseBase:
    """The guest is writing."""
    return _mark(request, visit, converse.mark_typing)


def _mark(request: HttpRequest, visit: RoomVisit, mark: Any) -> HttpResponse:
    if request.method != "POST" or not is_own_form(request, request.COOKIES[VISIT]):
        return neutral(request)
    mark(visit, house=the_house())
    return HttpResponse(status=204)


def _not_own(request: HttpRequest) -> Said:
    again = _("This page had grown old. Nothing is lost: read your words once more and send them now.")
    return Said(text=request.POST.get("text", ""), number=tokens.fresh(), problems=[again])


def _page(request: HttpRequest, visit: RoomVisit, said: Said, *, status: int = 200) -> HttpResponse:
    room, case = visit.room, visit.room.move.case
    around = {
        "room": room,
        "case": case,
        "company": case.brand.name,
        "who": case.assignee,
        "said": said,
        "form": form_word(request.COOKIES[VISIT]),
        "longest": LONGEST,
        "megabytes": MEGABYTES,
        "most_bytes": room_files.MOST_BYTES,
        "most_files": converse.MOST_FILES,
        **draw(room, house=the_house()),
    }
    return render(request, "room/talk.html", around, status=status)
