"""The key's page: looking opens nothing, however often and by whatever; its button does, once."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from parlour.room.browser import VISIT, door_secret, is_own_form, remember
from parlour.room.languages import of_room
from parlour.room.page import at_door, neutral, public, stale_form
from parlour.usecases.enter import enter, look
from parlour.usecases.house import the_house


@public("key", "POST")
def key(request: HttpRequest, token: str) -> HttpResponseBase:
    """A button; pressed, it uses the key up and lets this browser in."""
    house = the_house()
    found = look(token, house=house)
    if found is None:
        return neutral(request)
    case = found.proof.doorbell.move.case
    if request.method != "POST":
        return at_door(request, "room/key.html", case.brand, {"token": token})
    if not is_own_form(request, door_secret(request)):
        return stale_form(request)
    entered = enter(token, language=of_room(request, case.language), house=house)
    if entered is None:
        return neutral(request)
    response = redirect("room")
    seconds = int((entered.visit.expires_at - house.clock()).total_seconds())
    remember(response, VISIT, entered.secret, seconds=seconds)
    return response
