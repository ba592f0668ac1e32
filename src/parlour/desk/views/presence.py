"""Who is at a case just now."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_POST

from parlour.desk.entry import Visit, members
from parlour.desk.views.case import case_of
from parlour.usecases.house import the_house
from parlour.usecases.presence import be_there, leave
from parlour.usecases.room_presence import mark_read


@require_POST
@members("read")
def presence(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """A heartbeat of a page that is looked at: `writing` is public, private or empty; `left` says goodbye."""
    case = case_of(visit, number)
    if request.POST.get("left"):
        leave(case, agent=visit.agent, house=the_house())
    else:
        writing = request.POST.get("writing", "")
        surface = writing if writing in {"public", "private"} else ""
        be_there(case, agent=visit.agent, writing=surface, house=the_house())
        if visit.may("send"):
            mark_read(case, house=the_house())
    return HttpResponse(status=204)
