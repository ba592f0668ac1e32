"""Pages of the room: what each is shown with, and the ones that are the same for everybody."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from parlour.room.browser import DOOR, DOOR_SECONDS, door_secret, form_word, remember
from parlour.room.limits import LIMITS, may
from parlour.room.posted import TooLargeError
from parlour.store.models import Brand
from parlour.usecases.enter import KEEP_SECONDS
from parlour.usecases.house import the_house

DAY: Final = 86_400
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]


def neutral(request: HttpRequest) -> HttpResponse:
    """The one page behind every link that opens nothing: unknown, cut short, guessed, used and expired ones alike."""
    return render(request, "room/nothing.html", status=404)


def at_door(
    request: HttpRequest, template: str, brand: Brand, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page before the door, with a form of this browser: of whom one would talk to it names the company alone."""
    secret = door_secret(request)
    around = {"company": brand.name, "keep_days": keep_days(brand), "form": form_word(secret)}
    response = render(request, template, {**around, **context}, status=status)
    remember(response, DOOR, secret, seconds=DOOR_SECONDS)
    return response


def keep_days(brand: Brand) -> int:
    """For how many days a talk is kept."""
    return int(brand.settings.get("keep_seconds", KEEP_SECONDS)) // DAY


def public(what: str, *methods: str) -> Callable[[View[Given]], View[Given]]:
    """A page anybody may ask for, as often as `limits` allow; its forms are checked by the view (see `browser`)."""

    def decorate(view: View[Given]) -> View[Given]:
        @csrf_exempt
        @require_http_methods(["GET", "HEAD", *methods])
        @wraps(view)
        def counted(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
            if not may(request, what, house=the_house()):
                return too_often(request, what)
            try:
                return view(request, *args, **kwargs)
            except TooLargeError:
                return render(request, "room/too_large.html", status=413)

        return counted

    return decorate


def too_often(request: HttpRequest, what: str) -> HttpResponse:
    """Come back in a while: to a person who knocked too often."""
    seconds = LIMITS[what][1]
    response = render(request, "room/too_often.html", {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def stale_form(request: HttpRequest) -> HttpResponse:
    """The form was not one this browser was shown: mostly because it keeps no cookies."""
    return render(request, "room/stale.html", status=403)
