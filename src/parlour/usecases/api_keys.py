"""Keys of programs that ask in an agent's name: made, revoked, recognised, and bounded in what they may ask.

A key reads `parlour_<id>_<secret>`. Only the secret's SHA-256 is kept: it has 256 random bits, which no slower hash
would guard better.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from parlour.store.models import Agent, ApiKey, Brand, Membership
from parlour.store.models.scope import BrandQuerySet
from parlour.store.record import Happening, append

LONGEST_NAME: Final = 100
SHAPE: Final = re.compile(r"parlour_([0-9a-f]{12})_([0-9a-f]{64})")
NOBODYS: Final = bytes(32)
USE_KEPT_EVERY: Final = timedelta(minutes=1)
UNITS_A_MINUTE: Final = 1200
SPEND: Final = """
insert into store_apiuse as used (key_id, minute, units) values (%(key)s, %(minute)s, %(units)s)
on conflict (key_id) do update set
    minute = greatest(used.minute, excluded.minute),
    units = excluded.units + case when used.minute < excluded.minute then 0 else used.units end
where used.minute < excluded.minute or used.units + excluded.units <= %(most)s
returning units
"""


class Closed(StrEnum):
    """Why a genuine key opens nothing any more."""

    REVOKED = "key_revoked"
    AGENT_LEFT = "agent_left"


class CannotMakeKeyError(Exception):
    """No key can be made like this; the text says why."""


class NoSuchKeyError(Exception):
    """No key has this id."""


class UnknownKeyError(Exception):
    """What was presented is no key, not one of ours, or not its secret: which of these is never told."""


class ClosedKeyError(Exception):
    """A genuine key that may not be used any more; `why` says the reason."""

    def __init__(self, why: Closed) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key; `shown` is the whole of it, told this once."""

    key: ApiKey
    shown: str


def make_api_key(brand: Brand, *, agent: Agent, name: str, at: datetime) -> MadeKey:
    """Make a key the agent answers for. Raises CannotMakeKeyError for an unfit name, or somebody not at the brand."""
    title = name.strip()
    if not title or len(title) > LONGEST_NAME or not title.isprintable():
        raise CannotMakeKeyError(f"Name the key after the program that gets it, in 1 to {LONGEST_NAME} letters.")
    if not agent.is_active or not Membership.objects.filter(agent=agent, brand=brand).exists():
        raise CannotMakeKeyError(
            f"{agent.username} does not work for {brand.slug}, so no key can speak for them there."
        )
    number, secret = secrets.token_hex(6), secrets.token_hex(32)
    with transaction.atomic():
        key = ApiKey.objects.create(
            id=number, brand=brand, agent=agent, name=title, digest=_digest(secret), created_at=at
        )
        _tell(key, "api_key_made", at=at)
    return MadeKey(key, f"parlour_{number}_{secret}")


def revoke_api_key(number: str, *, at: datetime) -> ApiKey:
    """Close a key for good; one that is closed already stays as it is. Raises NoSuchKeyError."""
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().filter(pk=number).first()
        if key is None:
            raise NoSuchKeyError(number)
        if key.revoked_at is None:
            key.revoked_at = at
            key.save(update_fields=["revoked_at"])
            _tell(key, "api_key_revoked", at=at)
    return key


def every_api_key() -> BrandQuerySet[ApiKey]:
    """All keys, with brand, agent and whether they are `here` (can still speak for the brand), oldest first."""
    return _with_agents().order_by("brand__slug", "created_at", "id")


def recognise(presented: str, *, at: datetime) -> ApiKey:
    """The key that was presented, noted as used. Raises UnknownKeyError, or ClosedKeyError for a genuine one."""
    shape = SHAPE.fullmatch(presented)
    if shape is None:
        raise UnknownKeyError
    number, secret = shape.groups()
    key = _with_agents().filter(pk=number).first()
    # Compared even where there is no such key: an answer takes as long for an id nobody has.
    genuine = hmac.compare_digest(_digest(secret), bytes(key.digest) if key else NOBODYS)
    if key is None or not genuine:
        raise UnknownKeyError
    if why := closed(key):
        raise ClosedKeyError(why)
    _note_use(key, at)
    return key


def closed(key: ApiKey) -> Closed | None:
    """Why a key of `every_api_key` opens nothing any more, None while it does."""
    if key.revoked_at is not None:
        return Closed.REVOKED
    return None if getattr(key, "here", False) else Closed.AGENT_LEFT


def spend(key: ApiKey, units: int, *, at: datetime) -> int:
    """Take units from what the key has for this minute: 0 when it had them, else the seconds until it has them again.

    All processes count together. What is refused takes nothing.
    """
    minute = at.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(SPEND, {"key": key.pk, "minute": minute, "units": units, "most": UNITS_A_MINUTE})
        granted = cursor.fetchone() is not None
    return 0 if granted else 60 - at.second


def _with_agents() -> BrandQuerySet[ApiKey]:
    seats = Membership.objects.filter(agent=OuterRef("agent"), brand=OuterRef("brand"), agent__is_active=True)
    return ApiKey.objects.select_related("agent", "brand").annotate(here=Exists(seats))


def _note_use(key: ApiKey, at: datetime) -> None:
    stale = at - USE_KEPT_EVERY
    if key.last_used_at is None or key.last_used_at <= stale:
        unused = Q(last_used_at=None) | Q(last_used_at__lte=stale)
        ApiKey.objects.filter(unused, pk=key.pk).update(last_used_at=at)


def _digest(secret: str) -> bytes:
    return sha256(secret.encode("ascii")).digest()


def _tell(key: ApiKey, verb: str, *, at: datetime) -> None:
    payload = {"key": key.pk, "name": key.name, "agent": key.agent_id}
    happening = Happening(f"brand:{key.brand_id}", verb, "system", cause=f"api_key:{key.pk}", payload=payload)
    append(key.brand_id, [happening], at=at)
