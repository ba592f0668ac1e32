"""From the files beside this one to a TriageKnowledge."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.grams import Lexicon
from parlour.core.triage.knowledge import Meaning, Thresholds, Tongues, TriageKnowledge

WEIGHTS = "weights.npz"


@cache
def load_triage() -> TriageKnowledge:
    """The knowledge that ships with Parlour; read once per process."""
    with resources.files(__package__).joinpath(WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        held = {name: arrays[name] for name in arrays.files}
    return knowledge_from(held, load_lexicon(), load_policy())


def load_lexicon() -> Lexicon:
    """The lexicon: group → language → terms between bars."""
    groups = tomllib.loads(_text("lexicon.toml"))
    terms = [(term, index) for index, name in enumerate(groups) for term in _terms(groups[name])]
    return Lexicon(tuple(groups), tuple(terms))


def load_policy() -> dict[str, Any]:
    """The policy, as `policy.toml` has it."""
    return tomllib.loads(_text("policy.toml"))


def knowledge_from(arrays: Mapping[str, NDArray[Any]], lexicon: Lexicon, policy: Mapping[str, Any]) -> TriageKnowledge:
    """Knowledge from the arrays that training writes (names: fields of Meaning and, with `tongue_`, of Tongues)."""
    outputs = tuple(str(name) for name in arrays["outputs"])
    return TriageKnowledge(
        model=str(arrays["model"]),
        meaning=Meaning(
            outputs=outputs,
            run_lengths=tuple(int(length) for length in arrays["run_lengths"]),
            weights=arrays["weights"],
            group_weights=arrays["group_weights"],
            gain=arrays["gain"],
            languages=tuple(str(code) for code in arrays["languages"]),
            language_shift=np.vstack([arrays["language_shift"], arrays["language_shift"].mean(axis=0)]),
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
            understood=tuple(policy["understood"]),
        ),
        sector_shift={
            sector: {name: shift for name, shift in shifts.items() if name in outputs}
            for sector, shifts in policy["sector"].items()
        },
    )


def _terms(by_language: Mapping[str, str]) -> list[str]:
    """The terms of a group, each once: languages share some."""
    terms = (term for listed in by_language.values() for term in listed.replace("\n", "").split("|"))
    return list(dict.fromkeys(filter(None, terms)))


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
