"""The agent's own letter keys."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parlour.desk.entry import Visit, members
from parlour.desk.letter_keys import LABELS, USUAL, Asked, Fault, Problem, asked_keys, keys_of, own_keys
from parlour.desk.page import show

BEFORE = "keys_before"


@require_http_methods(["GET", "HEAD", "POST"])
@members()
def keys(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """One field per command; what cannot be kept is shown again with the reason beside it."""
    before = keys_of(visit.agent.keys)
    if request.method != "POST":
        return _page(request, visit, Asked(before, {}))
    given = {name: request.POST[name] for name in USUAL if name in request.POST}
    asked = asked_keys(given, before=before)
    if asked.problems:
        return _page(request, visit, asked)
    return _keep(request, visit, own_keys(asked.keys), _("These are your keys now."))


@require_POST
@members()
def usual_keys(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Put the usual keys back."""
    return _keep(request, visit, {}, _("The usual keys are back."))


@require_POST
@members()
def earlier_keys(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Undo the last change of keys."""
    before = own_keys(keys_of(request.session.get(BEFORE, visit.agent.keys)))
    return _keep(request, visit, before, _("Your earlier keys are back."))


def _keep(request: HttpRequest, visit: Visit, own: Mapping[str, str], said: str) -> HttpResponseBase:
    request.session[BEFORE] = visit.agent.keys
    visit.agent.keys = own
    visit.agent.save(update_fields=["keys"])
    messages.success(request, said, extra_tags=f"undo:{reverse('earlier_keys')}")
    return redirect("keys")


def _page(request: HttpRequest, visit: Visit, asked: Asked) -> HttpResponseBase:
    fields = [
        {"name": name, "label": _(label), "key": asked.keys[name], "problem": problem_words(name, asked)}
        for name, label in LABELS.items()
    ]
    context = {"fields": fields, "wrong": len(asked.problems), "own": bool(visit.agent.keys), "here": "keys"}
    return show(request, visit, "desk/own_keys.html", context)


def problem_words(name: str, asked: Asked) -> str:
    """What is wrong with a command's key and what to do about it; "" when nothing is."""
    problem = asked.problems.get(name)
    return _problem_words(problem, _(LABELS[name])) if problem else ""


def _problem_words(problem: Problem, label: str) -> str:
    if problem.fault is Fault.TAKEN:
        told = {"key": problem.key, "other": _(LABELS[problem.by]), "label": label}
        return _("“%(key)s” is already the key for “%(other)s”. Choose another one for “%(label)s”.") % told
    if problem.fault is Fault.NOT_ONE:
        return _("One letter or sign, please. Enter, Esc and Tab stay as they are.")
    if problem.fault is Fault.SPACE:
        return _("The space bar presses buttons. Choose a letter or a sign.")
    if problem.fault is Fault.WAITS:
        return _("On many keyboards “%(key)s” waits for a second key. Choose another one.") % {"key": problem.key}
    return _("No key of a keyboard gives this sign. Choose a letter, a digit or a sign.")
