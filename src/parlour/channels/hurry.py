"""A connection with one deadline for everything: a server that drips bytes gets no more time than a silent one."""

import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Any

import httpcore2


class Hurried(httpcore2.NetworkBackend):
    """Another backend whose connections, all together, have `seconds` from now on."""

    def __init__(self, backend: httpcore2.NetworkBackend, seconds: float) -> None:
        self._backend = backend
        self._until = monotonic() + seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """As the other backend; raises ConnectTimeout once the time is over."""
        patience = _left(self._until, timeout, httpcore2.ConnectTimeout)
        stream = self._backend.connect_tcp(host, port, patience, local_address, socket_options)
        return HurriedStream(stream, self._until)


class HurriedStream(httpcore2.NetworkStream):
    """A stream that ends at `until` (monotonic seconds): ReadTimeout, WriteTimeout or ConnectTimeout."""

    def __init__(self, stream: httpcore2.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until, timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until, timeout, httpcore2.WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        patience = _left(self._until, timeout, httpcore2.ConnectTimeout)
        return HurriedStream(self._stream.start_tls(ssl_context, server_hostname, patience), self._until)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(until: float, timeout: float | None, error: type[Exception]) -> float:
    left = until - monotonic()
    if left <= 0:
        raise error("The time for this connection is over.")
    return left if timeout is None else min(left, timeout)
