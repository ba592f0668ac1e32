"""/api/v1/search and /api/v2/search."""

from starlette.routing import BaseRoute

from parlour.simulator.api.call import Call, Who, route
from parlour.simulator.network import Account, Page, Status
from parlour.simulator.network.present import Json


def _accounts(call: Call, words: str, limit: int) -> list[Account]:
    if words.startswith(("http://", "https://")):
        shown = call.network.present.profile_url
        return [account for account in call.network.books.accounts if shown(account) == words.rstrip("/")]
    return call.network.books.accounts.search(words)[:limit]


def _statuses(call: Call, words: str, page: Page) -> list[Status]:
    if words.startswith(("http://", "https://")):
        found = call.network.timelines.by_url(words, call.viewer)
        return [found] if found else []
    return call.network.timelines.search(words, call.viewer, page) if call.viewer else []


def _tags(call: Call, words: str, limit: int) -> list[Json]:
    needle = words.lstrip("#").lower()
    tags = {
        tag for s in call.network.books.statuses.newest_first() if s.visibility == "public" for tag in s.wording.tags
    }
    base = call.network.settings.base_url
    found = [tag for tag in sorted(tags) if needle in tag]
    shown: list[Json] = [{"name": tag, "url": f"{base}/tags/{tag}", "history": []} for tag in found]
    return shown[:limit]


def _search(call: Call) -> Json:
    words, kind = call.params.text("q").strip(), call.params.text("type")
    page = call.page()
    found: Json = {"accounts": [], "statuses": [], "hashtags": []}
    if kind in ("", "accounts"):
        found["accounts"] = [call.network.present.account(each) for each in _accounts(call, words, page.limit)]
    if kind in ("", "statuses"):
        shown = call.network.present.status
        found["statuses"] = [shown(each, call.viewer) for each in _statuses(call, words, page)]
    if kind in ("", "hashtags"):
        found["hashtags"] = _tags(call, words, page.limit)
    return found


def _search_v1(call: Call) -> object:
    found = _search(call)
    tags = found["hashtags"]
    return found | {"hashtags": [tag["name"] for tag in tags] if isinstance(tags, list) else []}


ROUTES: list[BaseRoute] = [
    route("GET", "/api/v2/search", _search, scope="read:search", who=Who.ANYONE),
    route("GET", "/api/v1/search", _search_v1, scope="read:search"),
]
