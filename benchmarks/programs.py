"""The programs of an installation, started as `parlour up` starts them, and waited for."""

import asyncio
import contextlib
import socket
import time

import httpx2

from parlour.cli.supervisor import Program, Supervisor, python

READY_SECONDS = 60.0


def web(port: int) -> Program:
    """One web process."""
    quiet = ("--log-level", "warning", "--no-access-log", "--lifespan", "off", "--timeout-graceful-shutdown", "5")
    address = ("--host", "127.0.0.1", "--port", str(port))
    return Program("web", python("-m", "uvicorn", "parlour.config.asgi:application", *address, *quiet))


def worker() -> Program:
    return Program("worker", python("-m", "parlour", "worker"))


async def until_ready(client: httpx2.AsyncClient, url: str, programs: Supervisor) -> None:
    """Return when the address answers. Raises RuntimeError after READY_SECONDS."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        programs.look()
        with contextlib.suppress(httpx2.TransportError):
            if (await client.get(url)).status_code == 200:
                return
        await asyncio.sleep(0.2)
    raise RuntimeError(f"{url} does not answer")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
