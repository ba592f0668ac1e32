"""Finding words again."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.usecases.house import the_house
from parlour.usecases.search import START, STOP, Match, search

LONGEST = 200


@require_safe
@members("read")
def find(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    asked = request.GET.get("q", "")[:LONGEST]
    matches = [(match, highlighted(match)) for match in search(visit.brand, asked)]
    return show(
        request,
        visit,
        "desk/search.html",
        {"asked": asked, "matches": matches, "here": "search", "now": the_house().clock()},
    )


def highlighted(match: Match) -> SafeString:
    """The excerpt as HTML, everything escaped, with the found words marked."""
    parts = escape(match.excerpt).split(START)
    marks = [part.partition(STOP) for part in parts[1:]]
    rest = (f"<mark>{words}</mark>{after}" if stop else words for words, stop, after in marks)
    return mark_safe(parts[0] + "".join(rest))  # noqa: S308 - escaped above, the marks are ours
