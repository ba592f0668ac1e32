"""A public thread as a stranger sees it who is not signed in anywhere."""

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later
from django.views.decorators.http import require_safe

from parlour.core.moves.onlooker import Impression
from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.desk.public_thread import public_thread
from parlour.desk.views.case import case_of
from parlour.usecases.house import the_house

VERDICTS: Final[Mapping[Impression, tuple[str, str]]] = {
    Impression.IGNORED: (later("Ignored"), later("A stranger sees somebody waiting, and no answer from us.")),
    Impression.CARED_FOR: (later("Being cared for"), later("A stranger sees that somebody here is listening.")),
    Impression.TAKEN_CARE_OF: (later("Taken care of"), later("A stranger sees that it was settled.")),
    Impression.ENDED_KINDLY: (later("Ended kindly"), later("A stranger sees that we stayed kind to the last word.")),
}


@require_safe
@members("read")
def onlooker(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    case, at = case_of(visit, number), the_house().clock()
    seen = public_thread(case, now=at)
    title, says = VERDICTS[seen.impression]
    context = {
        "case": case,
        "texts": seen.texts,
        "impression": seen.impression.name.lower(),
        "title": gettext(title),
        "says": gettext(says),
        "here": "queue",
        "now": at,
    }
    return show(request, visit, "desk/onlooker.html", context)
