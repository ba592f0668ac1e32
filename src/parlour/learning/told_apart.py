"""How well the guard's network tells apart replies that nothing is learnt from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from parlour.core.guard.meaning import Meaning, ReadText
from parlour.core.text.fold import fold
from parlour.learning.metrics import auc, interval
from parlour.learning.written_replies import TONES, Reply

Odds = NDArray[np.float64]
_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """The chance that a reply which does something scores above one that does not, with its 95 % interval.

    `what`: "facts", each reply before its own, or "tones", the mean over all of them; `language`: "all" or one.
    """

    what: str
    language: str
    told: int
    near: int
    auc: float
    low: float
    high: float


def measured(meaning: Meaning, replies: Sequence[Reply], *, seed: int) -> list[Row]:
    """Facts and tones, of all replies and of each language; the same for the same replies and seed."""
    read = [meaning.read(fold(reply.text).text) for reply in replies]
    tones = np.array([[meaning.tone(text, name).odds for name in TONES] for text in read])
    facts = np.array([[_told(meaning, text, reply)] for text, reply in zip(read, replies, strict=True)])
    has = np.array([[_answer(reply, reply.kind == name) for name in TONES] for reply in replies])
    tells = np.array([[_answer(reply, reply.is_fact)] for reply in replies])
    return [*_rows("facts", replies, facts, tells, seed), *_rows("tones", replies, tones, has, seed)]


def _told(meaning: Meaning, text: ReadText, reply: Reply) -> float:
    """How surely a reply tells the fact it is about; not a number where it is about none."""
    return meaning.tells(text, meaning.fact(reply.kind, reply.value)).odds if reply.is_fact else np.nan


def _answer(reply: Reply, asked: bool) -> float:
    """1 where the reply does what is asked, 0 where it does nothing, not a number where it does something else."""
    return float(reply.does and asked) if asked or not reply.does else np.nan


def _rows(what: str, replies: Sequence[Reply], odds: Odds, answers: Odds, seed: int) -> Iterator[Row]:
    answers = np.where(np.isnan(odds), np.nan, answers)
    spoken = np.array([reply.language for reply in replies])
    for language in ("all", *sorted(set(spoken.tolist()))):
        places = np.flatnonzero(((spoken == language) | (language == "all")) & ~np.isnan(answers).all(axis=1))
        mean = partial(_mean, odds[places], answers[places])
        told = int((answers[places] == 1).any(axis=1).sum())
        low, high = interval(mean, len(places), seed=seed, rounds=_ROUNDS)
        whole = mean(np.arange(len(places)))
        yield Row(what, language, told, len(places) - told, round(whole, 3), round(low, 3), round(high, 3))


def _mean(odds: Odds, answers: Odds, rows: NDArray[np.int64]) -> float:
    """The mean over the columns of those rows that hold both; not a number without any."""
    found = []
    for column in range(odds.shape[1]):
        said = answers[rows, column]
        known = ~np.isnan(said)
        found.append(auc(said[known] > 0, odds[rows, column][known]))
    able = [each for each in found if not np.isnan(each)]
    return float(np.mean(able)) if able else float("nan")
