"""Correcting what triage said of a post: a sheet to fill in, kept as labels, undone like everything else."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from parlour.desk.case_page import telling
from parlour.desk.entry import Visit, members
from parlour.desk.labels import REST_KEY, sheet, title_of, value_words, wanted
from parlour.desk.page import show
from parlour.desk.reasons import ROUTES
from parlour.desk.views.case import case_of
from parlour.store.models import Case
from parlour.usecases.correct import Corrected, NothingToCorrectError, Spoken, correct, spoken_of
from parlour.usecases.house import the_house

MOST_POSTS = 5
MOST_TOLD = 4


@require_http_methods(["GET", "HEAD", "POST"])
@members("correct")
def labels(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """The sheet of one post (`?post=`, or else the one the case's page explains); what is said on it."""
    case = case_of(visit, number)
    if request.method == "POST":
        return _kept(request, visit, case)
    spoken = spoken_of(case, most=MOST_POSTS)
    chosen = _chosen(request, case, spoken)
    if chosen is None:
        messages.info(request, _("These words were changed or taken away since. Look at the case again."))
        return redirect("case", number)
    context = {
        "case": case,
        "spoken": chosen,
        "post": chosen.assessment.post,
        "groups": sheet(chosen),
        "others": [one for one in spoken if one is not chosen],
        "newest": spoken[0],
        "rest_key": REST_KEY,
        "visit": visit,
        "here": "queue",
        "now": the_house().clock(),
    }
    if request.headers.get("HX-Request"):
        return render(request, "desk/parts/labels.html", context)
    return show(request, visit, "desk/labels.html", context)


def _chosen(request: HttpRequest, case: Case, spoken: list[Spoken]) -> Spoken | None:
    asked = request.GET.get("post", "")
    if not asked:
        return telling(case, spoken)
    return next((one for one in spoken if str(one.assessment.post_id) == asked), None)


def _kept(request: HttpRequest, visit: Visit, case: Case) -> HttpResponseBase:
    given = {**request.GET.dict(), **request.POST.dict()}
    post, version = str(given.get("post", "")), str(given.get("version", ""))
    if not (post.isdecimal() and version.isdecimal()):
        raise Http404
    known = {one.assessment.post_id: one for one in spoken_of(case, most=200)}
    spoken = known.get(int(post))
    topics = request.POST.getlist("topics") if "was:topics" in given else None
    try:
        if spoken is None:
            raise NothingToCorrectError
        said = wanted(given, topics, spoken, rest="rest" in given)
        done = correct(case, post=int(post), version=int(version), labels=said, agent=visit.agent, house=the_house())
    except NothingToCorrectError:
        messages.error(request, _("These words were changed or taken away since. Nothing was written down."))
        return redirect("case", case.pk)
    undo = urlencode({"post": post, "version": version, **done.before})
    _tell(
        request,
        spoken,
        {name: said[name] for name in done.before},
        done,
        f"{reverse('labels', args=(case.pk,))}?{undo}",
    )
    return redirect("case", case.pk)


def _tell(request: HttpRequest, spoken: Spoken, said: Mapping[str, str], done: Corrected, undo: str) -> None:
    """One message: what was written down, and what it changed."""
    if not done.before:
        messages.info(request, _("You left everything as it was, so nothing was written down."))
        return
    messages.success(request, " ".join(_sentences(spoken, said, done)), extra_tags=f"undo:{undo}")


def _sentences(spoken: Spoken, said: Mapping[str, str], done: Corrected) -> list[str]:
    told = {name: spoken.said[name].value if name in spoken.said else "no" for name in said}
    corrected = [name for name, value in said.items() if value and value != told[name]]
    confirmed = sum(value == told[name] for name, value in said.items())
    withdrawn = sum(not value for value in said.values())
    named = [f"{title_of(name)}: {value_words(name, said[name])}" for name in corrected[:MOST_TOLD]]
    found = [_("Written down. %(labels)s.") % {"labels": "; ".join(named)}] if named else []
    if more := len(corrected) - len(named):
        found.append(ngettext("And %(n)d more.", "And %(n)d more.", more) % {"n": more})
    if confirmed:
        found.append(
            ngettext("Triage was right about %(n)d label.", "Triage was right about %(n)d labels.", confirmed)
            % {"n": confirmed}
        )
    if withdrawn:
        found.append(ngettext("%(n)d label taken back.", "%(n)d labels taken back.", withdrawn) % {"n": withdrawn})
    if done.rerouted and done.route in ROUTES:
        found.append(_("The case goes by this now: %(route)s") % {"route": _(ROUTES[done.route])})
    if done.moved:
        found.append(_("Its place in the queue has changed."))
    return found
