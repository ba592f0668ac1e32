"""Which weights a text calls up, and what the lexicon finds in it."""

import pytest

from parlour.core.triage.grams import NOWHERE, Lexicon, count_grams
from parlour.core.triage.tokens import tokenize

LEXICON = Lexicon(("health", "money"), (("zahn*", 0), ("root canal", 0), ("pay", 1), ("😡", 1), ("0% off", 1)))


def found(text: str) -> list[str]:
    finds = LEXICON.find(tokenize([text]))
    return [LEXICON.terms[term][0] for term in finds.term.tolist()]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("My ROOT CANAL hurts", ["root canal"]),
        ("Zahnarztrechnung", ["zahn*"]),
        ("Backenzahnarzt", []),
        ("I pay", ["pay"]),
        ("payment", []),
        ("repay", []),
        ("pay, pay!", ["pay", "pay"]),
        ("grr😡😡", ["😡", "😡"]),
        ("now 5% off", ["0% off"]),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words_or_beginnings(text: str, terms: list[str]) -> None:
    assert found(text) == terms


def test_term_belongs_to_the_token_it_begins_in() -> None:
    finds = LEXICON.find(tokenize(["a root canal", "pay"]))
    assert (finds.token.tolist(), finds.group.tolist()) == ([1, 3], [0, 1])


@pytest.mark.parametrize(
    ("text", "words", "pairs", "runs"),
    [
        # "_h" "hi", "_hi" "hi_", "_hi_"
        ("hi", 1, 0, 5),
        ("hi hi", 2, 1, 10),
        ("!!", 1, 0, 0),
        ("@hi", 2, 1, 0),
        ("http://a.b/c", 1, 0, 0),
        ("", 0, 0, 0),
    ],
)
def test_features_of_a_text(text: str, words: int, pairs: int, runs: int) -> None:
    grams = count_grams(tokenize([text]), (2, 3, 4))
    assert (int((grams.word != NOWHERE).sum()), int((grams.pair != NOWHERE).sum()), len(grams.run)) == (
        words,
        pairs,
        runs,
    )
    assert grams.size.tolist() == [max(words + pairs + runs, 1)]


def test_pairs_do_not_cross_texts() -> None:
    grams = count_grams(tokenize(["one two", "three four"]), (3,))
    assert (grams.pair != NOWHERE).tolist() == [False, True, False, True]
