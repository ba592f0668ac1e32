"""Raising and closing notices: one open notice per kind and subject, whoever raises it how often."""

from datetime import datetime

from parlour.store.bulk import execute
from parlour.store.live import announce
from parlour.store.models import Notice

RAISE = """
insert into store_notice (brand_id, kind, about, text, case_id, agent_id, raised_at)
values (%s, %s, %s, %s, %s, %s, %s)
on conflict (brand_id, kind, about) where closed_at is null do update set text = excluded.text
"""


def raise_notice(  # noqa: PLR0913 - a notice is its columns
    brand: int, kind: str, about: str, text: str, *, at: datetime, case: int | None = None, agent: int | None = None
) -> None:
    """Say something that a human must know or answer; an open one of the same kind and subject gets these words.

    `agent` is whom it asks by name; None asks the operators.
    """
    execute(RAISE, [brand, kind, about[:200], text, case, agent, at])
    announce(brand, [], what="notice")


def close_notice(brand: int, kind: str, about: str, *, at: datetime, by: int | None = None) -> bool:
    """Close the open notice of this kind and subject; whether there was one."""
    closed = Notice.objects.filter(brand=brand, kind=kind, about=about[:200], closed_at__isnull=True).update(
        closed_at=at, closed_by=by
    )
    if closed:
        announce(brand, [], what="notice")
    return bool(closed)
