"""Words leaving for a Mastodon server, and the search for those whose fate is unknown."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from parlour.channels.http import Client
from parlour.channels.mastodon.html_text import to_text
from parlour.channels.mastodon.rendering import comparable
from parlour.channels.mastodon.setup import Setup
from parlour.channels.port import NotOurs, Rejected, Retryable, Sent
from parlour.channels.tamed import Tamed, parse_json, parse_list
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface

STATUSES = "/api/v1/statuses"
IDEMPOTENT_SECONDS = 3600
VISIBILITY = {Surface.PUBLIC: "public", Surface.PRIVATE: "direct"}
PAGE = 40
MAX_PAGES = 100
CLOCK_MARGIN = timedelta(minutes=2)
"""How far the server's clock may be behind ours without a sent status being overlooked."""


def send(client: Client, payload: Payload, *, key: str, setup: Setup) -> Sent:
    """Post the payload.

    Raises the port errors; Rejected before anything leaves when others could read a private one.
    """
    refuse_unsendable(payload, setup)
    answer = client.post(STATUSES, _form(payload), headers={"Idempotency-Key": key}, kind="send")
    try:
        return _receipt(Tamed(parse_json(answer.body, answer.where), "status"))
    except NotOurs as error:
        # The server said yes: whatever it said besides, the words may be out.
        raise Retryable(f"Sent, but the receipt cannot be read: {error}") from error


def refuse_unsendable(payload: Payload, setup: Setup) -> None:
    """Raise Rejected for what must not leave or would be refused anyway."""
    if payload.surface is Surface.PRIVATE:
        recipient = setup.address(payload.recipient) if payload.recipient else ""
        others = [each for each in payload.mentions if each not in {recipient, setup.ours}]
        if others:
            raise Rejected(f"{', '.join(others)} would read this private message. Write the name without the @.")
        if not recipient or recipient not in payload.mentions:
            raise Rejected("This private message names no recipient, so nobody would get it.")
    if payload.length > payload.limit:
        raise Rejected(f"The text has {payload.length} characters; this server takes {payload.limit}. Shorten it.")
    if not payload.text.strip() and not payload.media:
        raise Rejected("The text is empty.")


def find_sent(client: Client, payload: Payload, *, account_id: str, since: datetime) -> Sent | None:
    """The first of our own statuses since `since` that is this payload; None when the listing was complete without.

    One from shortly before `since` counts when there is no later one: the server's clock may be behind ours.

    Compared are the post answered, who can read it, the warning and the words. Raises Retryable when the listing
    does not end.
    """
    own = _own_statuses(client, account_id, since - CLOCK_MARGIN)
    found = [_receipt(status) for status in own if _is_same(status, payload)]
    later = [sent for sent in found if sent.at >= since]
    return later[-1] if later else next(iter(found), None)


def _form(payload: Payload) -> dict[str, object]:
    form: dict[str, object] = {
        "status": payload.text,
        "visibility": VISIBILITY[payload.surface],
        "in_reply_to_id": payload.in_reply_to,
        "language": payload.language,
        "spoiler_text": payload.warning,
        "media_ids[]": [media.media_id for media in payload.media],
    }
    return {field: value for field, value in form.items() if value}


def _receipt(status: Tamed) -> Sent:
    return Sent(status.name("id"), status.name("uri"), status.time("created_at"), status.text("url", default=""))


def _own_statuses(client: Client, account_id: str, since: datetime) -> Iterator[Tamed]:
    """Newest first, down to `since`."""
    params: dict[str, str] = {"limit": str(PAGE), "exclude_reblogs": "true"}
    for _ in range(MAX_PAGES):
        answer = client.get(f"/api/v1/accounts/{account_id}/statuses", params, kind="urgent")
        page = [Tamed(item, answer.where) for item in parse_list(answer.body, answer.where)]
        yield from (status for status in page if status.time("created_at") >= since)
        if not page or page[-1].time("created_at") < since:
            return
        oldest = page[-1].name("id")
        if oldest == params.get("max_id"):
            break
        params["max_id"] = oldest
    raise Retryable("Our own posts could not be listed to their end; whether the reply is out is not known.", after=60)


def _is_same(status: Tamed, payload: Payload) -> bool:
    return (
        status.text("visibility") == VISIBILITY[payload.surface]
        and status.name("in_reply_to_id", default="") == payload.in_reply_to
        and comparable(status.text("spoiler_text", default="")) == comparable(payload.warning)
        and comparable(to_text(status.text("content"))) == comparable(payload.text)
    )
