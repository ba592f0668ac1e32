"""Pictures of people and of their posts, for members of the brand that heard them, from our own address alone."""

from typing import Final

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parlour.core.nouns.picture import Picture
from parlour.desk.entry import Visit, members
from parlour.desk.page import show
from parlour.desk.templatetags.desk import hue_of, initials
from parlour.store.models import Case, Handle, Post
from parlour.usecases.house import the_house
from parlour.usecases.show_picture import attached_url, attachment_of, avatar_of, shows

SEALED: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Nothing is run or fetched. A browser that opens a picture by itself writes a style of its own around it."""

FOR_AN_HOUR: Final = "private, max-age=3600"
ASK_EACH_TIME: Final = "private, no-cache"
"""A browser keeps the picture of a post but asks before it shows it: the post may have been taken back."""

GROUNDS: Final = ("#8b4a3a", "#6d5a1e", "#3f6b45", "#24696b", "#3c5c94", "#6350a0", "#8c4379", "#5f5a52")
"""What desk.css calls hue-0 to hue-7: a picture cannot see the page's styles."""


@require_safe
@members("read")
def person_picture(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Somebody's avatar, or the drawn one while theirs cannot be had."""
    person = get_object_or_404(Handle.objects.of(visit.brand), pk=number)
    picture = avatar_of(person, house=the_house())
    if picture is None:
        return _drawing(_drawn_avatar(person))
    return _answer(request, picture, keep=FOR_AN_HOUR)


@require_safe
@members("read")
def post_picture(request: HttpRequest, visit: Visit, post: int, number: int) -> HttpResponseBase:
    """An attached picture in full; whoever came for a page is told in one when it cannot be had."""
    held = _post_of(visit, post, number)
    picture = attachment_of(held, number, small=False, house=the_house())
    if picture is not None:
        return _answer(request, picture, keep=ASK_EACH_TIME)
    if "text/html" not in request.headers.get("Accept", ""):
        return _drawing(_drawn_words())
    rooms = Q(thread=held.thread_id, thread__isnull=False) | Q(
        conversation=held.conversation_id, conversation__isnull=False
    )
    case = Case.objects.of(visit.brand).filter(rooms).order_by("-last_post_at", "-id").first()
    context = {"post": held, "case": case, "here": "queue"}
    return show(request, visit, "desk/picture_missing.html", context, status=404)


@require_safe
@members("read")
def post_picture_small(request: HttpRequest, visit: Visit, post: int, number: int) -> HttpResponseBase:
    picture = attachment_of(_post_of(visit, post, number), number, small=True, house=the_house())
    return _drawing(_drawn_words()) if picture is None else _answer(request, picture, keep=ASK_EACH_TIME)


def _post_of(visit: Visit, post: int, number: int) -> Post:
    """A post of the visitor's brand that stands and has this picture. Raises Http404 for any other."""
    held = get_object_or_404(Post.objects.of(visit.brand), pk=post, deleted_at__isnull=True)
    if not shows(attached_url(held, number, small=False)):
        raise Http404
    return held


def _answer(request: HttpRequest, picture: Picture, *, keep: str) -> HttpResponseBase:
    etag = f'"{picture.digest}"'
    response = HttpResponse(picture.body, content_type=picture.media_type)
    response["ETag"] = etag
    response["Cache-Control"] = keep
    # Sealed last: a browser takes the headers of "not modified" for the ones of what it kept.
    return _sealed(get_conditional_response(request, etag=etag, response=response) or response)


def _drawing(svg: str) -> HttpResponseBase:
    """A drawing of ours in a picture's place; it is not kept, for the picture may come the next time."""
    response = _sealed(HttpResponse(svg, content_type="image/svg+xml"))
    response["Cache-Control"] = "private, no-store"
    return response


def _sealed(response: HttpResponseBase) -> HttpResponseBase:
    """Whatever the bytes are, no browser takes them for anything but a picture."""
    response["Content-Security-Policy"] = SEALED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _drawn_avatar(person: Handle) -> str:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36" viewBox="0 0 36 36">'
        '<rect width="36" height="36" rx="18" fill="{}"/><text x="18" y="23" text-anchor="middle" fill="#fff" '
        'font-family="system-ui, sans-serif" font-weight="600" font-size="13">{}</text></svg>',
        GROUNDS[hue_of(person.address)],
        initials(person.display_name or person.address),
    )


def _drawn_words() -> str:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240" viewBox="0 0 320 240">'
        '<rect width="320" height="240" fill="#ece8de"/><path d="M120 92h80v56h-80zm6 48 22-26 16 18 12-12 18 20" '
        'fill="none" stroke="#5c574c" stroke-width="4" stroke-linejoin="round"/>'
        '<text x="160" y="184" text-anchor="middle" fill="#22201b" font-family="system-ui, sans-serif" '
        'font-size="18" textLength="288" lengthAdjust="spacingAndGlyphs">{}</text></svg>',
        _("The picture could not be fetched"),
    )
