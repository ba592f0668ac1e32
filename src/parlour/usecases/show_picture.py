"""Show a picture: an avatar or an attachment, from our own copy or fetched now, a few at a time.

Only addresses that stand on our own rows are ever asked for. Whoever waits for a picture holds no connection of the
database, and when too many wait, or it takes too long, the page does without it.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any, Final

from django.conf import settings
from django.db import connection

from parlour.channels.pictures import Limits, fetch_picture, origin_of
from parlour.channels.port import PortError, Retryable
from parlour.core.nouns.picture import Picture
from parlour.store.models import ChannelAccount, Handle, Post
from parlour.store.pictures import Found, picture_files
from parlour.usecases.house import House
from parlour.usecases.turnstile import Turnstile

AVATAR: Final = Limits(most_bytes=1024 * 1024)
ATTACHMENT: Final = Limits(most_bytes=8 * 1024 * 1024)

AT_ONCE: Final = 4
WAITING: Final = 20
WAIT_SECONDS: Final = 1.0

LOOK_SECONDS: Final = 0.05
"""Whoever wants what another one is asking for looks so often whether it came."""

Fetch = Callable[..., Picture]

log = logging.getLogger(__name__)

turnstile = Turnstile(AT_ONCE, WAITING, WAIT_SECONDS)
onlookers = Turnstile(WAITING, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to show: whose brand asks, its address, what it may cost, and whether it may still be shown."""

    brand: int
    url: str
    limits: Limits
    stands: Callable[[], bool]


def shows(url: str) -> bool:
    """Whether a picture at this address would be fetched at all."""
    return settings.PICTURES and origin_of(url) != ""


def avatar_of(person: Handle, *, house: House) -> Picture | None:
    """A person's picture, None when there is none to show."""
    return _show(Wanted(person.brand_id, person.avatar_url, AVATAR, lambda: True), house=house)


def attachment_of(post: Post, number: int, *, small: bool, house: House) -> Picture | None:
    """The picture that is a post's attachment `number`, counted from 1; `small` prefers the network's own small copy.

    None when there is none, it cannot be had, or its author took the post back meanwhile.
    """
    url = attached_url(post, number, small=small)

    def stands() -> bool:
        now = Post.objects.of(post.brand_id).filter(pk=post.pk, deleted_at__isnull=True).first()
        return now is not None and attached_url(now, number, small=small) == url

    return _show(Wanted(post.brand_id, url, ATTACHMENT, stands), house=house)


def attached_url(post: Post, number: int, *, small: bool) -> str:
    """Where a post's attachment lies, "" when it is no picture."""
    attached: list[Mapping[str, Any]] = post.attachments
    one = attached[number - 1] if 0 < number <= len(attached) else {}
    if one.get("type") != "image":
        return ""
    return str((small and one.get("preview")) or one.get("url") or "")


def _show(wanted: Wanted, *, house: House) -> Picture | None:
    if not shows(wanted.url):
        return None
    now = house.clock().timestamp()
    try:
        known = _known(wanted, now=now)
        if known is None:
            return _fetched(wanted, now=now)
        return _awaited(wanted, now=now) if known.asked else known.picture
    except OSError as error:
        log.warning("Pictures cannot be kept in %s: %s. Make it writable.", settings.PICTURE_HOME, error.strerror)
        return None


def _known(wanted: Wanted, *, now: float) -> Found | None:
    for address in (wanted.url, origin_of(wanted.url)):
        if known := picture_files().find(wanted.brand, address, now=now):
            return known
    return None


def _fetched(wanted: Wanted, *, now: float) -> Picture | None:
    own = _own_origins(wanted.brand)
    _hold_no_connection()
    with turnstile.entered() as room:
        if not room:
            return None
        files = picture_files()
        # Written before asking: one that asks is enough, and where nothing can be written nothing is asked for.
        files.ask(wanted.brand, wanted.url, now=now)
        picture = _ask(wanted, own, now=now)
        files.keep(wanted.brand, wanted.url, picture, now=now)
    if picture is not None and not wanted.stands():
        files.forget(wanted.brand, [wanted.url])
        return None
    return picture


def _awaited(wanted: Wanted, *, now: float) -> Picture | None:
    """What another one is asking for just now, once it is there; None when too many wait so, or it takes too long."""
    _hold_no_connection()
    with onlookers.entered() as room:
        until = monotonic() + (wanted.limits.within if room else 0.0)
        while monotonic() < until:
            sleep(LOOK_SECONDS)
            known = _known(wanted, now=now)
            if known is None or not known.asked:
                return known.picture if known and known.picture and wanted.stands() else None
    return None


def _hold_no_connection() -> None:
    if not connection.in_atomic_block:
        connection.close()


def _ask(wanted: Wanted, own: frozenset[str], *, now: float) -> Picture | None:
    try:
        return fetch_picture(wanted.url, wanted.limits, own=own)
    except Retryable as error:
        log.info("No picture, and its server is left in peace for a while: %s", error)
        picture_files().keep(wanted.brand, origin_of(wanted.url), None, now=now)
    except PortError as error:
        log.info("No picture: %s", error)
    return None


def _own_origins(brand: int) -> frozenset[str]:
    """The servers of the brand's own accounts that may stand in a private network, as their settings say."""
    known = ChannelAccount.objects.of(brand).values_list("settings", flat=True)
    return frozenset(
        origin_of(str(each.get("base_url", "")))
        for each in known
        if str(each.get("allow_private", "")).lower() in {"yes", "true", "1"}
    ) - {""}
