"""Files: from inside a way to a fresh address, and from there the file itself, which no cookie opens."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from parlour.room.entry import inside
from parlour.room.page import neutral, public
from parlour.store.models import OutboxState, RoomFile, RoomVisit
from parlour.usecases.house import the_house
from parlour.usecases.room_files import file_of, file_token


@inside()
def own_file(request: HttpRequest, visit: RoomVisit, number: int) -> HttpResponseBase:
    """To one of this room's files, by an address that counts for a few minutes, while this browser is in."""
    given = Q(by_guest=True) | Q(outbox__state=OutboxState.CONFIRMED)
    files = RoomFile.objects.of(visit.brand_id).filter(given, pk=number, room=visit.room_id, erased_at=None)
    found = files.defer("body").first()
    return neutral(request) if found is None else redirect("room_download", file_token(found, visit))


@public("file")
def file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file, only ever as a download."""
    found = file_of(token, house=the_house())
    if found is None:
        return neutral(request)
    response = HttpResponse(bytes(found.body), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
    return response
