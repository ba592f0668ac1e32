"""What ships: small, whole and consistent."""

from importlib import resources

import pytest

from parlour.core.triage.scripts import SCRIPTS
from parlour.knowledge.triage.load import WEIGHTS, load_lexicon, load_triage

KNOWLEDGE = load_triage()


def test_weights_are_small() -> None:
    assert len(resources.files("parlour.knowledge.triage").joinpath(WEIGHTS).read_bytes()) < 2_000_000


def test_absent_features_weigh_nothing() -> None:
    assert not KNOWLEDGE.meaning.weights[0].any()
    assert not KNOWLEDGE.tongues.weights[0].any()


def test_every_bar_belongs_to_an_output() -> None:
    outputs = set(KNOWLEDGE.meaning.outputs)
    assert set(KNOWLEDGE.thresholds.high) == outputs - {"sentiment.neutral"}
    assert all(bar < KNOWLEDGE.thresholds.high[name] for name, bar in KNOWLEDGE.thresholds.doubtful.items())


def test_every_language_has_a_script_and_at_least_twenty_are_told_apart() -> None:
    tongues = KNOWLEDGE.tongues
    assert len(set(tongues.codes)) == len(tongues.codes) == len(tongues.script) >= 20
    assert all(0 < script < len(SCRIPTS) for script in tongues.script.tolist())


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_understood_languages_are_told_apart_and_have_a_shift(language: str) -> None:
    assert language in KNOWLEDGE.thresholds.understood
    assert language in KNOWLEDGE.tongues.codes
    assert language in KNOWLEDGE.meaning.languages


def test_terms_are_written_as_the_kernel_folds() -> None:
    terms = [term for term, _ in load_lexicon().terms]
    assert [term for term in terms if term != term.lower() or any(c.isdigit() and c != "0" for c in term)] == []
    assert [term for term in terms if term != term.strip() or "*" in term[:-1]] == []
    assert len(set(load_lexicon().terms)) == len(terms)
