"""Both sides on the same texts, run by run."""

import json
import subprocess
import time
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.figures import percentile
from benchmarks.installation import Installation, empty_tables
from benchmarks.intake import corpus
from parlour.channels.archive.channel import ArchiveChannel
from parlour.channels.port import Account
from parlour.store.models import Brand, ChannelAccount, Post
from parlour.usecases.assess import assess_waiting
from parlour.usecases.house import the_house
from parlour.usecases.receive import receive

WANTED_RATIO = 20.0
PEER_SECONDS = 900
DATABASE = "helpdesk"


def measure(installation: Installation, python: Path | None, *, posts: int, runs: int) -> dict[str, Any]:
    """Posts per second of both, medians of `runs`, and the ratio; without `python` only ours."""
    path = installation.folder / "posts.jsonl"
    name = corpus.write(path, posts)
    house = the_house()
    assert house.knowledge is not None
    _ours(path)  # the kernel's first call loads its weights
    ours = [_ours(path) for _ in range(runs)]
    report: dict[str, Any] = {
        "corpus": name,
        "posts": posts,
        "bytes": path.stat().st_size,
        "parlour": {"seconds": ours, "posts_per_second": _rate(posts, ours), "posts_written": Post.objects.count()},
        "wanted_ratio": WANTED_RATIO,
    }
    if python is not None:
        theirs = _theirs(installation, python, path, runs=runs)
        rate = _rate(posts, theirs["seconds"])
        report["helpdesk"] = {**theirs, "posts_per_second": rate}
        report["ratio"] = round(report["parlour"]["posts_per_second"] / rate, 1)
    return report


def _rate(posts: int, seconds: list[float]) -> float:
    return round(posts / percentile(seconds, 0.5), 1)


def _ours(path: Path) -> float:
    """Seconds to receive and assess everything into empty tables."""
    empty_tables()
    brand = Brand.objects.create(slug="marlow", name="Marlow")
    account = ChannelAccount.objects.create(
        brand=brand, network="archive", address="marlowcare@lobby.example", settings={"path": str(path)}
    )
    channel = ArchiveChannel(Account(account.address, {"path": str(path)}))
    house = the_house()
    begun = time.perf_counter()
    for batch in channel.fetch("file", ""):
        receive(account, batch, channel=channel, house=house)
    for _ in iter(partial(assess_waiting, house), 0):
        pass
    return time.perf_counter() - begun


def _theirs(installation: Installation, python: Path, path: Path, *, runs: int) -> dict[str, Any]:
    with psycopg.connect(installation.url, autocommit=True) as server:
        server.execute(f"create database {DATABASE} template template0")
        host = server.info.host
    emails = installation.folder / "emails.json"
    emails.write_text(json.dumps([_email(json.loads(line)) for line in path.read_text().splitlines()]))
    script = Path(__file__).with_name("peer.py")
    finished = subprocess.run(
        [str(python), str(script), str(emails), DATABASE, host, str(runs)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PEER_SECONDS,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    if finished.returncode != 0:
        raise RuntimeError(f"django-helpdesk failed: {finished.stderr.strip().splitlines()[-1:]}")
    answer: dict[str, Any] = json.loads(finished.stdout)
    return answer


def _email(post: dict[str, Any]) -> str:
    """The post as an e-mail from its author; an answer names the message it answers."""
    message = EmailMessage()
    author = post["author"]["handle"].replace("@lobby.example", "@mail.example")
    message["From"] = f"{post['author']['display_name']} <{author}>"
    message["To"] = "care@marlow.example"
    message["Subject"] = " ".join(post["text"].split())[:60]
    message["Message-Id"] = f"<{post['id']}@mail.example>"
    if post["in_reply_to"]:
        message["In-Reply-To"] = f"<{post['in_reply_to']}@mail.example>"
    message.set_content(post["text"])
    return message.as_string()
