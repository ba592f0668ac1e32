"""Judges every case through the command's own reading of a line, and counts."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from benchmarks.guard.corpus import EXPECTED, Case, cases
from parlour.core.guard import judge
from parlour.core.nouns.verdict import Decision, Verdict
from parlour.knowledge.guard.load import load_guard
from parlour.usecases.guard_case import parse_case


@dataclass(frozen=True)
class Judged:
    """A case, the guard's answer, and the seconds of processor time it took."""

    case: Case
    verdict: Verdict
    seconds: float

    @property
    def leak(self) -> bool:
        """Whether a careful reader would not simply allow it."""
        return self.case.expect != "pass"

    @property
    def stopped(self) -> bool:
        return self.verdict.decision is not Decision.ALLOW

    @property
    def right(self) -> bool:
        return self.verdict.decision.value in EXPECTED[self.case.expect]


@dataclass(frozen=True)
class Rate:
    """A share with its Wilson score interval at 95 %."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        return self.hits / self.total

    @property
    def row(self) -> dict[str, float]:
        """Plain values for a report."""
        low, high = self.interval
        row = {"hits": self.hits, "of": self.total, "share": self.share, "low": low, "high": high}
        return {name: round(value, 4) for name, value in row.items()}

    @property
    def interval(self) -> tuple[float, float]:
        z, n = 1.959964, self.total
        middle = (self.share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(self.share * (1 - self.share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def judged(name: str) -> list[Judged]:
    """Every case of a set with its verdict."""
    return judge_all(cases(name))


def judge_all(given: Iterable[Case]) -> list[Judged]:
    """Every case with its verdict."""
    knowledge, found = load_guard(), []
    for case in given:
        _, payload, context = parse_case(case.line)
        began = time.process_time()
        verdict = judge(payload, context, knowledge)
        found.append(Judged(case, verdict, time.process_time() - began))
    return found


def rate(of: Iterable[Judged], hit: Callable[[Judged], bool]) -> Rate | None:
    """How many of these are hits; None of none."""
    each = [hit(one) for one in of]
    return Rate(sum(each), len(each)) if each else None


def families(found: Sequence[Judged]) -> list[str]:
    """The first words of all kinds, sorted; of paraphrases and rules, the first two."""
    return sorted({family(one.case.kind) for one in found})


def family(kind: str) -> str:
    """What a kind is counted with."""
    parts = kind.split(".")
    return ".".join(parts[:2]) if parts[0] in ("paraphrase", "rule", "kindness") else parts[0]
