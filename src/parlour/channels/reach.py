"""Where a connection may lead: the name is resolved once, judged, and connected to as judged."""

import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpcore2
import httpx2

from parlour.channels.hurry import Hurried
from parlour.channels.port import Rejected

SHARED_PREFIX = IPv6Network("64:ff9b::/96")
"""Addresses that a NAT64 gateway turns into the IPv4 address in their last four bytes (RFC 6052)."""

GLOBAL_PREFIX = IPv6Network("2000::/3")
"""Where public IPv6 addresses are given out (RFC 4291); what lies elsewhere may lead into a private network."""

PROTOCOLS = IPv4Network("192.0.0.0/24")
"""Set aside for protocols between neighbours (RFC 6890)."""

MAX_ADDRESSES = 4
MAX_CONNECTIONS = 4


def is_public(address: str) -> bool:
    """Whether an IP address is reachable by everyone: not private, loopback, link-local, multicast or reserved."""
    ip = ip_address(address.partition("%")[0])
    inner = _inner(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    given_out = ip in GLOBAL_PREFIX if isinstance(ip, IPv6Address) else ip not in PROTOCOLS
    return ip.is_global and not ip.is_multicast and given_out


def resolve_public(host: str, port: int) -> list[str]:
    """The addresses of `host`, at most four, when all are public. Raises Rejected, OSError without an answer."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    for address in found:
        if not is_public(address):
            raise Rejected(
                f"{host} leads to {address}, an address inside a private network. "
                'If that server is yours, set "allow_private" to "yes" for this account.'
            )
    return found[:MAX_ADDRESSES]


class PublicOnly(httpcore2.SyncBackend):
    """A network backend that connects to public addresses only, and to the very address it has judged."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """As its parent; raises Rejected for a private address."""
        try:
            *first, last = resolve_public(host, port)
        except OSError as error:
            raise httpcore2.ConnectError(f"{host} has no address: {error.strerror or error}") from error
        for address in first:
            with suppress(httpcore2.ConnectError, httpcore2.ConnectTimeout):
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
        return super().connect_tcp(last, port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Always refused."""
        raise Rejected(f"{path} is a socket of this machine, not a server on the network.")


class Door(httpx2.HTTPTransport):
    """The network itself, limited to public addresses unless `allow_private`, and to `within` seconds from now on."""

    def __init__(self, *, allow_private: bool, within: float | None = None) -> None:
        trust = _trust()
        super().__init__(verify=trust, trust_env=False, limits=httpx2.Limits(max_connections=MAX_CONNECTIONS))
        backend: httpcore2.NetworkBackend = httpcore2.SyncBackend() if allow_private else PublicOnly()
        # The parent has no parameter for the backend, so its still unused pool is replaced by an equal one.
        self._pool = httpcore2.ConnectionPool(
            ssl_context=trust,
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_CONNECTIONS,
            keepalive_expiry=5.0,
            network_backend=backend if within is None else Hurried(backend, within),
        )


@cache
def _trust() -> ssl.SSLContext:
    """The certificates this machine trusts, read once."""
    return httpx2.create_ssl_context()


def _inner(ip: IPv6Address) -> IPv4Address | None:
    if ip in SHARED_PREFIX:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo
    return ip.ipv4_mapped or ip.sixtofour or (teredo[1] if teredo else None)
