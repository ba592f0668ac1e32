"""Processor time of the search: patterns alone, with the tagger, and every pattern tried one after the other."""

import time
from collections.abc import Callable, Sequence
from itertools import chain, cycle, islice
from typing import Any

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data import RECOGNISERS, NameTagger, find, find_all
from parlour.core.personal_data.find import apart

ROUNDS = 3
LENGTH = 1_000_000
SOME = 2000
RULES = [rule for recogniser in RECOGNISERS for rule in recogniser.rules]


def plain(text: str) -> tuple[PersonalDatum, ...]:
    """Every pattern over the text, one after the other."""
    return apart(chain.from_iterable(rule.search(text, "US") for rule in RULES))


def speed(posts: Sequence[str], tagger: NameTagger) -> dict[str, Any]:
    """Rates per second of one core's processor time; for texts of a million characters, seconds."""
    first = seconds(lambda: [find(post) for post in posts])
    again = rate(lambda: [find(post) for post in posts], len(posts))
    whole = rate(lambda: find_all(posts, tagger), len(posts))
    few = posts[:: max(1, len(posts) // SOME)]
    slow = len(few) / seconds(lambda: [plain(post) for post in few])
    long = "\n".join(islice(cycle(posts), LENGTH // 50))[:LENGTH]
    return {
        "posts": len(posts),
        "mean_length": sum(map(len, posts)) / len(posts),
        "first_pass_per_s": len(posts) / first,
        "patterns_per_s": again,
        "tagger_per_s": rate(lambda: tagger.tag(posts), len(posts)),
        "both_per_s": whole,
        "both_us_per_post": 1e6 / whole,
        "plain_per_s": slow,
        "patterns_to_plain": again / slow,
        "million_of_posts_s": seconds(lambda: find_all([long], tagger)),
        "million_of_digits_s": seconds(lambda: find_all(["1234567890" * (LENGTH // 10)], tagger)),
    }


def rate(work: Callable[[], object], items: int) -> float:
    """Items per second, the best of some rounds."""
    work()
    return items / min(seconds(work) for _ in range(ROUNDS))


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin
