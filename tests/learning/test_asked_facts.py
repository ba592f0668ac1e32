"""Each reply is asked about its own fact, about others that it does not tell, and about what its sector never tells."""

import random

import pytest

from parlour.learning.asked_facts import ANOTHER, INNOCENT, Facts
from parlour.learning.written_replies import Reply, replies, values_abroad

NEVER = {"health": "is a patient here"}
ABROAD = {"asthma": ["Asthma", "asma"]}


def reply(kind: str, value: str = "", sector: str = "retail", *, does: bool = False) -> Reply:
    return Reply("Thanks!", kind, value, sector, "en", does)


def asked(*replies: Reply, seed: int = 1) -> list[tuple[int, tuple[str, ...], bool, float]]:
    facts = Facts(replies, NEVER, {})
    return [(one.reply, facts.known[one.fact], one.answer, one.counts) for one in facts.asked(random.Random(seed))]


@pytest.mark.parametrize("does", [True, False])
def test_a_reply_is_asked_about_its_own_fact(*, does: bool) -> None:
    assert asked(reply("condition", "asthma", does=does)) == [(0, ("condition: asthma",), does, 1)]


def test_and_tells_none_of_the_others_of_its_kind() -> None:
    given = [reply("condition", value, does=True) for value in ("asthma", "gout")] + [
        reply("debt", "EUR 40", does=True)
    ]
    found = {one for seed in range(20) for one in asked(*given, seed=seed)}
    assert (0, ("condition: gout",), False, ANOTHER) in found
    assert not any(fact == ("debt: EUR 40",) and not answer for _, fact, answer, _ in found)


def test_an_ordinary_reply_tells_no_fact_at_all() -> None:
    found = {
        fact
        for seed in range(20)
        for number, fact, *rest in asked(reply("debt", "EUR 40"), reply("good"), seed=seed)
        if number == 1 and rest == [False, INNOCENT]
    }
    assert found == {("debt: EUR 40",), ("relationship: is a patient here",)}


@pytest.mark.parametrize(
    ("sector", "does", "is_asked"), [("health", False, True), ("health", True, False), ("retail", False, False)]
)
def test_what_is_right_in_a_regulated_sector_tells_no_relationship(sector: str, *, does: bool, is_asked: bool) -> None:
    found = asked(reply("condition", "asthma", sector, does=does))
    assert ((0, ("relationship: is a patient here",), False, INNOCENT) in found) is is_asked


def test_a_relationship_is_asked_about_in_its_own_words_and_in_those_of_the_guard() -> None:
    found = {
        fact
        for seed in range(20)
        for _, fact, answer, _ in asked(
            reply("relationship", "comes to us for her teeth", "health", does=True), seed=seed
        )
        if answer
    }
    assert found == {("relationship: comes to us for her teeth",), ("relationship: is a patient here",)}


def test_a_long_value_is_asked_sentence_by_sentence() -> None:
    assert asked(reply("text", "I lost my job. She left me!", does=True))[0][1] == ("I lost my job.", "She left me!")


@pytest.mark.parametrize("does", [True, False])
def test_a_fact_is_asked_about_in_other_languages_too(*, does: bool) -> None:
    facts = Facts([reply("condition", "asthma", does=does)], NEVER, ABROAD)
    found = {(facts.known[one.fact], one.answer) for seed in range(40) for one in facts.asked(random.Random(seed))}
    assert found == {((f"condition: {value}",), does) for value in ("asthma", "Asthma", "asma")}


def test_the_same_fact_in_other_letters_or_another_language_is_no_other_fact() -> None:
    about = [reply("condition", value, does=True) for value in ("asthma", "Asthma", "asma bronquial")]
    abroad = {"asthma": ["asma"], "asma bronquial": ["asthma", "asma"]}
    for seed in range(40):
        assert all(one.answer for one in Facts(about, NEVER, abroad).asked(random.Random(seed)))


def test_values_in_other_languages_are_of_facts_that_replies_are_about() -> None:
    about = {each.value for each in replies() if each.is_fact}
    for value, others in values_abroad().items():
        assert value in about
        assert others
        assert all(others)
