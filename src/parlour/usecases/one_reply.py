"""Networks that keep one public reply of ours to a post, such as review sites: what is said next there is an edit."""

from dataclasses import dataclass, replace
from hashlib import sha256

from django.db.models import Q

from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.store.models import ChannelAccount, Hearing, Outbox, Post, PostText
from parlour.store.models.outbox import ON_ITS_WAY


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in that place now: its name on the network, its words, and the number of the reply they came by.

    `reply` is None for words that were written on the network itself. `digest` differs for every version of them.
    """

    external_id: str
    words: str
    digest: str
    reply: int | None


def standing_reply(account: ChannelAccount, post: int) -> Standing | None:
    """Our newest reply to this post that stands there, however it came there; None where there is none."""
    answered = Post.objects.of(account.brand_id).get(pk=post)
    answers = Q(post__in_reply_to_uri=answered.origin_uri) | Q(post__outbox__in_reply_to=answered)
    ours = Hearing.objects.filter(answers, account=account, post__own=True, post__deleted_at=None)
    in_public = ours.filter(post__thread__isnull=False, post__crowded=False).select_related("post__outbox")
    heard = in_public.order_by("-post__created_at", "-post_id").first()
    if heard is None:
        return None
    text = PostText.objects.of(account.brand_id).get(post=heard.post_id, version=heard.post.version)
    said = heard.post.outbox
    reply = said.pk if said is not None and said.account_id == account.pk else None
    digest = sha256(f"{text.version}\n{text.text}".encode()).hexdigest()
    return Standing(heard.external_id, text.text, digest, reply)


def as_edit(payload: Payload, standing: Standing | None) -> Payload:
    """The payload as what it is there: an edit of exactly the words that stand, or, with none, a first reply."""
    if standing is None:
        return payload
    return replace(payload, edits=standing.external_id, overwrites=standing.digest)


def why_not_there(account: ChannelAccount, post: int, payload: Payload, *, instead_of: str) -> str:
    """Why these words cannot be approved for the one place there is; "" where they can."""
    rows = Outbox.objects.of(account.brand_id).filter(account=account, surface=Surface.PUBLIC.value, in_reply_to=post)
    if rows.filter(state__in=ON_ITS_WAY).exists():
        return "Another reply is on its way, and only one can stand there. Wait until it does; then it can be changed."
    return "These exact words stand there already." if instead_of == payload.text else ""


def overtaken(row: Outbox, *, one_reply: bool) -> str:
    """Why words that were approved must not leave: other words stand in that place by now; "" where none do.

    `one_reply` is whether the network keeps one. Nothing there was changed.
    """
    if not one_reply or row.surface != Surface.PUBLIC or row.in_reply_to_id is None:
        return ""
    standing = standing_reply(row.account, row.in_reply_to_id)
    there = (standing.external_id, standing.digest) if standing is not None else ("", "")
    if there == (row.payload.get("edits", ""), row.payload.get("overwrites", "")):
        return ""
    return "Our reply there is not the one that these words were to take the place of. Read what stands there now."
