"""A uvicorn server whose connections the application can drop."""

import asyncio

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

_GRACE = 1


class AbortableProtocol(H11Protocol):
    """Hands the application a way to close its socket without an answer: `scope["state"]["abort"]`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Called by the event loop with each new connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "abort": transport.abort}


def server(app: Starlette) -> uvicorn.Server:
    """Ready to run on sockets of the caller's; open streams do not hold up its end for more than a second."""
    config = uvicorn.Config(
        app, http=AbortableProtocol, ws="none", log_level="warning", timeout_graceful_shutdown=_GRACE
    )
    return uvicorn.Server(config)
