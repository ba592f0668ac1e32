"""Redact: words that their authors deleted leave the house when the brand's time for keeping them is over."""

from datetime import timedelta
from typing import Final

from django.db import transaction

from parlour.store.bulk import fetch
from parlour.store.models import Brand
from parlour.store.pictures import picture_files
from parlour.store.posts import bury
from parlour.usecases.house import House

AT_ONCE: Final = 500

DUE: Final = """
select post.id from store_post post join store_posttext text on text.post_id = post.id
where post.brand_id = %s and post.deleted_at <= %s and text.redacted_at is null
group by post.id order by post.id limit %s
"""


def redact_due(house: House) -> int:
    """Redact the words of posts deleted longer ago than their brand keeps them; how many posts, AT_ONCE at most each.

    Tombstones, assessments' scores and the record stay. Copies of pictures that are too old leave this machine.
    """
    now, redacted = house.clock(), 0
    for brand in Brand.objects.all():
        keep = timedelta(seconds=brand.settings.get("keep_deleted_seconds", 0))
        with transaction.atomic():
            due = [number for (number,) in fetch(DUE, [brand.pk, now - keep, AT_ONCE])]
            if due:
                bury(due, at=now)
        redacted += len(due)
    picture_files().tidy(now=now.timestamp())
    return redacted
