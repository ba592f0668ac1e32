"""What templates show of other people's pictures: their avatars, and what they attached to a post."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.desk.templatetags.desk import avatar
from parlour.store.models import Handle, Post
from parlour.usecases.show_picture import attached_url, shows

register = template.Library()

KINDS: Final = {
    "image": later("Picture"),
    "video": later("Video"),
    "gifv": later("Short film without sound"),
    "audio": later("Sound recording"),
}
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment: its number from 1 on, what it is in words, how its author described it, and its place here.

    `large` and `small` are our own addresses of it, "" when it is not shown. `veiled` is its author's wish.
    """

    number: int
    kind: str
    alt: str
    large: str
    small: str
    veiled: bool


@register.simple_tag
def person_avatar(person: Handle, size: int = 36) -> SafeString:
    """A person's drawn avatar, and over it their picture where the network told of one."""
    drawn = avatar(person.display_name or person.address, person.address, size)
    if not shows(person.avatar_url):
        return drawn
    return format_html(
        '<span class="face">{}<img src="{}" width="{}" height="{}" alt="" loading="lazy" decoding="async"></span>',
        drawn,
        reverse("person_picture", args=(person.pk,)),
        size,
        size,
    )


@register.filter
def attached(post: Post) -> list[Attached]:
    """What the author attached, at most MOST; nothing once they took the post back."""
    if post.deleted_at is not None:
        return []
    return [_attached(post, number, one) for number, one in enumerate(post.attachments[:MOST], start=1)]


def _attached(post: Post, number: int, one: Mapping[str, Any]) -> Attached:
    shown = shows(attached_url(post, number, small=False))
    return Attached(
        number=number,
        kind=gettext(KINDS.get(str(one.get("type")), "Attachment")),
        alt=str(one.get("alt") or "").strip(),
        large=reverse("post_picture", args=(post.pk, number)) if shown else "",
        small=reverse("post_picture_small", args=(post.pk, number)) if shown else "",
        veiled=one.get("sensitive") == "yes",
    )


@register.filter
def web_address(url: str) -> str:
    """An address from outside that a link may lead to, "" for any other."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""
