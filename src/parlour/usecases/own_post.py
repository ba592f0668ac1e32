"""The part of confirming that makes a reply a post of ours, in the room it was said in."""

from datetime import datetime

import orjson
from django.db.models import Q

from parlour.channels.port import Sent
from parlour.core.threads import id_name
from parlour.store import rooms
from parlour.store.models import Case, Conversation, Handle, Hearing, Outbox, Post, PostText, RawEvent
from parlour.usecases.join import join_threads
from parlour.usecases.room_files import as_attachment


def attach(row: Outbox, case: Case, sent: Sent, *, now: datetime) -> Post:
    """Our own post: the echo's row where it came first, else a new one that the echo will find.

    The receipt counts as our account's hearing of it, so that whoever answers it stands in its thread.
    """
    account = row.account
    us, _ = Handle.objects.get_or_create(brand_id=row.brand_id, network=account.network, address=account.address)
    room = _room(row, case)
    post, made = Post.objects.get_or_create(
        brand_id=row.brand_id,
        network=account.network,
        origin_uri=sent.origin_uri,
        defaults={
            **room,
            "author": us,
            "in_reply_to_uri": row.in_reply_to.origin_uri if row.in_reply_to else "",
            "url": sent.url,
            "created_at": min(sent.at, now),
            "received_at": now,
            "own": True,
            "outbox": row,
            "attachments": _attachments(row),
        },
    )
    if made:
        PostText.objects.create(brand_id=row.brand_id, post=post, text=row.payload["text"], written_at=post.created_at)
    else:
        Post.objects.filter(pk=post.pk).update(own=True, outbox=row)
        if row.payload.get("edits"):
            _overwrite(row, post, sent, now=now)
    _hear_receipt(row, post, sent, now=now)
    if post.thread_id is not None:
        _gather_answers(row, post.thread_id, sent, now=now)
    return post


def _attachments(row: Outbox) -> list[dict[str, str]]:
    """The files of a room that went with it."""
    if not row.payload.get("media"):
        return []
    return [as_attachment(file) for file in row.files.defer("body").order_by("pk")]


def _overwrite(row: Outbox, post: Post, sent: Sent, *, now: datetime) -> None:
    """The post has these words from now on; those before stay as its earlier version. Heard already, they stay so."""
    held = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    texts = PostText.objects.of(row.brand_id).filter(post=held)
    newest = texts.get(version=held.version)
    words, written_at = row.payload["text"], max(newest.written_at, min(sent.at, now))
    if newest.text == words or (held.version > 1 and newest.written_at >= sent.at):
        return
    version = max(texts.values_list("version", flat=True)) + 1
    PostText.objects.create(
        brand_id=row.brand_id,
        post=held,
        version=version,
        text=words,
        language=newest.language,
        written_at=written_at,
    )
    Post.objects.filter(pk=held.pk).update(version=version)


def _hear_receipt(row: Outbox, post: Post, sent: Sent, *, now: datetime) -> None:
    if Hearing.objects.filter(Q(post=post) | Q(external_id=sent.external_id), account=row.account_id).exists():
        return
    body = orjson.dumps({"id": sent.external_id, "uri": sent.origin_uri, "url": sent.url, "at": sent.at})
    receipt, _ = RawEvent.objects.get_or_create(
        account_id=row.account_id,
        delivery_key=f"receipt:{row.key}",
        defaults={"body": body, "seen_at": now, "source": "receipts"},
    )
    hearing = Hearing(
        post=post, account_id=row.account_id, raw_event=receipt, external_id=sent.external_id, addressed=False
    )
    Hearing.objects.bulk_create([hearing], ignore_conflicts=True)


def _gather_answers(row: Outbox, thread: int, sent: Sent, *, now: datetime) -> None:
    """Answers that came before we knew that our post was out stand in a thread of its name: they belong in this one."""
    host = row.account.address.rpartition("@")[2]
    names = [sent.origin_uri, id_name(host, sent.external_id)]
    waiting = rooms.known_threads(brand=row.brand_id, network=row.account.network, roots=names)
    strays = {number: thread for number in waiting.values() if number != thread}
    if strays:
        join_threads(row.brand_id, strays, at=now)


def _room(row: Outbox, case: Case) -> dict[str, object]:
    if row.surface == "private":
        talk, _ = Conversation.objects.get_or_create(
            account_id=row.account_id, person_id=case.person_id, defaults={"brand_id": row.brand_id}
        )
        return {"conversation": talk}
    return {"thread_id": row.in_reply_to.thread_id if row.in_reply_to else case.thread_id}
