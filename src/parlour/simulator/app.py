"""The network as an ASGI application."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from parlour.simulator import pages
from parlour.simulator.api import (
    accounts,
    control,
    conversations,
    instance,
    media,
    notifications,
    oauth,
    search,
    statuses,
    streaming,
    timelines,
)
from parlour.simulator.api.call import Site
from parlour.simulator.api.misbehaviour import Misbehaviour
from parlour.simulator.cast import Cast
from parlour.simulator.faults import FaultBox, Occasion
from parlour.simulator.network import Account, Network
from parlour.simulator.player import Player
from parlour.simulator.rooms.errands import AtOnce, InTurn

_RESOURCES = (
    accounts,
    control,
    conversations,
    instance,
    media,
    notifications,
    oauth,
    search,
    statuses,
    streaming,
    timelines,
    pages,
)
_LONGEST_NAP = 1.0


def create_app(network: Network, *, player: Player | None = None, faults: FaultBox | None = None) -> Starlette:
    """The whole server. Without a player only the two brands are registered; without faults it behaves."""
    faults = faults or FaultBox(network.clock, network.seed)
    site = Site(network, faults, player or Player(network, Cast()))
    network.hold_back_direct(_holder(faults))
    app = Starlette(
        routes=[route for resource in _RESOURCES for route in resource.ROUTES],
        middleware=[Middleware(TrailingSlash), Middleware(Misbehaviour, site=site)],
        exception_handlers={404: _not_found, 405: _not_found},
        lifespan=_plays(site),
    )
    app.state.site = site
    return app


def _holder(faults: FaultBox) -> Callable[[Account], bool]:
    def holds_back(recipient: Account) -> bool:
        return faults.draw("filter_direct", Occasion("/api/v1/statuses", "POST", recipient.acct)) is not None

    return holds_back


async def _not_found(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"error": "Not found"}, 404)


class TrailingSlash:
    """Treats `/api/v1/instance/` like `/api/v1/instance`, without the detour of a redirect."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            scope = {**scope, "path": scope["path"].rstrip("/")}
        await self._app(scope, receive, send)


def _plays(site: Site) -> Callable[[Starlette], "asynccontextmanager[None]"]:  # type: ignore[valid-type]
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        bell = asyncio.Event()
        site.player.agenda.bell = bell.set
        errands = InTurn(site.player.agenda, site.network.clock)
        site.player.guests.way.errands = errands
        tasks = [asyncio.create_task(_play(site, bell)), asyncio.create_task(errands.work())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with suppress(asyncio.CancelledError):
                    await task
            site.player.guests.way.errands = AtOnce()
            site.player.guests.forget()

    return lifespan


async def _play(site: Site, bell: asyncio.Event) -> None:
    """Sleeps until the next thing is due, or until something new is entered, for ever."""
    while True:
        site.player.run_due()
        due = site.player.agenda.next_due()
        nap = (due - site.network.clock()).total_seconds() if due else _LONGEST_NAP
        with suppress(TimeoutError):
            await asyncio.wait_for(bell.wait(), min(max(nap, 0.0), _LONGEST_NAP))
        bell.clear()
