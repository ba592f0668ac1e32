"""A virtual environment for the other side, made once and kept beside the results."""

import subprocess
import sys
import venv
from pathlib import Path

PINNED = ("django-helpdesk==2.6.1", "django==5.2.19", "psycopg[binary]==3.3.9", "djangorestframework==3.18.3")
FOLDER = Path(__file__).resolve().parents[1] / "results" / "helpdesk-environment"
INSTALL_SECONDS = 600


def peer_python(*, install: bool = True) -> Path | None:
    """The Python that has django-helpdesk; None when it is not there and must not be fetched.

    Raises subprocess.CalledProcessError when the packages cannot be installed.
    """
    python = FOLDER / "bin" / "python"
    ready = FOLDER / "installed"
    if ready.exists() and ready.read_text() == "\n".join(PINNED):
        return python
    if not install:
        return None
    print(f"Installing {PINNED[0]} into {FOLDER.name}; this happens once.", file=sys.stderr)
    venv.create(FOLDER, with_pip=True, clear=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINNED]
    subprocess.run(command, check=True, timeout=INSTALL_SECONDS, stdout=sys.stderr)
    ready.write_text("\n".join(PINNED))
    return python
