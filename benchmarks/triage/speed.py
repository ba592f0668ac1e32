"""Posts per second of processor time on one core."""

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.triage.plain import PlainScorer
from parlour.core.nouns.post import Post
from parlour.core.personal_data import find
from parlour.core.triage.kernel import assess, assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.learning import own_posts
from parlour.learning.rows import rows

POSTS = 4000
SOME = 1000
ROUNDS = 3


def corpus(data: Path | None) -> list[str]:
    """Care posts of real threads where the data is there, else the written posts; repeated up to POSTS."""
    if data:
        threads = rows(data / "ibm_twitter_care" / "dev.jsonl.gz")
        texts = [turn["text"] for thread in threads for turn in thread["turns"] if turn["role"] == "client"]
    else:
        texts = [example.text for example in own_posts.written()]
    return (texts * (POSTS // len(texts) + 1))[:POSTS]


def speed(texts: Sequence[str], knowledge: TriageKnowledge) -> dict[str, Any]:
    """Rates of the kernel and of its neighbours; `ratio`: the fast path without personal data to the plain way.

    `kernel_`: the fast path alone; `both_`: the encoder reads every post too.
    """
    both, knowledge = knowledge, knowledge.fast
    posts = [Post(id=str(n), text=text) for n, text in enumerate(texts)]
    table = pa.RecordBatch.from_pydict({"id": [post.id for post in posts], "text": list(texts)})
    plain, some = PlainScorer(knowledge), texts[: POSTS // 20]
    whole = _rate(partial(assess_posts, posts, knowledge), len(posts))
    finding = _rate(lambda: [find(text) for text in texts], len(posts))
    slow = _rate(lambda: [plain.sums(text) for text in some], len(some))
    bare = 1 / (1 / whole - 1 / finding)
    return {
        "posts": len(posts),
        "mean_length": sum(map(len, texts)) / len(texts),
        "kernel_posts_per_s": whole,
        "kernel_arrow_posts_per_s": _rate(partial(assess, table, knowledge), len(posts)),
        "personal_data_alone_per_s": finding,
        "kernel_without_personal_data_per_s": bare,
        "plain_python_per_s": slow,
        "ratio": bare / slow,
        "one_post_ms": _one_post(posts, knowledge),
        "both_posts_per_s": _rate(partial(assess_posts, posts[:SOME], both), SOME),
        "both_one_post_ms": _one_post(posts, both),
    }


def _one_post(posts: Sequence[Post], knowledge: TriageKnowledge) -> float:
    """Milliseconds of a post that comes alone, the median."""
    times = []
    for post in posts[:SOME]:
        begin = time.process_time()
        assess_posts([post], knowledge)
        times.append(time.process_time() - begin)
    return 1000 * statistics.median(times)


def _rate(work: Callable[[], object], items: int) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return items / min(times)
