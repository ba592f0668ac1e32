"""What a logged-out stranger sees in a browser: the public timeline, people and threads, never a direct message."""

from collections.abc import Callable
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from parlour.simulator import drawing
from parlour.simulator.api.call import Site
from parlour.simulator.errors import Refused, not_found
from parlour.simulator.network import Account, Network, Page, Status
from parlour.simulator.network.timelines import AccountFilter

_STYLE = """
:root{color-scheme:light dark;--line:light-dark(#d8dbe0,#3a3f47);--soft:light-dark(#5b6470,#a3acb8);
--link:light-dark(#3348b8,#a5b4ff);--card:light-dark(#fff,#1d2026)}
body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1rem;
background:light-dark(#f4f5f7,#14161a)}
a{color:var(--link)}article{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;
margin:.6rem 0;overflow-wrap:anywhere}article p{margin:.4rem 0}article.main{border-width:2px;border-color:var(--link)}
header.who{display:flex;gap:.6rem;align-items:center}header.who img{border-radius:.4rem}
article>img{display:block;max-width:100%;height:auto;margin:.4rem 0;border-radius:.4rem}small,footer{color:var(--soft)}
.invisible{position:absolute;width:0;height:0;overflow:hidden;font-size:0}.ellipsis::after{content:"…"}
"""


def _page(title: str, body: str) -> Response:
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    top = '<p><a href="/">The Lobby</a> <small>a make-believe network</small></p>'
    html = f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head><body>{top}{body}</body></html>'
    return HTMLResponse(html)


def _card(network: Network, status: Status, *, main: bool = False) -> str:
    author = network.books.accounts.get(status.author)
    name, acct = escape(author.profile.name), escape(author.acct)
    moment = status.created_at.strftime("%Y-%m-%d %H:%M:%S")
    edited = " · edited" if status.edited_at else ""
    replies = network.books.statuses.reply_count(status)
    return (
        f'<article lang="{escape(status.wording.language or "en")}"{" class=main" if main else ""}>'
        f'<header class="who"><img src="/avatars/{acct}.png" width="40" height="40" alt="">'
        f'<div><strong>{name}</strong><br><small><a href="/@{acct}">@{acct}</a></small></div></header>'
        f"{network.present.html(status.wording.text)}{_pictures(network, status)}"
        f'<small><a href="/@{acct}/{status.id}"><time datetime="{status.created_at.isoformat()}">{moment}</time></a>'
        f"{edited} · replies {replies} · boosts {len(status.reblogged_by)}"
        f" · favourites {len(status.favourited_by)}</small></article>"
    )


def _pictures(network: Network, status: Status) -> str:
    shown = [network.books.media.get(each) for each in status.wording.media_ids]
    return "".join(
        f'<img src="/media/{each.id}" width="{drawing.WIDTH}" height="{drawing.HEIGHT}"'
        f' alt="{escape(each.description or "")}">'
        for each in shown
        if each.thing
    )


def _front(network: Network, _request: Request) -> Response:
    found = network.timelines.public(Page(limit=40))
    cards = "".join(_card(network, status) for status in found)
    return _page("The Lobby", f"<h1>Public timeline</h1>{cards or '<p>Nobody has said anything yet.</p>'}")


def _tag(network: Network, request: Request) -> Response:
    name = str(request.path_params["name"])
    cards = "".join(_card(network, status) for status in network.timelines.tag(name, Page(limit=40)))
    return _page(f"#{name}", f"<h1>#{escape(name)}</h1>{cards or '<p>Nothing here.</p>'}")


def _known(network: Network, request: Request) -> Account:
    account = network.books.accounts.find(str(request.path_params["acct"]))
    if account is None:
        raise not_found()
    return account


def _profile(network: Network, request: Request) -> Response:
    account = _known(network, request)
    found = network.timelines.of_account(account, None, AccountFilter(), Page(limit=40))
    cards = "".join(_card(network, status) for status in found if not status.reblog_of)
    about = f"<h1>{escape(account.profile.name)}</h1>{network.present.html(account.profile.bio)}"
    return _page(account.profile.name, about + cards)


def _thread(network: Network, request: Request) -> Response:
    books = network.books
    status = books.statuses.get(str(request.path_params["id"]), None)
    line = [*books.statuses.ancestors(status), status, *books.statuses.descendants(status)]
    seen = books.statuses.visible_to(None, line)
    cards = "".join(_card(network, each, main=each is status) for each in seen)
    return _page(f"{books.accounts.get(status.author).profile.name}: thread", f"<h1>Thread</h1>{cards}")


def _avatar(network: Network, request: Request) -> Response:
    return Response(drawing.avatar(_known(network, request).acct), media_type="image/png")


def _media(network: Network, request: Request) -> Response:
    """A drawn picture; whoever knows its long number may see it, as on production servers."""
    found = network.books.media.get(str(request.path_params["id"]))
    if not found.thing:
        raise not_found()
    return Response(drawing.thing(found.thing), media_type="image/png")


def _route(path: str, show: Callable[[Network, Request], Response]) -> Route:
    async def endpoint(request: Request) -> Response:
        site: Site = request.app.state.site
        try:
            return show(site.network, request)
        except Refused:
            response = _page("Not here", "<h1>Not here</h1><p>This page does not exist, or is not for strangers.</p>")
            response.status_code = 404
            return response

    return Route(path, endpoint)


ROUTES: list[BaseRoute] = [
    _route("/", _front),
    _route("/tags/{name}", _tag),
    _route("/avatars/{acct}.png", _avatar),
    _route("/media/{id}", _media),
    _route("/@{acct}/{id:int}", _thread),
    _route("/@{acct}", _profile),
]
