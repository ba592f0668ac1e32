"""Servers for tests: started on a free port of this machine, stopped by process."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx2

PATIENCE_SECONDS = 40.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(command: Sequence[str], *, ready: str) -> Iterator[str]:
    """Start `python -m …` with `{port}` filled in; yields its base address once GET `ready` answers 200."""
    port = free_port()
    filled = [part.format(port=port) for part in command]
    process = subprocess.Popen([sys.executable, "-m", *filled], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(process, base + ready)
        yield base
    finally:
        process.terminate()
        process.wait(10)


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode} before it answered")
        try:
            if httpx2.get(url, trust_env=False).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer within {PATIENCE_SECONDS:.0f} s")
