"""The agent's own picture, and everybody's pictures for those who work in the same house."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.usecases.house import the_house
from parlour.usecases.photo import LEAST_SIDE, MOST_BYTES, Unfit, UnfitPhotoError, give_photo, photo_of, take_photo_back

# A version names its content, so an answer stays true for as long as anybody keeps it.
FOR_A_YEAR: Final = "private, max-age=31536000, immutable"
SEALED: Final = "default-src 'none'; sandbox"
WORDS: Final = {
    Unfit.EMPTY: later("No picture was chosen. Choose a file first."),
    Unfit.TOO_LARGE: later("This file is larger than %(megabytes)d MB. Choose a smaller one."),
    Unfit.TOO_MANY_PIXELS: later("This picture has more pixels than we can handle. Save it smaller, then try again."),
    Unfit.TOO_SMALL: later("This picture is very small. Choose one of at least %(side)d by %(side)d pixels."),
    Unfit.NOT_A_PICTURE: later("This file could not be read as a picture. JPEG, PNG and WebP work."),
}


@require_safe
@members()
def photo(request: HttpRequest, visit: Visit, number: int, version: str) -> HttpResponseBase:
    """Somebody's picture, for members of a brand they both belong to."""
    body = photo_of(number, version=version, brand=visit.brand)
    if body is None:
        raise Http404
    response = HttpResponse(body, content_type="image/webp")
    response["Cache-Control"] = FOR_A_YEAR
    response["Content-Security-Policy"] = SEALED
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{version}"'
    return get_conditional_response(request, etag=f'"{version}"', response=response) or response


@require_http_methods(["GET", "HEAD", "POST"])
@members()
def own_photo(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Give a photo, in place of the drawn avatar or of an earlier one."""
    if request.method != "POST":
        return _page(request, visit)
    given = request.FILES.get("photo")
    if given is not None and (given.size or 0) > MOST_BYTES:
        return _page(request, visit, Unfit.TOO_LARGE)
    try:
        give_photo(given.read() if given else b"", agent=visit.agent, brand=visit.brand, house=the_house())
    except UnfitPhotoError as unfit:
        return _page(request, visit, unfit.why)
    messages.success(request, _("Colleagues see this photo of you now."))
    return redirect("own_photo")


@require_POST
@members()
def drawn_again(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Take the photo back."""
    take_photo_back(agent=visit.agent, brand=visit.brand, house=the_house())
    messages.success(request, _("Your photo is gone. The drawn picture stands in again."))
    return redirect("own_photo")


def _page(request: HttpRequest, visit: Visit, why: Unfit | None = None) -> HttpResponseBase:
    limits = {"megabytes": MOST_BYTES // 1_000_000, "side": LEAST_SIDE}
    context = {**limits, "problem": _(WORDS[why]) % limits if why else "", "here": "own_photo"}
    return show(request, visit, "desk/own_photo.html", context)
