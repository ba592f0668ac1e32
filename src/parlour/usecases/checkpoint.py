"""Checkpoint: sign where every stream of the record stands, so that nothing before it can be changed unseen."""

from django.conf import settings
from django.db import connection, transaction

from parlour.core.record.chain import NOTHING
from parlour.core.record.checkpoint import Statement, heads_root
from parlour.store.models import Checkpoint, Event
from parlour.store.record import CHECKPOINT_LOCK
from parlour.store.signing import signing_key
from parlour.usecases.house import House


def checkpoint(house: House) -> Checkpoint | None:
    """Sign the events since the last checkpoint; None when there are none.

    Waits until every writer's transaction has ended, so that no event with a lower number can appear afterwards.
    """
    key = signing_key(settings.CHECKPOINT_KEY_FILE)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [CHECKPOINT_LOCK])
        before = Checkpoint.objects.order_by("-id").first()
        first = before.last_event if before else 0
        heads: dict[str, tuple[int, bytes]] = {}
        last, count = first, 0
        rows = Event.objects.filter(id__gt=first).order_by("id").values_list("id", "stream", "seq", "hash")
        for number, stream, seq, digest in rows.iterator(chunk_size=5000):
            last, count = number, count + 1
            heads[stream] = max(heads.get(stream, (0, b"")), (seq, bytes(digest)))
        if not count:
            return None
        statement = Statement(
            first=first,
            last=last,
            events=count,
            root=heads_root(heads),
            prev=bytes(before.hash) if before else NOTHING,
            at=house.clock(),
            key_id=key.key_id,
        )
        return Checkpoint.objects.create(
            first_event=first,
            last_event=last,
            events=count,
            root=statement.root,
            prev=statement.prev,
            hash=statement.hash(),
            at=statement.at,
            key_id=key.key_id,
            signature=key.sign(statement.hash()),
        )
