"""What the desk does with a room: handing out its files, and erasing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parlour.desk.entry import Visit, members
from parlour.desk.views.case import case_of
from parlour.store.models import Room, RoomFile
from parlour.usecases.erase_room import StillLeavingError, erase_room
from parlour.usecases.house import the_house
from parlour.usecases.room_files import file_token


@require_safe
@members("read")
def room_file(request: HttpRequest, visit: Visit, number: int, file: int) -> HttpResponseBase:  # noqa: ARG001
    """On to a file given in a room of this case's person: to an address for a few minutes and without a cookie."""
    case = case_of(visit, number)
    files = RoomFile.objects.of(visit.brand).filter(room__move__case__person=case.person_id, erased_at=None)
    found = get_object_or_404(files.defer("body"), pk=file)
    return HttpResponseRedirect(f"/room-files/{file_token(found)}/")


@require_POST
@members("erase")
def room_erasure(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Erase what was said in the newest room of this case."""
    case = case_of(visit, number)
    room = Room.objects.of(visit.brand).filter(move__case=case.pk).order_by("-pk").first()
    if room is None:
        raise Http404
    try:
        erased = erase_room(room, agent=visit.agent, house=the_house())
    except StillLeavingError:
        messages.error(request, _("Words of ours are still on their way into this room. Try again in a minute."))
    else:
        done = _("Deleted: words and files of this room. That it took place stays on record.")
        messages.success(request, done) if erased else messages.info(request, _("This was deleted before."))
    return redirect("case", number)
