"""From the files beside this one to a TriageKnowledge."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.network import Top, Trunk
from parlour.core.triage.encoder import PARTS, Encoder
from parlour.core.triage.grams import Lexicon
from parlour.core.triage.knowledge import (
    FAST,
    Floats,
    Meaning,
    Second,
    ThreadPolicy,
    Thresholds,
    Tongues,
    TriageKnowledge,
)
from parlour.knowledge.personal_data import load_people, load_tagger
from parlour.knowledge.triage.harms import load_harms

WEIGHTS = "weights.npz"
TRUNK, TOP = "trunk.onnx", "top.onnx"
VOCABULARY = "vocabulary.txt"


@cache
def load_triage() -> TriageKnowledge:
    """The knowledge that ships with Parlour; read once per process."""
    arrays = load_arrays()
    second = replace(second_from(arrays, load_encoder(_names(arrays))), people=load_people())
    return replace(knowledge_from(arrays, load_lexicon(), load_policy(), second), tagger=load_tagger())


@cache
def load_fast_triage() -> TriageKnowledge:
    """What `load_triage().fast` is, without opening the encoder; read once per process."""
    knowledge = knowledge_from(load_arrays(), load_lexicon(), load_policy())
    return replace(knowledge, tagger=load_tagger(), model=f"{knowledge.model}{FAST}")


@cache
def load_brief_triage() -> TriageKnowledge:
    """What judges in a flood."""
    return load_triage().brief()


def load_arrays() -> dict[str, NDArray[Any]]:
    """The weights, as training wrote them."""
    with resources.files(__package__).joinpath(WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def load_encoder(outputs: tuple[str, ...]) -> Encoder:
    """The encoder that ships; `outputs` names what it answers."""
    return Encoder(load_trunk(), Top(network(TOP), (PARTS,)), outputs)


@cache
def load_trunk() -> Trunk:
    """The lower half of the encoder, which the guard reads with too; opened once per process."""
    return Trunk(network(TRUNK), load_vocabulary())


def network(name: str) -> bytes:
    """TRUNK or TOP of the encoder that ships (ONNX)."""
    return resources.files(__package__).joinpath(name).read_bytes()


def load_vocabulary() -> list[str]:
    """The pieces the encoder knows, by number."""
    return _text(VOCABULARY).split("\n")[:-1]


def second_from(arrays: Mapping[str, NDArray[Any]], encoder: Encoder) -> Second:
    """How both readings are joined (arrays named `second_`)."""
    linear, encoded, shift = (_with_others(arrays[f"second_{name}"]) for name in ("linear", "encoded", "shift"))
    return Second(encoder, linear, encoded, shift)


def load_lexicon() -> Lexicon:
    """The lexicon: group → language → terms between bars."""
    groups = tomllib.loads(_text("lexicon.toml"))
    terms = [(term, index) for index, name in enumerate(groups) for term in _terms(groups[name])]
    return Lexicon(tuple(groups), tuple(terms))


def load_policy() -> dict[str, Any]:
    """The policy, as `policy.toml` has it."""
    return tomllib.loads(_text("policy.toml"))


def knowledge_from(
    arrays: Mapping[str, NDArray[Any]], lexicon: Lexicon, policy: Mapping[str, Any], second: Second | None = None
) -> TriageKnowledge:
    """Knowledge from the arrays that training writes (names: fields of Meaning and, with `tongue_`, of Tongues)."""
    outputs = _names(arrays)
    return TriageKnowledge(
        model=str(arrays["model"]),
        meaning=Meaning(
            outputs=outputs,
            run_lengths=tuple(int(length) for length in arrays["run_lengths"]),
            weights=arrays["weights"],
            group_weights=arrays["group_weights"],
            gain=arrays["gain"],
            languages=tuple(str(code) for code in arrays["languages"]),
            language_shift=_with_others(arrays["language_shift"]),
        ),
        tongues=Tongues(
            codes=tuple(str(code) for code in arrays["tongue_codes"]),
            script=arrays["tongue_script"],
            weights=arrays["tongue_weights"],
            gain=arrays["tongue_gain"],
            bias=arrays["tongue_bias"],
        ),
        lexicon=lexicon,
        thresholds=Thresholds(
            high={name: bar for name, bar in policy["high"].items() if name in outputs},
            doubtful={name: bar for name, bar in policy["doubtful"].items() if name in outputs},
            language=policy["language"],
            topic=policy["topic"],
            understood=tuple(policy["understood"]),
        ),
        sector_shift={
            sector: {name: shift for name, shift in shifts.items() if name in outputs}
            for sector, shifts in policy["sector"].items()
        },
        thread=ThreadPolicy(**policy["thread"]).only(outputs),
        escalation=arrays["escalation"],
        second=second,
        harms=load_harms(),
    )


def _names(arrays: Mapping[str, NDArray[Any]]) -> tuple[str, ...]:
    return tuple(str(name) for name in arrays["outputs"])


def _with_others(shift: Floats) -> Floats:
    """What there is for the languages and, for all others, the mean."""
    return np.vstack([shift, shift.mean(axis=0)])


def _terms(by_language: Mapping[str, str]) -> list[str]:
    """The terms of a group, each once: languages share some."""
    terms = (term for listed in by_language.values() for term in listed.replace("\n", "").split("|"))
    return list(dict.fromkeys(filter(None, terms)))


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
