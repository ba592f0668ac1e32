"""What the network that ships reads in a reply: facts in other words, relationships, tones, and what it lets pass."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.guard.in_other_words import MOST_FACTS
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Severity, Verdict
from tests.core.guard import clean_replies
from tests.core.guard.desk import BARE, CONTEXT, READING, payload


def read(text: str, context: GuardContext = CONTEXT, surface: Surface = Surface.PUBLIC) -> Verdict:
    return judge(payload(text, surface=surface), context, READING)


def knowing(kind: str, value: str, sectors: tuple[str, ...] = ()) -> GuardContext:
    fact = Fact(kind, value, "dm", "C-1")
    return replace(CONTEXT, private_facts=(fact,), owner_name="", sectors=sectors)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (
            "condition",
            "type 1 diabetes",
            "Hope the carb counting gets easier, now that you need a jab before each meal.",
        ),
        ("debt", "dritte Mahnung", "Wenn Sie uns das Geld vom Frühjahr endlich überweisen, geht der Anschluss wieder."),
        ("debt", "1.200 EUR offen", "Pensez à régler ce qu'il vous reste à nous verser avant vendredi."),
        ("family", "divorce, wife moved out in May", "It can't be easy now that you are on your own in that flat."),
        ("employment", "despedida en abril", "Ánimo con la búsqueda ahora que te has quedado sin ingresos."),
        (
            "text",
            "I have been in rehab since March and nobody at work knows.",
            "We are proud of you for leaving the bottle alone since spring.",
        ),
    ],
)
def test_a_fact_in_other_words_asks_for_a_second_person(kind: str, value: str, text: str) -> None:
    verdict = read(text, knowing(kind, value))
    assert verdict.decision is Decision.REVIEW, [one.rule for one in verdict.findings]
    found = [one for one in verdict.held if one.rule == f"fact.{kind}"]
    assert [(one.severity, one.source) for one in found] == [(Severity.REVIEW, "dm")]
    assert 0 <= found[0].start < found[0].end <= len(f"@mara {text}")


@pytest.mark.parametrize(
    ("sector", "text"),
    [
        ("health", "We have looked after you for years and are sorry it felt rushed this time."),
        ("legal", "We would never have taken you on, so this must be another firm."),
        ("debt", "We only called because the amount is still open, as you know."),
    ],
)
def test_a_relationship_is_neither_confirmed_nor_denied_where_it_is_protected(sector: str, text: str) -> None:
    assert read(text, replace(BARE, sectors=(sector,))).decision is not Decision.ALLOW


@pytest.mark.parametrize("text", clean_replies.ALL)
def test_a_kind_reply_is_never_blocked(text: str) -> None:
    assert read(text).decision is not Decision.BLOCK


def test_kind_replies_seldom_ask_for_a_second_person() -> None:
    held = [text for text in clean_replies.ALL if read(text, replace(CONTEXT, sectors=("retail",))).held]
    assert len(held) <= 0.05 * len(clean_replies.ALL), held


def test_what_the_person_said_in_public_may_be_taken_up() -> None:
    context = replace(
        knowing("employment", "lost her job in January"), public_posts=("I lost my job and you still charge me!",)
    )
    assert read("Being without work is hard enough, and this charge should not have come on top.", context).held == ()


def test_another_persons_fact_is_heard_in_private_too() -> None:
    other = Fact("condition", "type 1 diabetes", "crm", "C-2")
    context = replace(BARE, viewed_facts=(other,))
    verdict = read("Please count the carbs and keep the glucose gel in your bag.", context, Surface.PRIVATE)
    assert [one.rule for one in verdict.held if one.rule.startswith("other.")] == ["other.condition"]


def test_among_many_other_peoples_facts_one_must_be_told_more_surely() -> None:
    chairs = (Fact("product", f"garden chair number {n}", "crm", f"C-{n}") for n in range(3, 60))
    facts = (Fact("condition", "type 1 diabetes", "crm", "C-2"), *chairs)
    text = "Please count the carbs and keep the glucose gel in your bag."
    alone, crowd = (read(text, replace(BARE, viewed_facts=some), Surface.PRIVATE).held for some in (facts[:1], facts))
    assert [one.rule for one in alone] == ["other.condition"]
    assert crowd == ()


def test_a_long_reply_is_read_in_part_and_says_so() -> None:
    verdict = read("We are sorry about the wait and would like to help you. " * 200)
    assert [one.severity for one in verdict.findings if one.rule == "meaning.partly"] == [Severity.HINT]


def test_no_more_than_some_facts_are_compared_and_it_says_so() -> None:
    many = tuple(Fact("note", f"rang about parcel {number}", "note", "C-1") for number in range(MOST_FACTS + 1))
    verdict = read("Thank you.", replace(CONTEXT, private_facts=many, owner_name=""))
    assert "meaning.partly" in [one.rule for one in verdict.findings]


def test_the_same_words_are_judged_the_same_way_again() -> None:
    text = "We hope your sugar readings calm down soon."
    whole: Payload = payload(text)
    assert judge(whole, CONTEXT, READING) == judge(whole, CONTEXT, READING)


@pytest.mark.parametrize(
    "drawn", ["gma336y6zms5eta3s6tjk67vj3", "7f547df2737ddblpd2brdpi5fd", "3is5ffkb3lwslhlhgkpex34l7h"]
)
def test_word_by_which_an_address_finds_its_case_says_nothing(drawn: str) -> None:
    """Nobody chose it; read as words, one in fifty of them sounded like a card number."""
    address = f"ada.{drawn}@help.marlow.example"
    context = replace(CONTEXT, author=replace(CONTEXT.author, company_contacts=(address,)))
    verdict = read(f"Wenn Sie mögen, schreiben Sie an {address}, von der Adresse, die wir von Ihnen haben.", context)
    assert [one.rule for one in verdict.held] == []


def test_card_that_is_asked_for_beside_such_an_address_is_heard() -> None:
    address = "ada.gma336y6zms5eta3s6tjk67vj3@help.marlow.example"
    context = replace(CONTEXT, author=replace(CONTEXT.author, company_contacts=(address,)))
    assert read(f"Send the long number on the front of your Visa to {address}.", context).held
