"""The door of the desk: who visits, which brand they speak for, what they may do."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import override

from parlour.core.rights import may
from parlour.store.models import Agent, Brand, Membership

BRAND_IN_SESSION: Final = "brand"

Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class Visit:
    """One agent at one brand. `brands` are all they belong to, `roles` what they are at this one."""

    agent: Agent
    brand: Brand
    roles: frozenset[str]
    brands: tuple[Brand, ...]

    def may(self, verb: str) -> bool:
        return may(self.roles, verb)


def visit_of(agent: Agent, chosen: int | None) -> Visit | None:
    """The agent's visit at the brand they chose, else at their first one; None when they belong nowhere. One query."""
    memberships = list(
        Membership.objects.filter(agent=agent).select_related("brand").order_by("brand__name", "brand_id")
    )
    if not memberships:
        return None
    brands = {membership.brand_id: membership.brand for membership in memberships}
    brand = brands.get(chosen or 0) or memberships[0].brand
    roles = frozenset(membership.role for membership in memberships if membership.brand_id == brand.pk)
    return Visit(agent=agent, brand=brand, roles=roles, brands=tuple(brands.values()))


View = Callable[Concatenate[HttpRequest, Visit, Given], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]


def members(verb: str = "") -> Callable[[View[Given]], Guarded[Given]]:
    """Let signed-in members of a brand through who may do `verb` there ("" for all); the view is handed their Visit.

    Whatever language the browser prefers, the page is in the one the desk has words in, and says so.
    """

    def decorate(view: View[Given]) -> Guarded[Given]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
            visit = visit_of(cast("Agent", request.user), request.session.get(BRAND_IN_SESSION))
            with override(settings.LANGUAGE_CODE):
                if visit is None or (verb and not may(visit.roles, verb)):
                    response: HttpResponseBase = render(request, "desk/not_yours.html", {"visit": visit}, status=403)
                else:
                    response = view(request, visit, *args, **kwargs)
            response.headers.setdefault("Content-Language", settings.LANGUAGE_CODE)
            return response

        return cast("Guarded[Given]", guarded)

    return decorate
