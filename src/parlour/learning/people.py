"""Training of what hears names of people in the states of the encoder's trunk (core/personal_data/people.py)."""

import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.personal_data.people import WORD, around
from parlour.core.text.layers import TwoLayers
from parlour.core.text.network import Trunk
from parlour.knowledge.personal_data.load import PEOPLE
from parlour.learning.names_examples import PERSON, Sentence, chats, comments, load_names, ours, posts
from parlour.learning.names_train import POSTS, POSTS_HELD_BACK
from parlour.learning.two_layers import Singles, Whole, fit_layers, standardised

log = logging.getLogger(__name__)

HIDDEN, EPOCHS = 96, 8
PIECES = 128
CHATS, COMMENTS = 5000, 3000
"""Turns of chats, and comments with a name, beside all posts."""
ONE_IN = 3
"""Of words in small letters that are no name every third is learnt from, and counts for all."""
_TEXTS_AT_ONCE = 300

Rows = tuple[NDArray[np.float16], NDArray[np.bool_], NDArray[np.float32]]
"""States around the first piece of words, whether each is of a name, and as how many it counts."""


def train(data: Path, seed: int, trunk: bytes, vocabulary: Sequence[str], *, held_back: bool = False) -> dict[str, Any]:
    """The arrays of a `TwoLayers`, learnt from the data sets under `data`; with `held_back` what is for measuring stays
    unseen."""
    sentences = gather(data, seed, held_back=held_back)
    parts = [sentences[at : at + _TEXTS_AT_ONCE] for at in range(0, len(sentences), _TEXTS_AT_ONCE)]
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), _open, (trunk, vocabulary)) as hands:
        read = list(hands.map(_rows, parts))
    states, named, counts = (np.concatenate(column) for column in zip(*read, strict=True))
    log.info("people: %d words of %d texts, %d of names", len(named), len(sentences), named.sum())
    given, centre, spread = standardised(states.astype(np.float32))

    def gap(scores: Singles, rows: Whole) -> Singles:
        chance = 1 / (1 + np.exp(-scores[:, 0]))
        return np.asarray(((chance - named[rows]) * counts[rows])[:, None], np.float32)

    hidden, answer = fit_layers(given, gap, (HIDDEN, 1), EPOCHS, seed)
    return TwoLayers(centre, spread, hidden, answer).arrays()


def gather(data: Path, seed: int, *, held_back: bool) -> list[Sentence]:
    """Each text once: posts with people marked, comments with a name, turns of chats."""
    random = np.random.default_rng(seed)
    files = POSTS if held_back else POSTS + POSTS_HELD_BACK
    turns, masked = _once(chats(data, "train")), _once(comments(data, load_names(), random))
    named = [each for each in masked if each.spans]
    chosen = [*_some(turns, CHATS, random), *_some(named, COMMENTS, random)]
    return [*_once(posts(data, files)), *_once(ours()), *chosen]


def _once(sentences: Iterable[Sentence]) -> list[Sentence]:
    return list({sentence.text: sentence for sentence in sentences}.values())


def _some(sentences: Sequence[Sentence], most: int, random: np.random.Generator) -> list[Sentence]:
    return [sentences[place] for place in islice(random.permutation(len(sentences)), most)]


_opened: list[Trunk] = []
"""What a process reads with, opened once."""


def _open(trunk: bytes, vocabulary: Sequence[str]) -> None:
    _opened[:] = [Trunk(trunk, vocabulary)]


def _rows(sentences: Sequence[Sentence]) -> Rows:
    """What is learnt from some sentences."""
    read = [_words(place, sentence) for place, sentence in enumerate(sentences)]
    states, named, counts = zip(*read, strict=True)
    return np.concatenate(states), np.concatenate(named), np.concatenate(counts)


def _words(place: int, sentence: Sentence) -> Rows:
    pieces, (states,) = _opened[0].read(sentence.text, PIECES)
    people = [(start, end) for start, end, tag in sentence.spans if tag == PERSON]
    first, named, counts = [], [], []
    begins = {start: at for at, start in enumerate(pieces.start) if 0 < at < len(pieces.number) - 1}
    for number, match in enumerate(WORD.finditer(sentence.text)):
        at, name = begins.get(match.start()), any(a < match.end() and match.start() < b for a, b in people)
        small = match[0].islower() and not name
        if at is not None and (not small or (place + number) % ONE_IN == 0):
            first.append(at)
            named.append(name)
            counts.append(ONE_IN if small else 1)
    return around(states)[first].astype(np.float16), np.array(named, np.bool_), np.array(counts, np.float32)


def save(learnt: Mapping[str, NDArray[Any]], folder: Path) -> None:
    """Write what `knowledge.personal_data.load_people` reads."""
    with (folder / PEOPLE).open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **learnt)
