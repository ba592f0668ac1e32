"""Virtual environments for other people's software, made once and kept beside the results."""

import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

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
