"""A channel reaches public servers only, whatever a name resolves to."""

import socket

import httpcore2
import pytest

from parlour.channels.port import Rejected
from parlour.channels.reach import PublicOnly, is_public, resolve_public


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("::127.0.0.1", False),
        ("64:ff9b:1::a00:1", False),
        ("::ffff:0:127.0.0.1", False),
        ("fec0::1", False),
        ("192.0.0.8", False),
        ("192.0.1.8", True),
    ],
)
def test_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def answer_with(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)


def test_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, "93.184.215.14", "10.0.0.7")
    with pytest.raises(Rejected, match=r"rebind\.example leads to 10\.0\.0\.7"):
        resolve_public("rebind.example", 443)


def test_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, "93.184.215.14", "93.184.215.15")
    tried: list[str] = []

    stream = httpcore2.NetworkStream()

    def connect(_self: object, host: str, *_args: object) -> httpcore2.NetworkStream:
        tried.append(host)
        if len(tried) == 1:
            raise httpcore2.ConnectError("unreachable")
        return stream

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    assert PublicOnly().connect_tcp("social.example", 443) is stream
    assert tried == ["93.184.215.14", "93.184.215.15"]


def test_name_without_an_address_is_a_failed_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(httpcore2.ConnectError, match=r"social\.example has no address"):
        PublicOnly().connect_tcp("social.example", 443)
