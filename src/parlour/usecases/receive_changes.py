"""The part of receiving that changes posts: edits add a version, deletions leave a tombstone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from parlour.channels.port import Kind
from parlour.core.text.clean import clean
from parlour.store import changes as rows
from parlour.store.models import ChannelAccount
from parlour.store.posts import DELETED_EARLY, bury, mark_deleted
from parlour.store.record import Happening
from parlour.usecases.receive_posts import Incoming, write_posts


@dataclass(frozen=True, slots=True)
class Changes:
    """What edits and deletions did: texts to assess, what to record, cases that look different now."""

    texts: list[int] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)


def apply_changes(account: ChannelAccount, incoming: Sequence[Incoming], *, at: datetime) -> Changes:
    """Apply edits and deletions one after the other, in the order they came.

    An edit of a post never heard is heard as that post. A deletion of a post never heard is kept, refused with its
    reason, and takes effect when the post arrives after all.
    """
    changes = Changes()
    for one in incoming:
        known = rows.find(account, one.heard)
        if one.heard.kind is Kind.EDIT:
            _edit(account, one, known, changes, at=at)
        else:
            _delete(account, one, known, changes, at=at)
    return changes


def _edit(
    account: ChannelAccount, one: Incoming, known: rows.KnownPost | None, changes: Changes, *, at: datetime
) -> None:
    if known is None:
        changes.texts.extend(write_posts(account, [one], at=at))
        return
    words = clean(one.heard.text), clean(one.heard.warning)
    if known.deleted:
        return
    written_at = min(one.heard.at, one.seen_at)
    newest = written_at >= known.written_at
    changed = newest and rows.change_attachments(account.brand_id, known, one.heard.attachments)
    if words != (known.text, known.warning):
        changed = True
        text = rows.add_version(
            account.brand_id, known, raw=one.raw, words=words, language=one.heard.language, written_at=written_at
        )
        if not known.own:
            changes.texts.append(text)
    if changed:
        _note(changes, known, "post_edited", account)


def _delete(
    account: ChannelAccount, one: Incoming, known: rows.KnownPost | None, changes: Changes, *, at: datetime
) -> None:
    if known is None:
        rows.refuse(one.raw, DELETED_EARLY + one.heard.external_id)
        return
    if known.deleted:
        return
    if rows.keeps_deleted_words(account.brand_id):
        mark_deleted([known.post], at=at)
    else:
        bury([known.post], at=at)
    _note(changes, known, "post_deleted", account)


def _note(changes: Changes, known: rows.KnownPost, verb: str, account: ChannelAccount) -> None:
    actor = f"person:{known.author}"
    streams = [f"case:{case}" for case in known.cases] or [f"account:{account.pk}"]
    changes.happenings.extend(Happening(stream, verb, actor, cause=f"post:{known.post}") for stream in streams)
    changes.cases.extend(known.cases)
