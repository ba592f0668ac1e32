"""From data sets to the arrays of the tagger: the same bytes for the same data, code and seed."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.personal_data.marks import marks, name_places
from parlour.core.personal_data.words import Words, cut, key_of
from parlour.knowledge.personal_data.load import WEIGHTS
from parlour.learning.names_chain import Chain, Sequences, learn
from parlour.learning.names_examples import (
    KINDS,
    PERSON,
    PERSON_GOES_ON,
    PLACE,
    THING,
    Names,
    Sentence,
    care,
    chats,
    comments,
    is_number,
    load_names,
    others,
    posts,
)
from parlour.learning.names_templates import details, letters, things

log = logging.getLogger(__name__)

Arrays = dict[str, NDArray[Any]]

BUCKETS = 1 << 16
ROUNDS = 8
POSTS = ("btc_ner/a", "btc_ner/b", "btc_ner/e", "wnut17_ner/train")
POSTS_HELD_BACK = ("btc_ner/g", "wnut17_ner/dev")
_PLACES = 1 << 17
_LEAN = 1.25
"""Log odds for every kind: what is overlooked costs a customer more than what is marked in vain."""
_OF_WORD = (0, 7, 8, 18, 21, 24)
"""Marks that name the word itself."""


def train(data: Path, seed: int, *, held_back: bool = False) -> Arrays:
    """The arrays `knowledge.personal_data.load` reads; with `held_back` what is for measuring stays unseen."""
    names = load_names()
    sentences = gather(data, names, seed, held_back=held_back)
    log.info("%d sentences", len(sentences))
    return taught(sentences, names, seed)


def taught(sentences: Sequence[Sentence], names: Names, seed: int, rounds: int = ROUNDS) -> Arrays:
    """The arrays learnt from these sentences."""
    return arrays(learn(_sequences(sentences, names, seed), BUCKETS, seed=seed, rounds=rounds), names)


def gather(data: Path, names: Names, seed: int, *, held_back: bool) -> list[Sentence]:
    """All sentences to learn from."""
    random = np.random.default_rng(seed)
    files = POSTS if held_back else POSTS + POSTS_HELD_BACK
    found = [*posts(data, files), *chats(data, "train"), *(() if held_back else chats(data, "dev"))]
    found += [*comments(data, names, random), *others(data), *letters(data, names, random)]
    found += [*details(names, random), *things(names, random), *(() if held_back else care(data))]
    return found


def arrays(chain: Chain, names: Names) -> Arrays:
    """What a chain has learnt, its weights rounded to a byte each."""
    lean = np.array([_LEAN if kind else 0 for kind in KINDS], np.float32)
    scale = float(np.abs(chain.weights).max()) / 127
    return {
        "kinds": np.array(KINDS),
        "weights": np.round(chain.weights[:-1] / scale).astype(np.int8),
        "scale": np.array(scale, np.float32),
        "bias": chain.bias + lean,
        "between": chain.between,
        "opening": chain.opening,
        "names": _table(_keys(names)),
    }


def _keys(names: Names) -> dict[int, int]:
    """Key of every known name, and whether it is given (1), a family's (2) or both (3)."""
    keys: dict[int, int] = {}
    for sort, listed in ((1, names.given), (2, names.family)):
        for name in listed:
            for part in name.lower().split():
                if len(part) > 2 or part in {"li", "wu", "yu", "le", "jo", "al"}:
                    keys[key_of(part)] = keys.get(key_of(part), 0) | sort
    return keys


def _table(keys: dict[int, int]) -> NDArray[np.uint8]:
    table = np.zeros(_PLACES, np.uint8)
    table[name_places(np.array(list(keys), np.uint64), _PLACES)] = list(keys.values())
    return table


def _sequences(sentences: Sequence[Sentence], names: Names, seed: int) -> Sequences:
    """Marks and allowed tags; half of the sentences are marked as if no name were known, so that the rest counts."""
    keys = _keys(names)
    tables = (np.zeros(_PLACES, np.uint8), _table(keys))
    order = np.random.default_rng(seed).permutation(len(sentences))
    called, allowed, sizes = [], [], []
    for place, chosen in enumerate(np.array_split(order, max(2, len(order) // 2000))):
        some = [sentences[index] for index in chosen]
        words = cut([sentence.text for sentence in some])
        marked = marks(words, tables[place % 2], BUCKETS)
        called.append(marked.astype(np.uint16))
        allowed.append(_allowed(some, words, frozenset(keys)))
        sizes.append(np.diff(words.first))
    first = np.concatenate(([0], np.cumsum(np.concatenate(sizes))))
    return Sequences(np.concatenate(called, axis=1), np.concatenate(allowed), first, _OF_WORD)


def _allowed(sentences: Sequence[Sentence], words: Words, known: frozenset[int]) -> NDArray[np.bool_]:
    """(words, tags): the tag of known spans alone; elsewhere none, or what silence leaves open."""
    allowed = np.zeros((len(words.start), len(KINDS)), np.bool_)
    size = words.end - words.start
    for row, sentence in enumerate(sentences):
        begin, end = int(words.first[row]), int(words.first[row + 1])
        allowed[begin:end, 0] = True
        if sentence.silence != "sure":
            allowed[begin:end, [PLACE, THING]] = True
        if sentence.silence == "doubtful":
            _leave_open(allowed, sentence.text, words, (begin, end), known)
        starts = words.text_start[begin:end]
        for start, stop, tag in sentence.spans:
            inside = begin + np.flatnonzero((starts < stop) & (starts + size[begin:end] > start))
            allowed[inside] = False
            allowed[inside, PERSON_GOES_ON if tag == PERSON else tag] = True
            if tag == PERSON and len(inside):
                allowed[inside[0]] = np.arange(len(KINDS)) == PERSON
    return allowed


def _leave_open(
    allowed: NDArray[np.bool_], text: str, words: Words, places: tuple[int, int], known: frozenset[int]
) -> None:
    for place in range(*places):
        start = int(words.text_start[place])
        word = text[start : start + int(words.end[place] - words.start[place])]
        if is_number(word) or (word[:1].isupper() and key_of(word.lower()) in known):
            allowed[place] = True


def save(learnt: Arrays, folder: Path) -> None:
    """Write what `knowledge.personal_data.load` reads."""
    with (folder / WEIGHTS).open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **learnt)
