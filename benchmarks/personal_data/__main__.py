"""The search for personal data, in processor time, against the same patterns tried one after the other.

`python -m benchmarks.personal_data [--posts N]`: a table, then the same as one line of JSON. The plain way is the
usual one: every pattern over every post with Python's `re`, and the same judgement on what matches.
"""

import argparse
import json
import time
from collections.abc import Callable
from itertools import chain, cycle, islice
from typing import Any

from benchmarks.figures import machine
from benchmarks.intake.corpus import texts
from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data import RECOGNISERS, find
from parlour.core.personal_data.find import apart

ROUNDS = 3
LENGTH = 1_000_000
RULES = [rule for recogniser in RECOGNISERS for rule in recogniser.rules]


def plain(text: str) -> tuple[PersonalDatum, ...]:
    """Every pattern over the text, one after the other."""
    return apart(chain.from_iterable(rule.search(text, "US") for rule in RULES))


def measure(count: int) -> dict[str, Any]:
    """Rates per second of one core's processor time; for texts of a million characters, seconds."""
    name, found = texts()
    posts = found[:: max(1, len(found) // count)]
    first = seconds(lambda: [find(post) for post in posts])
    again = min(seconds(lambda: [find(post) for post in posts]) for _ in range(ROUNDS))
    few = posts[:: max(1, len(posts) // 2000)]
    slow = seconds(lambda: [plain(post) for post in few])
    return {
        "corpus": name,
        "posts": len(posts),
        "mean_length": sum(map(len, posts)) / len(posts),
        "posts_with_data": sum(bool(find(post)) for post in posts),
        "first_pass_per_s": len(posts) / first,
        "posts_per_s": len(posts) / again,
        "us_per_post": again / len(posts) * 1e6,
        "plain_per_s": len(few) / slow,
        "ratio": (len(posts) / again) / (len(few) / slow),
        "million_of_posts_s": seconds(lambda: find("\n".join(islice(cycle(posts), LENGTH // 50))[:LENGTH])),
        "million_of_digits_s": seconds(lambda: find("1234567890" * (LENGTH // 10))),
    }


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=50_000, help="at most about so many posts, evenly taken")
    figures = measure(parser.parse_args().posts)
    for name, value in figures.items():
        print(f"{name:22} {value if isinstance(value, str) else format(value, ',.3f'):>14}")
    print(json.dumps(figures | {"machine": machine()}))


if __name__ == "__main__":
    main()
