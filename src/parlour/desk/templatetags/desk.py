"""Icons, drawn avatars and times, as templates write them."""

from datetime import datetime
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from io import BytesIO
from typing import Final
from unicodedata import category
from zipfile import ZipFile

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from parlour.desk import words
from parlour.desk.case_page import CasePage
from parlour.desk.reasons import word_for
from parlour.store.models import Case, Lane, Notice
from parlour.usecases import house
from parlour.usecases.queue import Place

register = template.Library()

HUES: Final = 8
MOST_WORDS: Final = 3


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """A drawing from the installed icon package; it never stands without words beside it."""
    return mark_safe(_drawing(name).replace("<svg ", f'<svg class="icon" width="{size}" height="{size}" ', 1))  # noqa: S308


@cache
def _drawing(name: str) -> str:
    archive = (files("heroicons") / "heroicons.zip").read_bytes()
    with ZipFile(BytesIO(archive)) as drawings:
        drawing = drawings.read(f"outline/{name}.svg").decode()
    lean = drawing.replace(' xmlns="http://www.w3.org/2000/svg"', "").replace("\n", "")
    return lean.replace(' stroke-width="1.5"', "").replace("  <", "<")


@register.simple_tag
def avatar(name: str, key: str, size: int = 36) -> SafeString:
    """A drawn avatar: initials on one of HUES grounds, the same for the same `key`. Never a picture from elsewhere."""
    return format_html(
        '<svg class="avatar hue-{}" width="{}" height="{}" viewBox="0 0 36 36" aria-hidden="true">'
        '<rect width="36" height="36" rx="18"/><text x="18" y="23" text-anchor="middle">{}</text></svg>',
        hue_of(key),
        size,
        size,
        initials(name),
    )


def hue_of(key: str) -> int:
    """Which of the HUES grounds a drawn avatar has."""
    return blake2b(key.encode(), digest_size=1).digest()[0] % HUES


def initials(name: str) -> str:
    """At most two letters or digits that stand for a name; a question mark when it has none."""
    firsts = [next((letter for letter in word if category(letter)[0] in "LN"), "") for word in name.split()]
    kept = [first.upper()[:1] for first in firsts if first]
    return "".join(kept[:1] + kept[-1:] if len(kept) > 1 else kept) or "?"


@register.simple_tag(takes_context=True)
def moment(context: template.Context, at: datetime | None) -> SafeString:
    """A past time as words, with the exact one at hand."""
    if at is None:
        return mark_safe("")
    now = context.get("now") or house.now()
    exact = timezone.localtime(at).strftime("%Y-%m-%d %H:%M %Z")
    return format_html(
        '<time datetime="{}" title="{}" data-ago>{}</time>', at.isoformat(timespec="seconds"), exact, words.ago(at, now)
    )


@register.simple_tag(takes_context=True)
def left(context: template.Context, due: datetime | None) -> SafeString:
    """The time left until something is due, in words that get stronger."""
    if due is None:
        return mark_safe("")
    remaining = words.time_left(due, context.get("now") or house.now())
    exact = timezone.localtime(due).strftime("%Y-%m-%d %H:%M %Z")
    return format_html(
        '<time class="left left-{}" datetime="{}" title="{}" data-left>{}</time>',
        remaining.strength,
        due.isoformat(timespec="seconds"),
        exact,
        remaining.words,
    )


@register.simple_tag(takes_context=True)
def csrf_field(context: template.Context) -> SafeString:
    """The form's token; left empty where a part is rendered for many people at once and filled in by each browser."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', str(context.get("csrf_token") or "")
    )


@register.filter
def grouped(number: int) -> str:
    return words.grouped(number)


@register.filter
def until(due: datetime, now: datetime) -> str:
    """How long until then, in words; nothing once it is past."""
    return words.span(max((due - now).total_seconds(), 0))


@register.filter
def place(case: Case) -> Place:
    return Place.of(case)


@register.filter
def why_here(case: Case) -> list[str]:
    """The words that say why a case stands where it stands, the weightiest first, three at most."""
    first = [gettext("safety first")] if case.lane == Lane.SAFETY else []
    known = sorted(case.reasons, key=lambda reason: -abs(reason.get("seconds", 0)))
    return list(dict.fromkeys([*first, *(word_for(str(reason["word"])) for reason in known)]))[:MOST_WORDS]


@register.filter
def spoken(kind: str) -> str:
    """A kind of fact as a person writes it: birth_date → birth date."""
    return kind.replace("_", " ")


@register.filter
def audience(page: CasePage) -> str:
    return words.audience(page.case.person.followers, page.people)


@register.filter
def undo_path(tags: str) -> str:
    """Where a message's change can be undone, "" when it cannot."""
    return next((tag.removeprefix("undo:") for tag in tags.split() if tag.startswith("undo:")), "")


@register.filter
def asks_about_reply(notice: Notice) -> int:
    """The number of the reply a notice asks a person about, 0 when it asks about none."""
    kind, _, number = notice.about.partition(":")
    return int(number) if notice.kind == "sent_question" and kind == "outbox" and number.isdecimal() else 0
