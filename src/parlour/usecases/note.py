"""Leaving a slip for colleagues."""

from django.db import transaction

from parlour.store.live import announce
from parlour.store.models import Agent, Case, Note
from parlour.store.record import Happening, append
from parlour.usecases.house import House

LONGEST = 10_000


class NothingWrittenError(Exception):
    """A slip needs words on it, and no more than ten thousand letters."""


def note(case: Case, *, text: str, agent: Agent, house: House) -> Note:
    """Pin a slip to the case. No path leads from it to a sender. Raises NothingWrittenError."""
    written = text.replace("\0", "\ufffd").strip()
    if not written or len(written) > LONGEST:
        raise NothingWrittenError("Write a few words, up to ten thousand letters.")
    now = house.clock()
    with transaction.atomic():
        slip = Note.objects.create(brand_id=case.brand_id, case=case, author=agent, text=written, at=now)
        told = Happening(
            f"case:{case.pk}", "noted", f"agent:{agent.pk}", cause=f"note:{slip.pk}", payload={"text": written}
        )
        append(case.brand_id, [told], at=now)
        announce(case.brand_id, [case.pk])
    return slip
