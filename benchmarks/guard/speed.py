"""How long a verdict takes, and that it grows with what is judged and no faster."""

import statistics
import time
from datetime import UTC, datetime

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
HOSTILE = ("a" * 30 + "@", "1 " * 40, "your your your ", "4-" * 50, "\u200bx" * 40, "(((((", "no no, never ")


def speed(knowledge: GuardKnowledge) -> dict[str, float]:
    """Seconds of processor time; `growth` is what twice the text, or twice the facts, costs (2 is in proportion)."""
    found = {"one draft, 100 facts, ms": _median(knowledge, 500, 100) * 1000}
    found["drafts a second, 12 facts"] = 1 / _median(knowledge, 160, 12)
    found["growth, draft of 500 kB and 1 MB"] = _once(knowledge, _reply(10**6), 20) / _once(
        knowledge, _reply(5 * 10**5), 20
    )
    found["growth, 5,000 facts and 10,000"] = _once(knowledge, _reply(500), 10_000) / _once(
        knowledge, _reply(500), 5_000
    )
    found["slowest hostile draft of 100 kB over a plain one"] = max(
        _once(knowledge, (hostile * 10**5)[: 10**5], 20) for hostile in HOSTILE
    ) / _once(knowledge, _reply(10**5), 20)
    return found


def _median(knowledge: GuardKnowledge, characters: int, facts: int, rounds: int = 30) -> float:
    return statistics.median(_once(knowledge, _reply(characters), facts) for _ in range(rounds))


def _once(knowledge: GuardKnowledge, text: str, facts: int) -> float:
    context = GuardContext("someone", AUTHOR, NOW, private_facts=tuple(map(_fact, range(facts))))
    payload = Payload("mastodon", Surface.PUBLIC, text, "someone", 0, len(text))
    began = time.process_time()
    judge(payload, context, knowledge)
    return time.process_time() - began


def _fact(number: int) -> Fact:
    kind, value = KINDS[number % len(KINDS)]
    return Fact(kind, value.format(number % 28 + 1) + f" {number // 28}" * (number > 27), "crm")


def _reply(characters: int) -> str:
    return (SENTENCE * (characters // len(SENTENCE) + 1))[:characters]
