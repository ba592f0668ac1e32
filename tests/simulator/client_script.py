"""What a client of the Mastodon API does in its life, step by step, with unmodified Mastodon.py.

Each step gets a brand's and a person's client and works on any server of that API: our own make-believe network and
an independent implementation run the same steps, so that neither can invent its own dialect.
"""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from mastodon import Mastodon, StreamListener
from mastodon.errors import MastodonAPIError, MastodonNotFoundError

PATIENCE = 20.0


@dataclass(frozen=True)
class Peer:
    """A server under test and two of its accounts."""

    url: str
    brand_token: str
    person_token: str
    brand: Mastodon
    person: Mastodon
    brand_name: str
    person_name: str


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def register_an_app(peer: Peer) -> None:
    client_id, secret = Mastodon.create_app("Rehearsal", api_base_url=peer.url, scopes=["read", "write"])
    assert client_id
    assert secret
    assert client_id != secret


def know_oneself(peer: Peer) -> None:
    me = peer.brand.account_verify_credentials()
    assert (me.acct, me.username) == (peer.brand_name, peer.brand_name)
    assert peer.person.account_lookup(peer.brand_name).id == me.id


def know_the_limits_of_a_status(peer: Peer) -> None:
    limits = peer.brand.instance_v2().configuration.statuses
    assert (limits.max_characters, limits.characters_reserved_per_url) == (500, 23)


def post_and_read(peer: Peer) -> None:
    made = peer.brand.status_post("Open today & tomorrow <9 to 5>", visibility="public", language="en")
    assert made.visibility == "public"
    assert made.language == "en"
    assert "&amp;" in made.content
    assert "<9" not in made.content
    assert peer.person.status(made.id).content == made.content


def be_told_of_a_mention(peer: Peer) -> None:
    said = peer.person.status_post(f"@{peer.brand_name} hello?")
    told = peer.brand.notifications(types=["mention"])[0]
    assert (told.type, told.status.id, told.account.acct) == ("mention", said.id, peer.person_name)
    assert [mention.acct for mention in told.status.mentions] == [peer.brand_name]


def reply_in_public(peer: Peer) -> None:
    said = peer.person.status_post(f"@{peer.brand_name} is anybody there?")
    reply = peer.brand.status_reply(said, "Yes, here we are.")
    assert (reply.in_reply_to_id, reply.in_reply_to_account_id) == (said.id, said.account.id)
    context = peer.person.status_context(said.id)
    assert [each.id for each in context.descendants] == [reply.id]
    assert [each.id for each in peer.brand.status_context(reply.id).ancestors] == [said.id]


def reply_in_private(peer: Peer) -> None:
    said = peer.person.status_post(f"@{peer.brand_name} a private matter", visibility="direct")
    reply = peer.brand.status_reply(said, "We are listening.", visibility="direct")
    conversation = peer.person.conversations()[0]
    assert (conversation.last_status.id, conversation.unread) == (reply.id, True)
    assert [account.acct for account in conversation.accounts] == [peer.brand_name]
    assert not peer.person.conversations_read(conversation.id).unread


def search_a_word(peer: Peer) -> None:
    made = peer.brand.status_post("We have repaired the zebrawood counter.")
    found = peer.brand.search_v2("zebrawood", result_type="statuses")
    assert [each.id for each in found.statuses] == [made.id]


def hear_the_stream(peer: Peer) -> None:
    heard: list[str] = []
    open_, rung = threading.Event(), threading.Event()

    class Ear(StreamListener):
        def handle_heartbeat(self) -> None:
            open_.set()

        def on_notification(self, notification: Any) -> None:
            heard.append(plain(notification.status.content))
            rung.set()

    stream = peer.brand.stream_user(Ear(), run_async=True, timeout=PATIENCE)
    try:
        open_.wait(1)
        peer.person.status_post(f"@{peer.brand_name} quick question")
        assert rung.wait(PATIENCE)
    finally:
        stream.close()
    assert heard == [f"@{peer.brand_name} quick question"]


def walk_forward(peer: Peer) -> None:
    start = peer.brand.notifications(limit=1)[0].id if peer.brand.notifications(limit=1) else "0"
    said = [peer.person.status_post(f"@{peer.brand_name} number {index}").id for index in range(5)]
    seen: list[object] = []
    while page := peer.brand.notifications(min_id=start, limit=2, types=["mention"]):
        assert len(page) <= 2
        seen.extend(each.status.id for each in reversed(page))
        start = page[0].id
    assert seen == said


def edit(peer: Peer) -> None:
    made = peer.person.status_post("It does not work.")
    changed = peer.person.status_update(made.id, "It works now.")
    assert changed.id == made.id
    assert changed.edited_at is not None
    assert [plain(each.content) for each in peer.person.status_history(made.id)] == [
        "It does not work.",
        "It works now.",
    ]
    assert peer.person.status_source(made.id).text == "It works now."


def delete(peer: Peer) -> None:
    made = peer.person.status_post("Forget this.")
    assert peer.person.status_delete(made.id).text == "Forget this."
    with pytest.raises(MastodonNotFoundError):
        peer.person.status(made.id)


def favourite(peer: Peer) -> None:
    made = peer.person.status_post("Thank you all.")
    assert peer.brand.status_favourite(made.id).favourited
    told = peer.person.notifications(types=["favourite"])[0]
    assert (told.status.id, told.account.acct) == (made.id, peer.brand_name)
    assert peer.brand.status_unfavourite(made.id).favourites_count == 0


def boost(peer: Peer) -> None:
    made = peer.person.status_post("Worth repeating.")
    assert peer.brand.status_reblog(made.id).reblog.id == made.id
    assert peer.person.notifications(types=["reblog"])[0].status.id == made.id


def post_once(peer: Peer) -> None:
    key = f"once-{datetime.now(UTC).isoformat()}"
    first = peer.brand.status_post("Said once.", idempotency_key=key)
    assert peer.brand.status_post("Said once.", idempotency_key=key).id == first.id
    assert peer.person.status_post("Said once.", idempotency_key=key).id != first.id


def say_nothing(peer: Peer) -> None:
    with pytest.raises(MastodonAPIError) as refused:
        peer.brand.status_post("")
    assert refused.value.args[1] == 422


STEPS: tuple[Callable[[Peer], None], ...] = (
    register_an_app,
    know_oneself,
    know_the_limits_of_a_status,
    post_and_read,
    be_told_of_a_mention,
    reply_in_public,
    reply_in_private,
    search_a_word,
    hear_the_stream,
    walk_forward,
    edit,
    delete,
    favourite,
    boost,
    post_once,
    say_nothing,
)
