"""How well the guard's network tells replies apart that it did not learn from."""

from collections.abc import Sequence

import pytest

from parlour.knowledge.guard.meaning import load_meaning
from parlour.learning.told_apart import Row, measured
from parlour.learning.written_replies import Reply, apart, replies

ABOUT = ("condition", "type 1 diabetes", "retail", "en")
TOLD = Reply("Count the carbs and keep the glucose gel in your bag.", *ABOUT, True)
NEAR = Reply("The shop opens at nine.", *ABOUT, False)
RUDE = Reply("Read the manual, for once.", "rudeness", "", "retail", "en", True)
KIND = Reply("Thank you for waiting.", "rudeness", "", "retail", "en", False)
GERMAN = Reply("Guten Morgen, wir haben offen.", "good", "", "retail", "de", False)


def row(what: str, language: str, given: Sequence[Reply]) -> Row:
    rows = measured(load_meaning().meaning, given, seed=7)
    return next(each for each in rows if (each.what, each.language) == (what, language))


def test_each_fact_counts_before_its_own_and_each_tone_among_those_without() -> None:
    given = [TOLD, NEAR, RUDE, KIND, GERMAN]
    facts, tones = row("facts", "all", given), row("tones", "all", given)
    assert (facts.told, facts.near, facts.auc) == (1, 1, 1.0)
    assert (tones.told, tones.near, tones.auc) == (1, 3, 1.0)
    assert (row("tones", "en", given).near, row("tones", "en", given).told) == (2, 1)


def test_labels_that_are_wrong_show() -> None:
    swapped = [Reply(TOLD.text, *ABOUT, False), Reply(NEAR.text, *ABOUT, True)]
    assert row("facts", "all", swapped).auc == 0.0


@pytest.mark.parametrize("what", ["facts", "tones"])
def test_interval_holds_the_figure(what: str) -> None:
    found = row(what, "all", list(apart())[::15])
    assert found.low <= found.auc <= found.high
    assert found.low < found.high


def test_nothing_that_is_kept_apart_is_learnt() -> None:
    learnt = {reply.text.casefold() for reply in replies()}
    kept = [reply.text.casefold() for reply in apart()]
    assert len(kept) > 2000
    assert learnt.isdisjoint(kept)
