"""How long a verdict takes, and that it grows with what is judged and no faster."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from parlour.core.guard import GuardKnowledge, judge
from parlour.core.nouns.context import Author, GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface

NOW = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
AUTHOR = Author("Robin Hale", "RH", "the company")
KINDS = (
    ("order", "QX-7710{}"),
    ("phone", "+44 7911 1234{:02}"),
    ("balance", "{}18.40 EUR"),
    ("condition", "asthma, type {}"),
    ("email", "person{}@post.example"),
    ("appointment", "2026-05-{:02} 10:30"),
    ("text", "I wrote about the {}th item, which broke on the first day, and my son was hurt by it."),
)
SENTENCE = "We are sorry about the wait and would like to help you, please send us a message. "
HOSTILE = (
    *("a" * 30 + "@", "1 " * 40, "your your your ", "4-" * 50, "\u200bx" * 40, "(((((", "no no, never "),
    *("1 2-3.4 5-6.7 ", "12.03.2026 ", "2026-03-24 ", "10:30 ", "0171 234567\n", "dan@post.example ", "one two ten "),
    *("You are stupid.\n", "Mara Rose, 12 Acorn Road. "),
)

_NUMBER = count()


def speed(knowledge: GuardKnowledge) -> dict[str, dict[str, float]]:
    """Of each figure what was `measured` and, where one is set, its limit: `at most`, or `at least`.

    Times are of one core's processor. `growth` is what twice the text, or twice the facts, costs: 2 is in proportion.
    """
    rules = replace(knowledge, told=None)
    return {
        "one draft, 100 facts, rules alone, ms": _row(_median(rules, 500, 100) * 1000, at_most=10),
        "the same, facts never seen before, ms": _row(_median(rules, 500, 100, seen=False) * 1000),
        "one draft, 100 facts, ms": _row(_median(knowledge, 500, 100) * 1000, at_most=40),
        "drafts a second, 12 facts, rules alone": _row(1 / _median(rules, 160, 12), at_least=300),
        "drafts a second, 12 facts": _row(1 / _median(knowledge, 160, 12), at_least=60),
        "growth, draft of 32 kB and 64 kB": _row(_growth(knowledge, (32_000, 20), (64_000, 20)), at_most=2.5),
        "growth, 5,000 facts and 10,000": _row(_growth(knowledge, (500, 5_000), (500, 10_000)), at_most=2.5),
        "draft of 1 MB, s": _row(_least(knowledge, _reply(10**6), 20)),
        "slowest hostile draft of 100 kB over a plain one": _row(_slowest(rules)),
        "slowest hostile draft of 1 MB, rules alone, s": _row(max(_least(rules, text) for text in _hostile(10**6))),
    }


def _row(measured: float, **limit: float) -> dict[str, float]:
    return {"measured": measured, **{name.replace("_", " "): value for name, value in limit.items()}}


def _growth(knowledge: GuardKnowledge, small: tuple[int, int], large: tuple[int, int]) -> float:
    """What the large one costs of the small one; of each (characters, facts) the cheapest of some rounds."""
    least = [_least(knowledge, _reply(characters), facts) for characters, facts in (large, small)]
    return least[0] / least[1]


def _slowest(knowledge: GuardKnowledge) -> float:
    return max(_least(knowledge, text) for text in _hostile(10**5)) / _least(knowledge, _reply(10**5))


def _hostile(characters: int) -> Iterator[str]:
    return ((row * (characters // len(row) + 1))[:characters] for row in HOSTILE)


def _least(knowledge: GuardKnowledge, text: str, facts: int = 20, rounds: int = 3) -> float:
    """The cheapest of some rounds: what the first one alone pays, reading every fact, is paid once for all replies."""
    return min(_once(knowledge, text, facts) for _ in range(rounds))


def _median(knowledge: GuardKnowledge, characters: int, facts: int, *, rounds: int = 30, seen: bool = True) -> float:
    """The middle one of some rounds; unless the facts are `seen` before, those of each round are its own."""
    _once(knowledge, _reply(characters), facts)
    first = (0 if seen else 100_000 * (round_ + 1) for round_ in range(rounds))
    return statistics.median(_once(knowledge, _reply(characters), facts, first=at) for at in first)


def _once(knowledge: GuardKnowledge, text: str, facts: int, *, first: int = 0) -> float:
    context = GuardContext("someone", AUTHOR, NOW, private_facts=tuple(map(_fact, range(first, first + facts))))
    own = f"{next(_NUMBER)}: {text}"  # the last replies are remembered as the network read them
    payload = Payload("mastodon", Surface.PUBLIC, own, "someone", 0, len(own))
    began = time.process_time()
    judge(payload, context, knowledge)
    return time.process_time() - began


def _fact(number: int) -> Fact:
    kind, value = KINDS[number % len(KINDS)]
    return Fact(kind, value.format(number % 28 + 1) + f" {number // 28}" * (number > 27), "crm")


def _reply(characters: int) -> str:
    return (SENTENCE * (characters // len(SENTENCE) + 1))[:characters]
