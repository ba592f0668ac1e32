"""What ships: small, whole and consistent."""

from importlib import resources

import pytest

from parlour.core.triage.knowledge import SENTIMENT
from parlour.core.triage.scripts import SCRIPTS
from parlour.knowledge.triage.load import TOP, TRUNK, VOCABULARY, WEIGHTS, load_lexicon, load_triage

KNOWLEDGE = load_triage()
SHIPPED = (WEIGHTS, TRUNK, TOP, VOCABULARY)


def test_weights_are_small() -> None:
    size = {name: len(resources.files("parlour.knowledge.triage").joinpath(name).read_bytes()) for name in SHIPPED}
    assert size[TRUNK] + size[TOP] <= 25_000_000
    assert sum(size.values()) <= 30_000_000


def test_absent_features_weigh_nothing() -> None:
    assert not KNOWLEDGE.meaning.weights[0].any()
    assert not KNOWLEDGE.tongues.weights[0].any()


def test_every_bar_belongs_to_an_output() -> None:
    outputs = set(KNOWLEDGE.meaning.outputs)
    told = {name for name in outputs if not name.startswith(("intent.", "topics."))}
    assert set(KNOWLEDGE.thresholds.high) == told - {"sentiment.neutral", "one_reply", "politeness"}
    assert all(bar < KNOWLEDGE.thresholds.high[name] for name, bar in KNOWLEDGE.thresholds.doubtful.items())


def test_encoder_answers_the_same_questions() -> None:
    second = KNOWLEDGE.second
    assert second
    assert second.encoder.outputs == KNOWLEDGE.meaning.outputs
    shape = (len(KNOWLEDGE.meaning.languages) + 1, len(KNOWLEDGE.meaning.outputs))
    assert second.linear.shape == second.encoded.shape == second.shift.shape == shape
    assert (second.linear >= 0).all()
    assert (second.encoded >= 0).all()


def test_brief_knowledge_keeps_every_output_from_which_something_follows() -> None:
    brief = KNOWLEDGE.brief()
    assert set(brief.meaning.outputs) == {*KNOWLEDGE.thresholds.high, *SENTIMENT}
    assert brief.second is None
    assert brief.model == f"{KNOWLEDGE.model} brief"


def test_every_language_has_a_script_and_at_least_thirty_are_told_apart() -> None:
    tongues = KNOWLEDGE.tongues
    assert len(set(tongues.codes)) == len(tongues.codes) == len(tongues.script) >= 30
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
