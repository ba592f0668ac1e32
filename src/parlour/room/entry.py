"""Inside: whose visit this is, in the language of the room."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import override

from parlour.room.browser import VISIT
from parlour.room.page import View, neutral, public
from parlour.store.models import RoomVisit
from parlour.usecases.enter import visit_of
from parlour.usecases.house import the_house

Given = ParamSpec("Given")
Inner = Callable[Concatenate[HttpRequest, RoomVisit, Given], HttpResponseBase]


def inside(*methods: str) -> Callable[[Inner[Given]], View[Given]]:
    """A page for whoever is in; for everybody else there is nothing here."""

    def decorate(view: Inner[Given]) -> View[Given]:
        @public("inside", *methods)
        @wraps(view)
        def entered(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
            visit = visit_of(request.COOKIES.get(VISIT, ""), house=the_house())
            if visit is None:
                return neutral(request)
            with override(visit.room.language):
                return view(request, visit, *args, **kwargs)

        return entered

    return decorate
