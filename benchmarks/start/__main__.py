"""`python -m benchmarks.start`: opens the product twice in a new home, and measures it.

Memory is the proportional set size (a page that n processes share counts 1/n for each), summed over everything that
`parlour up` started, the database included. The first start makes the database; the second is what everyday is like.
"""

import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from parlour.store.embedded import Cluster

SETTLE_SECONDS = 30.0
TARGET_SECONDS = 15.0
TARGET_MEGABYTES = 600.0


def main() -> int:
    """Measure and print as JSON. 0 when both targets are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settle", type=float, default=SETTLE_SECONDS, help="seconds before memory is read")
    args = parser.parse_args()
    figures = measure(args.settle)
    print(json.dumps(figures, indent=2))
    return 0 if figures["second_start_seconds"] <= TARGET_SECONDS and figures["megabytes"] <= TARGET_MEGABYTES else 1


def measure(settle: float) -> dict[str, Any]:
    """Both starts' seconds to a page that can be used, and the memory of the second, in all and by program."""
    home = Path(tempfile.mkdtemp(prefix="parlour-bench-"))
    home.chmod(0o711)
    try:
        with opened(home) as (first, _):
            pass
        with opened(home) as (second, pid):
            time.sleep(settle)
            held = memory(pid, home)
    finally:
        shutil.rmtree(Cluster(home / "postgresql").socket_folder, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
    by_program = {name: round(size / 1024, 1) for name, size in sorted(held.items())}
    return {
        "first_start_seconds": round(first, 2),
        "second_start_seconds": round(second, 2),
        "megabytes": round(sum(held.values()) / 1024, 1),
        "megabytes_by_program": by_program,
        "settled_for_seconds": settle,
    }


@contextmanager
def opened(home: Path) -> Iterator[tuple[float, int]]:
    """The product, open: seconds until the page behind a sign-in link could be used, and the supervisor's process."""
    port, lobby = free_port(), free_port()
    began = time.monotonic()
    running = subprocess.Popen(
        [sys.executable, "-m", "parlour", "up", "--port", str(port), "--lobby-port", str(lobby)],
        env={**os.environ, "DATABASE_URL": "", "PARLOUR_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield usable_after(running, began), running.pid
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)


def usable_after(running: subprocess.Popen[str], began: float) -> float:
    """Seconds until the first sign-in link it printed led to a page."""
    assert running.stdout is not None
    for line in running.stdout:
        if link := re.search(r"http://\S+/sign-in/\S+", line):
            with urllib.request.urlopen(link[0], timeout=30) as page:
                page.read()
            return time.monotonic() - began
    raise SystemExit("The product did not open.")


def memory(supervisor: int, home: Path) -> dict[str, int]:
    """Kilobytes of proportional set size by program."""
    postmaster = int((home / "postgresql" / "data" / "postmaster.pid").read_text().splitlines()[0])
    held: dict[str, int] = {"supervisor": size_of(supervisor), "database": sum(map(size_of, family(postmaster)))}
    for child in family(supervisor)[1:]:
        name = named(child)
        held[name] = held.get(name, 0) + size_of(child)
    return held


def family(pid: int) -> list[int]:
    """A process and everything below it."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout
    return [pid, *(each for child in found.split() for each in family(int(child)))]


def size_of(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it ended between being listed and being read
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]


def named(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    return next((name for name in ("uvicorn", "worker", "listen", "parlour.simulator") if name in words), "other")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
