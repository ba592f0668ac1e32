"""What a guest may do about the talk as a whole: take it along, ask that it be deleted, go."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from parlour.room.browser import VISIT, forget, form_word, is_own_form
from parlour.room.entry import inside
from parlour.room.page import public, stale_form
from parlour.store.live import announce
from parlour.store.models import RoomVisit
from parlour.usecases import converse, enter
from parlour.usecases.house import the_house


@inside()
def whole_talk(request: HttpRequest, visit: RoomVisit) -> HttpResponseBase:  # noqa: ARG001 - every view has it
    """The talk as plain text, to keep."""
    house = the_house()
    text = converse.transcript(visit.room, house=house)
    response = HttpResponse(text.encode(), content_type="text/plain; charset=utf-8")
    name = f"{visit.room.move.case.brand.slug}-{house.clock():%Y-%m-%d}.txt"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


@inside("POST")
def erasure(request: HttpRequest, visit: RoomVisit) -> HttpResponseBase:
    """Ask once more before it is asked for."""
    secret = request.COOKIES[VISIT]
    if request.method != "POST":
        about = {"company": visit.room.move.case.brand.name, "room": visit.room, "form": form_word(secret)}
        return render(request, "room/erasure.html", about)
    if not is_own_form(request, secret):
        return stale_form(request)
    converse.ask_to_erase(visit, house=the_house())
    return redirect("room")


@inside("POST")
def leaving(request: HttpRequest, visit: RoomVisit) -> HttpResponseBase:
    """This browser goes; other browsers of the same person stay."""
    if request.method != "POST":
        return redirect("room")
    if not is_own_form(request, request.COOKIES[VISIT]):
        return stale_form(request)
    enter.leave(visit, house=the_house())
    announce(visit.brand_id, [visit.room.move.case_id])  # so that what still streams to this browser ends
    response = redirect("room_left")
    forget(response, VISIT)
    return response


@public("door")
def left(request: HttpRequest) -> HttpResponse:
    """The same words for everybody who went."""
    return render(request, "room/left.html")
