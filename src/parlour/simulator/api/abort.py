"""Closing a socket without an answer."""

from collections.abc import Callable

from starlette.types import Scope


def abort_of(scope: Scope) -> Callable[[], None]:
    """The way to close this request's connection at once, put there by `serving.AbortableProtocol`."""
    abort: Callable[[], None] = scope.get("state", {}).get("abort", _cannot)
    return abort


def _cannot() -> None:
    raise RuntimeError("this server cannot drop connections: run it with serving.AbortableProtocol")
