"""Words of the claim sheet that no longer stand: what was approved once is not said after its day."""

from datetime import datetime
from typing import Final

from parlour.core.moves.repeating import Words, missing, words_of
from parlour.store.bulk import fetch
from parlour.store.models import Claim

MOST: Final = 2000
"""Claims of a brand that are looked at, the newest: some years of a full sheet."""
_PAST: Final = "(withdrawn_at is not null or expires_at <= %s)"
_STANDING: Final = "withdrawn_at is null and expires_at > %s"
# Each wording is a row: what is not near is not made a claim of.
_WORDINGS: Final = """
select claim.id, ours.value from (
  select id, wording from store_claim
  where brand_id = %s and approved_at is not null and {} order by id desc limit %s
) claim, jsonb_each_text(claim.wording) ours order by claim.id desc
"""


def why_not_any_more(brand: int, said: str, *, now: datetime) -> str:
    """What the author of these words should do where they repeat a claim's words that expired or were withdrawn.

    "" where they do not, or come as near to words that stand. One query where none is near.
    """
    words = words_of(said)
    past = _nearest(brand, _PAST, words, now)
    if past is None:
        return ""
    standing = _nearest(brand, _STANDING, words, now)
    if standing is not None and standing[0] <= past[0]:
        return ""
    claim = Claim.objects.of(brand).get(pk=past[1])
    became = "have expired" if claim.withdrawn_at is None else "were withdrawn"
    return (
        f"These are our words for the claim “{claim}”, and they {became}. Say it in words that stand on the claim "
        "sheet now, or propose these again there, for a second person to approve."
    )


def _nearest(brand: int, which: str, said: Words, now: datetime) -> tuple[int, int] | None:
    """How many words lack, and the number of the claim, of the wording that is repeated best; the newest of equals."""
    rows = fetch(_WORDINGS.format(which), [brand, now, MOST])
    found = ((missing(words_of(wording), said), int(number)) for number, wording in rows)
    return min(((lacks, number) for lacks, number in found if lacks is not None), key=lambda one: one[0], default=None)
