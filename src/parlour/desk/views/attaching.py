"""Adding a file to the private words being written, and taking one out again; the words stay as they are."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from parlour.core.nouns.surface import Surface
from parlour.desk.attaching import composer_files, taken_in, tell
from parlour.desk.entry import Visit, members
from parlour.desk.views.case import case_of
from parlour.store.models import Case
from parlour.usecases import draft, our_files
from parlour.usecases.house import the_house


@require_POST
@members("draft")
def attached_files(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Take the form's files in, to wait with what is being written."""
    case = case_of(visit, number)
    _keep_words(request, visit, case)
    attached = taken_in(request, case, agent=visit.agent, house=the_house())
    if request.headers.get("HX-Request"):
        return _part(request, visit, case, attached.problems)
    tell(request, attached)
    return redirect("case", number)


@require_POST
@members("draft")
def dropped_file(request: HttpRequest, visit: Visit, number: int, file: int) -> HttpResponseBase:
    """Take one out again; one that is on its way already stays."""
    case = case_of(visit, number)
    _keep_words(request, visit, case)
    taken_in(request, case, agent=visit.agent, house=the_house())
    our_files.drop(case, file, agent=visit.agent)
    return _part(request, visit, case, []) if request.headers.get("HX-Request") else redirect("case", number)


def _keep_words(request: HttpRequest, visit: Visit, case: Case) -> None:
    if "text" in request.POST:
        text = request.POST["text"].replace("\r\n", "\n")
        draft.save(case, agent=visit.agent, surface=Surface.PRIVATE, text=text, house=the_house())


def _part(request: HttpRequest, visit: Visit, case: Case, problems: list[str]) -> HttpResponseBase:
    context = {"case": case, "problems": problems, **composer_files(our_files.open_room(case), agent=visit.agent)}
    return render(request, "desk/parts/attached.html", context)
