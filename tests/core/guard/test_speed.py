"""What a verdict costs, counted in calls: twice the text or twice the facts cost twice as much, and there is an end."""

from collections.abc import Callable
from cProfile import Profile
from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.guard.checks import CHECKS, Check
from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.private_facts import MOST_FACTS, check_private_facts
from parlour.core.guard.view import LEAST_READ, MOST_READ, MOST_TEXTS, View
from parlour.core.nouns.context import GuardContext, Other, PublicPost
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.verdict import Decision, Finding, Severity
from tests.core.guard.desk import BARE, CONTEXT, KNOWLEDGE, payload, verdict

_IN_PROPORTION = 2.2  # what twice as much may cost
_BLANK = "( "  # says nothing, and is soon read
_KINDS = ("order", "phone", "balance", "condition", "appointment", "birth_date", "text", "shoe_size")


def _calls(made: Payload, context: GuardContext, checks: tuple[Check, ...] = CHECKS) -> int:
    """The functions that a verdict calls, once what can be remembered is."""
    judge(made, context, KNOWLEDGE, checks=checks)
    counter = Profile()
    counter.runcall(judge, made, context, KNOWLEDGE, checks=checks)
    return sum(entry.callcount for entry in counter.getstats())


def _facts(count: int) -> tuple[Fact, ...]:
    return tuple(
        Fact(_KINDS[place % len(_KINDS)], f"{place} Brasserie 2026-05-{place % 28 + 1:02}", "crm")
        for place in range(count)
    )


def _row(text: str, characters: int) -> str:
    return (text * (characters // len(text) + 1))[:characters]


class TestCost:
    @pytest.mark.parametrize(
        "row",
        [
            "We are sorry, please write to us. ",
            "1 2-3.4 5-6.7 ",
            "4111 1111 1111 1111 ",
            "2026-03-24 ",
            "12.03.2026, ",
            "10:30 ",
            "0171 234567\n",
            "dan@post.example ",
            "BK-48211-Q ",
            "432.50 EUR ",
            "one two ten ",
            "a b c ",
            "next Monday in March ",
            "You are stupid.\n",
            "Mara Lindqvist, 12 Harbour Street. ",
            "I lost my job at the shipyard ",
            "@mara ",
            "\u200bx",
            "((((",
        ],
    )
    def test_twice_the_text_costs_twice(self, row: str) -> None:
        cost = [_calls(payload(_row(row, characters)), CONTEXT) for characters in (2_000, 4_000)]
        assert cost[1] < cost[0] * _IN_PROPORTION

    def test_twice_the_facts_cost_twice(self) -> None:
        text = "On 12 May we owe you 40 euros for the brasserie."
        cost = [_calls(payload(text), replace(BARE, private_facts=_facts(count))) for count in (100, 200)]
        assert cost[1] < cost[0] * _IN_PROPORTION

    @pytest.mark.parametrize(
        "grown",
        [
            lambda count: replace(CONTEXT, public_posts=("I waited for six days",) * count),
            lambda count: replace(CONTEXT, thread=(PublicPost("kim@lobby.example", "Me too"),) * count),
            lambda count: replace(CONTEXT, others=tuple(Other(f"other{place}", "", ()) for place in range(count))),
        ],
        ids=["posts", "thread", "others"],
    )
    def test_twice_the_background_costs_twice(self, grown: Callable[[int], GuardContext]) -> None:
        text = _row("Write to dan@post.example or Mara on 2026-03-24. ", 1_000)
        cost = [_calls(payload(text), grown(count)) for count in (100, 200)]
        assert cost[1] < cost[0] * _IN_PROPORTION

    def test_twice_the_findings_cost_twice(self) -> None:
        """Each is compared with all that stand before it, and every sentence of the rewrite with all of them."""
        sentence = "Oh well. "

        def every_sentence(view: View, _context: GuardContext, _knowledge: GuardKnowledge) -> tuple[Finding, ...]:
            starts = range(0, len(view.payload.text), len(sentence))
            return tuple(Finding("made.up", Severity.BLOCK, at, at + len(sentence) - 1, "No.") for at in starts)

        cost = [_calls(payload(sentence * count), BARE, (every_sentence,)) for count in (500, 1_000)]
        assert cost[1] < cost[0] * _IN_PROPORTION

    def test_twice_the_facts_that_show_cost_twice(self) -> None:
        known = [tuple(Fact(f"code_{place}", "QX-7100000", "crm") for place in range(count)) for count in (300, 600)]
        made, checks = payload("It is QX-7100000."), (check_private_facts,)
        cost = [_calls(made, replace(BARE, private_facts=facts), checks) for facts in known]
        assert cost[1] < cost[0] * _IN_PROPORTION

    def test_what_is_not_read_costs_next_to_nothing(self) -> None:
        context = replace(CONTEXT, private_facts=CONTEXT.private_facts * 1_000)
        cost = [_calls(payload(_row("1-2.3 ", size)), context) for size in (LEAST_READ, 2 * LEAST_READ)]
        assert cost[1] < cost[0] * 1.2

    def test_a_reply_costs_the_same_the_second_time_whoever_is_asked_between(self) -> None:
        """The shapes of a fact are made once, and again only where the thread shows other names."""
        text, other = payload("Your balance is 432.50."), replace(CONTEXT, recipient_name="Kim")
        first = _calls(text, CONTEXT)
        _calls(text, other)
        assert _calls(text, CONTEXT) == first


class TestBound:
    def test_what_stands_behind_the_bound_needs_a_second_look(self) -> None:
        made = payload(_row(_BLANK, MOST_READ) + "Your card is 4111 1111 1111 1111.", limit=0)
        found = judge(made, CONTEXT, KNOWLEDGE)
        assert [(one.rule, one.severity, one.start, one.end) for one in found.held] == [
            ("form.unread", Severity.REVIEW, MOST_READ, len(made.text))
        ]

    def test_all_of_a_text_as_long_as_the_bound_is_read(self) -> None:
        made = payload(_row(_BLANK, MOST_READ - 40) + " BK-48211-Q", limit=0)
        assert [one.rule for one in judge(made, CONTEXT, KNOWLEDGE).held] == ["fact.order"]

    def test_before_very_many_facts_less_is_read(self) -> None:
        many = replace(CONTEXT, private_facts=CONTEXT.private_facts * 1_000)
        text = _row(_BLANK, LEAST_READ)
        assert _unread(verdict(text, many, limit=0).held)
        assert not _unread(verdict(text, CONTEXT, limit=0).held)

    def test_a_fact_before_the_bound_is_blocked_as_ever(self) -> None:
        text = "BK-48211-Q " + _row(_BLANK, MOST_READ)
        found = verdict(text, limit=0)
        assert {"fact.order", "form.unread"} <= {one.rule for one in found.held}
        assert (found.decision, "BK-48211-Q" in found.rewrite) == (Decision.BLOCK, False)

    def test_of_very_many_links_the_rest_needs_a_second_look(self) -> None:
        links = tuple(f"https://shop.example/{place}" for place in range(MOST_TEXTS))
        assert _unread(verdict("Here they are.", BARE, links=links).held)
        assert not _unread(verdict("Here they are.", BARE, links=links[1:]).held)

    def test_a_fact_too_long_to_be_compared_needs_a_second_look(self) -> None:
        long = Fact("text", "so sorry " * 200_000, "dm")
        found = verdict("Thank you.", replace(BARE, private_facts=(long,)))
        assert [(one.rule, one.severity) for one in found.held] == [("form.unread_facts", Severity.REVIEW)]

    def test_facts_too_many_to_be_compared_need_a_second_look(self) -> None:
        known = tuple(Fact("handle", f"u{place}", "crm") for place in range(MOST_FACTS + 1))
        held = verdict("Thank you.", replace(BARE, private_facts=known)).held
        assert [(one.rule, "1 facts" in one.message) for one in held] == [("form.unread_facts", True)]
        assert verdict("Thank you.", replace(BARE, private_facts=known[1:])).held == ()


class TestRewrite:
    def test_one_that_cannot_be_made_costs_the_rewrite_and_not_the_verdict(self) -> None:
        made = payload("Your order BK-48211-Q left today.")
        whole, without = (judge(made, CONTEXT, known) for known in (KNOWLEDGE, replace(KNOWLEDGE, rewrites={})))
        assert whole.rewrite
        assert replace(whole, rewrite="") == without


def _unread(found: tuple[Finding, ...]) -> bool:
    return "form.unread" in [one.rule for one in found]
