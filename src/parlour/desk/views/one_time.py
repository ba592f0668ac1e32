"""Signing in once by a link: looking at it uses nothing up, so that link previews cannot sign anybody in."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from parlour.desk.sign_in import holder, use_up


@require_http_methods(["GET", "HEAD", "POST"])
def one_time(request: HttpRequest, token: str) -> HttpResponseBase:
    if request.method != "POST":
        agent = holder(token)
        return render(request, "desk/one_time.html", {"agent": agent}, status=200 if agent else 410)
    agent = use_up(token)
    if agent is None:
        return render(request, "desk/one_time.html", {"agent": None}, status=410)
    signed_in: HttpResponseBase = perform_login(request, agent)
    return signed_in
