"""Every written rule is tried on the examples it carries, in every language; and what its fields mean."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from parlour.core.guard import GuardKnowledge, judge
from parlour.core.guard.knowledge import Example, Rule, Scope
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Severity
from tests.core.guard.desk import BARE, KNOWLEDGE, payload

LANGUAGES = ("en", "de", "es", "fr")


def _examples(which: str) -> Iterator[tuple[Rule, Example]]:
    for rule in KNOWLEDGE.rules:
        for examples in getattr(rule, which).values():
            yield from ((rule, example) for example in examples)


def _found(text: str, context: GuardContext, knowledge: GuardKnowledge = KNOWLEDGE, **fields: object) -> list[str]:
    return [one.rule for one in judge(payload(text, **fields), context, knowledge).findings]  # type: ignore[arg-type]


def _breaks(rule: Rule, example: Example) -> bool:
    said = (example.said,) if example.said else ()
    context = replace(BARE, sectors=rule.sectors, public_posts=said, jurisdictions=rule.jurisdictions[:1])
    return rule.id in _found(example.reply, context, surface=rule.surface or Surface.PUBLIC)


@pytest.mark.parametrize(("rule", "example"), [*_examples("fires")], ids=lambda one: getattr(one, "id", None))
def test_rule_fires(rule: Rule, example: Example) -> None:
    assert _breaks(rule, example)


@pytest.mark.parametrize(("rule", "example"), [*_examples("passes")], ids=lambda one: getattr(one, "id", None))
def test_rule_passes(rule: Rule, example: Example) -> None:
    assert not _breaks(rule, example)


@pytest.mark.parametrize("rule", KNOWLEDGE.rules, ids=lambda rule: rule.id)
def test_a_rule_is_complete(rule: Rule) -> None:
    assert [other.id for other in KNOWLEDGE.rules].count(rule.id) == 1
    assert tuple(rule.fires) == tuple(rule.passes) == LANGUAGES
    assert all(rule.fires.values())
    assert all(rule.passes.values())
    assert rule.source
    assert rule.message.endswith(".")


FAMILIES = (
    "45 CFR 164.502", "12 CFR 1006.22", "15 USC 1692", "GLBA", "FINRA", "ABA Formal Op. 496", "GDPR Art. 5",
    "GDPR Art. 12", "GDPR Art. 33", "Civ. Code 1798.130", "16 CFR 465.2", "16 CFR 465.4", "16 CFR 465.7",
    "16 CFR 255.5", "15 USC 45b", "WOMMA", "neutral reference practice", "PCI DSS", "COPPA", "FERPA", "safety of life",
)  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_of_law_has_a_rule(family: str) -> None:
    assert any(family in rule.source for rule in KNOWLEDGE.rules)


def test_a_rule_more_is_a_value_more() -> None:
    rule = replace(KNOWLEDGE.rules[0], id="house.moon", check="house", patterns=(r"\bmoon\b",), needs=(), unless=())
    more = replace(KNOWLEDGE, rules=(rule,))
    assert "house.moon" in _found("We promise the moon.", BARE, more)


def test_words_also_said_without_harm_are_only_for_review() -> None:
    rule = replace(KNOWLEDGE.rules[0], id="house.moon", check="house", patterns=(r"\b(?:moon|stars)\b",))
    unsure = replace(KNOWLEDGE, rules=(replace(rule, doubtful=("stars",), needs=(), unless=()),))
    held = {text: judge(payload(text), BARE, unsure).decision for text in ("Shoot the moon.", "Count the stars.")}
    assert held == {"Shoot the moon.": Decision.BLOCK, "Count the stars.": Decision.REVIEW}


class TestWhereARuleApplies:
    def test_a_sector_rule_is_silent_elsewhere(self) -> None:
        text = "When you came in, everything was fine. Jonas helps."
        assert "health.care" in _found(text, replace(BARE, sectors=("health",)))
        assert _found(text, replace(BARE, sectors=("retail",))) == []

    def test_public_rules_are_silent_in_private(self) -> None:
        assert _found("What's your order number?", BARE, surface=Surface.PRIVATE) == []

    @pytest.mark.parametrize(
        ("jurisdictions", "heard"),
        [((), True), (("us",), True), (("us-tx",), True), (("US",), True), (("eu",), False), (("eu", "us"), True)],
    )
    def test_laws_count_where_the_house_answers_to_them(self, jurisdictions: tuple[str, ...], heard: bool) -> None:
        context = replace(BARE, jurisdictions=jurisdictions)
        found = _found("Our terms prohibit negative reviews.", context)
        assert ("kindness.gag_clause" in found) is heard

    def test_a_law_of_a_state_counts_in_its_country(self) -> None:
        rule = replace(KNOWLEDGE.rules[0], jurisdictions=("us-ca",))
        assert rule.applies((), Surface.PUBLIC, ("us",))
        assert not rule.applies((), Surface.PUBLIC, ("us-ny", "eu"))


class TestWhatARuleReads:
    RULE = replace(
        KNOWLEDGE.rules[0], id="house.cake", check="house", surface=None, patterns=(r"\bcake [a-z]+",), needs=(),
        spare=(), unless=(), said=(), within=0,
    )  # fmt: skip

    def _holds(self, text: str, context: GuardContext = BARE, **fields: object) -> bool:
        rule = replace(self.RULE, **fields)  # type: ignore[arg-type]
        return rule.id in _found(text, context, replace(KNOWLEDGE, rules=(rule,)))

    def test_mentions_before_the_first_word_are_not_its_beginning(self) -> None:
        assert self._holds("Cake today.", patterns=("^cake",))
        assert self._holds("Yes. ¿Cake today?", patterns=("^cake",))
        assert not self._holds("No cake today.", patterns=("^cake",))

    def test_what_it_needs_stands_within_reach(self) -> None:
        assert self._holds("The cake is for tea.", needs=(r"\btea\b",), within=10)
        assert not self._holds("The cake is one of the best we ever had for tea.", needs=(r"\btea\b",), within=10)
        assert not self._holds("The cake is good. Have tea.", needs=(r"\btea\b",))

    def test_what_it_needs_may_stand_further_off(self) -> None:
        text = "The cake is good. Truly. Have tea."
        assert self._holds(text, needs=(r"\btea\b",), needs_in=Scope.REPLY)
        assert not self._holds(text, needs=(r"\btea\b",), needs_in=Scope.NEAR)

    def test_what_excuses_it_may_stand_further_off(self) -> None:
        text = "The cake is good. Please. Never mind."
        assert self._holds(text, unless=("never",), unless_in=Scope.NEAR)
        assert not self._holds(text, unless=("never",), unless_in=Scope.REPLY)

    def test_a_spared_match_is_none(self) -> None:
        assert not self._holds("Our cake stand.", spare=("stand",))
        assert self._holds("Our cake fell.", spare=("stand",))

    def test_a_situation_is_told_by_thread_or_reply(self) -> None:
        assert not self._holds("The cake is good.", said=("fire",))
        assert self._holds("The cake is good.", replace(BARE, public_posts=("Fire!",)), said=("fire",))
        assert self._holds("The cake is good. Fire!", said=("fire",))

    def test_something_absent_is_missed_in_a_whole_reply(self) -> None:
        assert self._holds("We are sorry to hear this.", absent=True)
        assert not self._holds("We are sorry, have cake now.", absent=True)
        assert not self._holds("Thanks!", absent=True)


def test_what_the_playbook_promises_may_be_promised() -> None:
    text = "We promise you will have your refund within 14 days."
    assert "kindness.promise" in _found(text, BARE)
    assert "kindness.promise" not in _found(text, replace(BARE, promises=("refund within 14 days",)))


class TestWhoSpeaks:
    @pytest.mark.parametrize(
        "text", ["We will look into it. ^JB", "Jonas here, we look into it.", "Marlow looks into it with you."]
    )
    def test_a_name_is_seen(self, text: str) -> None:
        assert "form.unsigned" not in _found(text, BARE)

    def test_without_one_a_public_reply_gets_a_hint(self) -> None:
        text = "We will look into it with you."
        judged = judge(payload(text), BARE, KNOWLEDGE)
        assert [(one.rule, one.severity) for one in judged.findings] == [("form.unsigned", Severity.HINT)]
        assert judged.decision is Decision.ALLOW
        assert _found(text, BARE, surface=Surface.PRIVATE) == []


CORRECTIONS = (
    "It isn't the case that nothing is done: the report is public, and we are happy to talk. ^JB",
    "That isn't correct, the city inspected every kitchen this spring. We gladly show you round. ^JB",
    "Es stimmt aber nicht: Wir verkaufen keine Dateien, der Prüfbericht ist öffentlich. Schreiben Sie uns gern. ^JB",
    "No es cierto lo que se lee por ahí, cualquiera puede elegir. Aquí estamos para ayudar. ^JB",
    "Le parc n'a pas été vendu, la délibération est publique. Écrivez-nous si vous voulez en parler. ^JB",
)


@pytest.mark.parametrize("text", CORRECTIONS)
def test_a_false_claim_may_be_set_right_with_public_facts(text: str) -> None:
    assert judge(payload(text), replace(BARE, sectors=("retail",)), KNOWLEDGE).held == ()
