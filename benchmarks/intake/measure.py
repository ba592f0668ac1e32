"""One run after another on fresh tables: bare INSERT, receive, assess; rows, WAL bytes and seconds of each."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import django

django.setup()

import psycopg  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks.installation import empty_tables  # noqa: E402
from benchmarks.intake import corpus  # noqa: E402
from parlour.channels.archive.channel import ArchiveChannel  # noqa: E402
from parlour.channels.port import Account  # noqa: E402
from parlour.store.models import AssessBatch, Brand, ChannelAccount  # noqa: E402
from parlour.usecases.assess import assess_waiting  # noqa: E402
from parlour.usecases.house import the_house  # noqa: E402
from parlour.usecases.receive import receive  # noqa: E402

BATCH = 500
SETTINGS = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_compression", "shared_buffers")


@dataclass(frozen=True)
class Cost:
    """What one stage cost: seconds, WAL bytes, rows written (inserted, updated, deleted)."""

    seconds: float
    wal: int
    rows: int


def measure(folder: Path, *, posts: int, runs: int) -> dict[str, Any]:
    """All runs; medians, and the ratio to the bare INSERT run by run."""
    call_command("migrate", verbosity=0)
    path = folder / "posts.jsonl"
    name = corpus.write(path, posts)
    the_house()
    costs: dict[str, list[Cost]] = {"bare": [], "receive": [], "assess": [], "both at once": []}
    for run in range(runs):
        _empty()
        costs["bare"].append(_timed(partial(_bare, path)))
        costs["receive"].append(_timed(partial(_receive, _account(path), path)))
        costs["assess"].append(_timed(_assess))
        _empty()
        with _assessor() as assessor:
            costs["both at once"].append(_timed(partial(_both, assessor, _account(path), path)))
        shown = {stage: f"{posts / found[-1].seconds:,.0f}/s" for stage, found in costs.items()}
        print(f"run {run + 1}: {shown}", flush=True)
    pairs = zip(costs["bare"], costs["both at once"], strict=True)
    ratios = [bare.seconds / both.seconds for bare, both in pairs]
    return {
        "corpus": name,
        "posts": posts,
        "bytes": path.stat().st_size,
        "settings": {setting: _setting(setting) for setting in SETTINGS},
        "rows": _counts(),
        "posts_per_second": {
            stage: round(posts / statistics.median(c.seconds for c in found)) for stage, found in costs.items()
        },
        "ratio_to_bare_insert": round(statistics.median(ratios), 3),
        "wanted_ratio": round(1 / 6, 3),
        "wal_bytes_per_post": {s: round(statistics.median(c.wal for c in f) / posts) for s, f in costs.items()},
        "row_writes_per_post": {s: round(statistics.median(c.rows for c in f) / posts, 2) for s, f in costs.items()},
    }


def _timed(work: Callable[[], None]) -> Cost:
    rows, wal = _row_writes(), _wal()
    begun = time.perf_counter()
    work()
    seconds = time.perf_counter() - begun
    wal = _wal() - wal
    return Cost(seconds, wal, _row_writes() - rows)


def _bare(path: Path) -> None:
    """The least that could be done: a multi-row INSERT of the posts with their raw bodies, 500 at a time."""
    with psycopg.connect(**_connection()) as bare:
        bare.execute(
            "create table bare (id bigserial primary key, external_id text, author text, text text, "
            "created_at timestamptz, raw bytea)"
        )
        bare.commit()
        channel = ArchiveChannel(Account("marlowcare@lobby.example", {"path": str(path)}))
        row = "(%s, %s, %s, %s, %s)"
        for batch in channel.fetch("file", ""):
            values: list[Any] = []
            for event in batch.events:
                heard = channel.parse(event)
                assert heard.author is not None
                values += [heard.external_id, heard.author.address, heard.text, heard.at, event.body]
            bare.execute(
                "insert into bare (external_id, author, text, created_at, raw) values "
                + ", ".join([row] * len(batch.events)),
                values,
            )
            bare.commit()


def _receive(account: ChannelAccount, path: Path) -> None:
    house = the_house()
    channel = ArchiveChannel(Account(account.address, {"path": str(path)}))
    for batch in channel.fetch("file", ""):
        receive(account, batch, channel=channel, house=house)


def _assess() -> None:
    while assess_waiting(the_house(), limit=BATCH):
        pass


@contextmanager
def _assessor() -> Iterator[subprocess.Popen[str]]:
    """A second process that assesses what the first receives, as in life; warm before the clock starts."""
    command = [sys.executable, "-m", "benchmarks.intake.assessor"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        assert process.stdin is not None
        process.stdin.close()


def _both(assessor: subprocess.Popen[str], account: ChannelAccount, path: Path) -> None:
    """From the first post received to the last one assessed; closer looks at a flood come after it."""
    _receive(account, path)
    while AssessBatch.objects.filter(again=False).exists():
        assert assessor.poll() is None, "the assessor ended early"
        time.sleep(0.01)


def _account(path: Path) -> ChannelAccount:
    brand = Brand.objects.create(slug="marlow", name="Marlow")
    return ChannelAccount.objects.create(
        brand=brand, network="archive", address="marlowcare@lobby.example", settings={"path": str(path)}
    )


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists bare")
        empty_tables()
        cursor.execute("checkpoint")


def _connection() -> dict[str, Any]:
    return {
        key: value for key, value in connection.get_connection_params().items() if key in {"dbname", "user", "host"}
    }


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"show {name}")
        return str(cursor.fetchone()[0])


def _wal() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_wal_lsn() - '0/0'::pg_lsn")
        return int(cursor.fetchone()[0])


def _row_writes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_stat_force_next_flush()")
        cursor.execute("select pg_stat_clear_snapshot()")
        cursor.execute("select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_user_tables")
        return int(cursor.fetchone()[0])


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("select relname, n_live_tup from pg_stat_user_tables where relname like 'store\\_%%'", [])
        return {name: count for name, count in cursor.fetchall() if count}
