"""A Mastodon server as an ordinary function: our own payloads, answered through httpx2.MockTransport."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx2

from parlour.channels.mastodon.channel import MastodonChannel
from parlour.channels.port import Account

BASE = "https://lobby.example"
NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
SETTINGS = {"base_url": BASE, "domain": "lobby.example", "account_id": "1", "streaming": "wss://stream.lobby.example"}
OURS = Account("marlowcare@lobby.example", SETTINGS, "t0ken")

Handler = Callable[[httpx2.Request], httpx2.Response]


def account(acct: str = "mara", **changes: Any) -> dict[str, Any]:
    return {
        "id": f"id-{acct}",
        "username": acct.partition("@")[0],
        "acct": acct,
        "display_name": acct.title(),
        "followers_count": 212,
        "created_at": "2019-04-02T00:00:00.000Z",
        "avatar": f"{BASE}/avatars/{acct}.png",
        **changes,
    }


def mention(acct: str) -> dict[str, Any]:
    return {"id": f"id-{acct}", "username": acct.partition("@")[0], "acct": acct, "url": f"{BASE}/@{acct}"}


def status(name: str = "110", content: str = "<p>My bill is wrong.</p>", **changes: Any) -> dict[str, Any]:
    return {
        "id": name,
        "uri": f"{BASE}/users/mara/statuses/{name}",
        "url": f"{BASE}/@mara/{name}",
        "created_at": "2026-05-01T10:00:00.000Z",
        "edited_at": None,
        "in_reply_to_id": None,
        "visibility": "public",
        "language": "en",
        "spoiler_text": "",
        "content": content,
        "account": account(),
        "mentions": [mention("marlowcare")],
        "media_attachments": [],
        "reblog": None,
        "poll": None,
        **changes,
    }


def direct(name: str, **changes: Any) -> dict[str, Any]:
    return status(name, visibility="direct", **changes)


def notification(name: str, said: dict[str, Any] | None, kind: str = "mention") -> dict[str, Any]:
    return {"id": name, "type": kind, "created_at": "2026-05-01T10:00:01Z", "account": account(), "status": said}


def conversation(name: str, last: dict[str, Any] | None) -> dict[str, Any]:
    return {"id": name, "unread": True, "accounts": [account()], "last_status": last}


def channel_with(handler: Handler, home: Account = OURS, **changes: Any) -> MastodonChannel:
    return MastodonChannel(home, transport=httpx2.MockTransport(handler), clock=lambda: NOW, **changes)


def no_network(request: httpx2.Request) -> httpx2.Response:
    raise AssertionError(f"nothing may leave, but {request.method} {request.url} did")


class Pages:
    """Answers listings from lists kept oldest first, paged as Mastodon does; everything else is absent."""

    def __init__(self, by_path: dict[str, Any], *, page: int = 2, links: bool = True) -> None:
        self.by_path = by_path
        self.page = page
        self.links = links
        self.asked: list[str] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(f"{request.url.path}?{request.url.query.decode()}")
        found = self.by_path.get(request.url.path)
        if found is None:
            return httpx2.Response(404, json={"error": "Record not found"})
        if isinstance(found, dict):
            return httpx2.Response(200, json=found)
        after = request.url.params.get("min_id")
        older = request.url.params.get("max_id")
        if after is not None:
            chosen = [item for item in found if int(_paged_by(item)) > int(after)][: self.page]
        else:
            chosen = [item for item in found if older is None or int(_paged_by(item)) < int(older)][-self.page :]
        headers = {}
        if chosen and self.links:
            base = f"{BASE}{request.url.path}"
            first, last = _paged_by(chosen[0]), _paged_by(chosen[-1])
            headers["Link"] = f'<{base}?max_id={first}>; rel="next", <{base}?min_id={last}>; rel="prev"'
        return httpx2.Response(200, json=chosen[::-1], headers=headers)


def _paged_by(item: dict[str, Any]) -> str:
    last = item.get("last_status") if "unread" in item else None
    return str((last or item)["id"])
