"""Handles that a reply must not mention are named, and marked where they stand."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.context import Other, PublicPost
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Severity
from tests.core.guard.desk import BARE, KNOWLEDGE, RECIPIENT, payload

DAN = replace(BARE, others=(Other("dan@lobby.example"),))


def marked(text: str, *mentions: str, private: bool = True) -> list[tuple[str, str]]:
    """The words that are marked for mentioning somebody, each with what is said of them."""
    made = payload(text, surface=Surface.PRIVATE if private else Surface.PUBLIC, mentions=(RECIPIENT, *mentions))
    found = [one for one in judge(made, DAN, KNOWLEDGE).findings if one.rule == "form.mentions"]
    assert all(one.severity is Severity.NEVER for one in found)
    return [(made.text[one.start : one.end], one.message) for one in found]


def alone(handle: str) -> str:
    return f"A private message must name nobody but the person it is for, not @{handle}; others might read it."


@pytest.mark.parametrize(
    ("text", "mentions", "words"),
    [
        ("As @bob told us, it left.", ["@bob"], [("@bob", "bob")]),
        ("As @Bob told us.", ["bob"], [("@Bob", "bob")]),
        ("Ask @bob.", ["@bob"], [("@bob", "bob")]),
        ("Ask @bob, or @bob again.", ["@bob", "@bob"], [("@bob", "bob"), ("@bob", "bob")]),
        ("Ask @bob and @kim.", ["@bob", "@kim"], [("@bob", "bob"), ("@kim", "kim")]),
        ("Ask @dan.", ["dan@lobby.example"], [("@dan", "dan@lobby.example")]),
        ("Ask @dan@lobby.example.", ["dan@lobby.example"], [("@dan@lobby.example", "dan@lobby.example")]),
        ("Ask @dan, @dan@a.b", ["@dan", "@dan@a.b"], [("@dan", "dan"), ("@dan@a.b", "dan@a.b")]),
        ("Ask x@bob.example, @bobby.", ["@bob"], [("", "bob")]),
        ("Nobody.", ["@bob"], [("", "bob")]),
        ("Nobody.", [], []),
        ("Write to @marlowcare@lobby.example.", ["@marlowcare@lobby.example"], []),
    ],
)  # fmt: skip
def test_in_private_nobody_else_is_mentioned(text: str, mentions: list[str], words: list[tuple[str, str]]) -> None:
    assert marked(text, *mentions) == [(word, alone(handle)) for word, handle in words]


@pytest.mark.parametrize(
    ("handle", "free"),
    [
        ("@northwindtrading", True),
        ("@northwind", True),
        ("@hotelnorthwind", False),
        ("@northwindtradingcare", True),
        ("@trading", False),
        ("@thwind", False),
        ("@north", False),
        ("@nort", False),
    ],
)
def test_a_handle_is_the_house_where_it_is_called_as_the_house_is(handle: str, free: bool) -> None:
    context = replace(DAN, author=replace(DAN.author, company="Northwind Trading"))
    made = payload(f"Ask {handle}.", surface=Surface.PRIVATE, mentions=(RECIPIENT, handle))
    found = [one.rule for one in judge(made, context, KNOWLEDGE).findings]
    assert ("form.mentions" not in found) is free


@pytest.mark.parametrize(
    ("company", "handle"), [("The Northwind Hotel", "@northwind"), ("Hotel Berg am See", "@bergamsee")]
)
def test_an_article_or_the_kind_of_house_may_be_left_out(company: str, handle: str) -> None:
    context = replace(DAN, author=replace(DAN.author, company=company))
    made = payload(f"Ask {handle}.", surface=Surface.PRIVATE, mentions=(RECIPIENT, handle))
    assert "form.mentions" not in [one.rule for one in judge(made, context, KNOWLEDGE).findings]


def test_in_public_another_customer_is_marked_and_onlookers_are_not() -> None:
    told = "This mentions another customer who is not part of this thread: @dan@lobby.example."
    assert marked("Like @kim and @dan.", "@kim", "dan@lobby.example", private=False) == [("@dan", told)]
    assert marked("Like @kim.", "@kim", private=False) == []


def test_in_public_whoever_is_in_the_thread_may_be_mentioned() -> None:
    context = replace(DAN, thread=(PublicPost("dan@lobby.example", "Same here."),))
    made = payload("@dan is right.", mentions=(RECIPIENT, "dan@lobby.example"))
    assert "form.mentions" not in [one.rule for one in judge(made, context, KNOWLEDGE).findings]
