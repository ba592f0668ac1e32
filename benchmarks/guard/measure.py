"""Judges every hand-written case and counts."""

import statistics
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import sqrt
from pathlib import Path
from typing import Any

from parlour.core.guard import judge
from parlour.core.nouns.context import Author, GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Verdict
from parlour.knowledge.guard.load import load_guard

FOLDER = Path(__file__).parent
SETS = ("unseen", "repaired")
NOW = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
AUTHOR = Author("Robin Hale", "RH", "the company")


@dataclass(frozen=True)
class Case:
    """One reply in its desk; `leak` says what a careful reader decided beforehand."""

    desk: str
    text: str
    leak: bool
    context: GuardContext

    def payload(self) -> Payload:
        return Payload("mastodon", Surface.PUBLIC, self.text, self.context.recipient, 0, len(self.text))


@dataclass(frozen=True)
class Rate:
    """A share with its Wilson score interval at 95 %."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        return self.hits / self.total

    @property
    def interval(self) -> tuple[float, float]:
        z, n = 1.959964, self.total
        middle = (self.share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(self.share * (1 - self.share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def cases(name: str) -> Iterator[Case]:
    """All replies of one set, desk by desk."""
    for desk in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["desk"]:
        context = _context(desk)
        for leak, texts in ((True, desk["leaks"]), (False, desk["good"])):
            yield from (Case(desk["id"], text, leak, context) for text in texts)


def _context(desk: dict[str, Any]) -> GuardContext:
    return GuardContext(
        recipient=desk["handle"],
        author=AUTHOR,
        now=NOW,
        recipient_name=desk["name"],
        owner="customer",
        owner_name=desk["owner_name"],
        sectors=tuple(desk["sectors"]),
        public_posts=tuple(desk["posts"]),
        private_facts=tuple(Fact(kind, value, "crm", "customer") for kind, value in desk["facts"]),
    )


def judged(name: str) -> list[tuple[Case, Verdict, float]]:
    """Every case of a set with its verdict and the seconds of processor time it took."""
    knowledge = load_guard()
    results = []
    for case in cases(name):
        began = time.process_time()
        verdict = judge(case.payload(), case.context, knowledge)
        results.append((case, verdict, time.process_time() - began))
    return results


def rate(results: Sequence[tuple[Case, Verdict, float]], *, leak: bool, language: str = "") -> Rate:
    """How many of the leaks (or of the good replies) were not simply allowed."""
    wanted = [(case, v) for case, v, _ in results if case.leak is leak and case.desk.startswith(language)]
    return Rate(sum(verdict.decision is not Decision.ALLOW for _, verdict in wanted), len(wanted))


def speed(facts: int = 60, characters: int = 500, rounds: int = 20) -> float:
    """Median seconds of processor time to judge a reply of this length against this many facts."""
    knowledge = load_guard()
    kinds = (
        *(
            ("order", "QX-7710{}"),
            ("phone", "+44 7911 1234{:02}"),
            ("balance", "{}18.40 EUR"),
            ("condition", "asthma {}"),
        ),
        *(
            ("email", "person{}@post.example"),
            ("appointment", "2026-05-{:02} 10:30"),
            ("text", "I wrote about item {}"),
        ),
    )
    file = tuple(Fact(*_numbered(kinds[place % len(kinds)], place % 28 + 1), "crm") for place in range(facts))
    context = GuardContext("someone", AUTHOR, NOW, private_facts=file)
    text = ("We are sorry about the wait and would like to help you, please send us a message. " * 9)[:characters]
    payload = Payload("mastodon", Surface.PUBLIC, text, "someone", 0, len(text))
    took = []
    for _ in range(rounds):
        began = time.process_time()
        judge(payload, context, knowledge)
        took.append(time.process_time() - began)
    return statistics.median(took)


def _numbered(kind: tuple[str, str], number: int) -> tuple[str, str]:
    return kind[0], kind[1].format(number)
