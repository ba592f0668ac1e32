"""Virtual environments for other people's software, made once and kept beside the results."""

import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results"
INSTALL_SECONDS = 600


def peer_python(name: str, pinned: Sequence[str], *, install: bool = True) -> Path | None:
    """The Python of the environment `name` with what is `pinned`; None when it is not there and must not be fetched.

    Raises subprocess.CalledProcessError when the packages cannot be installed.
    """
    folder = RESULTS / f"{name}-environment"
    python, ready = folder / "bin" / "python", folder / "installed"
    if ready.exists() and ready.read_text() == "\n".join(pinned):
        return python
    if not install:
        return None
    print(f"Installing {pinned[0]} into {folder.name}; this happens once.", file=sys.stderr)
    venv.create(folder, with_pip=True, clear=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pinned]
    subprocess.run(command, check=True, timeout=INSTALL_SECONDS, stdout=sys.stderr)
    ready.write_text("\n".join(pinned))
    return python


def ask_peer(python: Path, script: Path, given: Any, *, seconds: int) -> Any:
    """What the script, run by the peer's Python, answers to `given`: JSON in, JSON out; its complaints are shown.

    Raises subprocess.CalledProcessError, or TimeoutExpired after `seconds`.
    """
    finished = subprocess.run(
        [str(python), str(script)],
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=seconds,
    )
    return json.loads(finished.stdout)
