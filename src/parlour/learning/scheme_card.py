"""What is known of how well a scheme was learnt, as plain values and for a reader."""

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.knowledge import Floats
from parlour.learning.evaluate import ENOUGH, share_interval
from parlour.learning.metrics import ece
from parlour.learning.scheme import ALL_PARTS_UP_TO, PARTS, Taught
from parlour.learning.scheme_rows import Found

MIXED_UP_SHOWN = 15
Figures = dict[str, Any]


def figures(found: Found, taught: Taught, source: str) -> Figures:
    """Everything measured on the texts held back; `source` names the file."""
    answers, labels = taught.held.answers, taught.scheme.labels
    common = Counter(answers.tolist()).most_common(1)[0][1]
    return {
        "scheme": taught.scheme.name,
        "model": taught.scheme.model,
        "source": source,
        "texts": len(found.rows),
        "labels": len(labels),
        "repeats": found.repeats,
        "rejected": len(found.rejected),
        "unread": sorted(found.unread),
        "held_back": len(answers),
        "most_common": common / len(answers),
        "readings": [_reading("both", taught.both, answers), _reading("fast", taught.fast, answers)],
        "mixed_up": _mixed_up(taught.both, answers, labels),
    }


def _reading(name: str, chances: Floats, answers: NDArray[np.int64]) -> Figures:
    right = chances.argmax(axis=1) == answers
    low, high = share_interval(right.astype(np.float64))
    honest = ece(right, chances.max(axis=1)) if len(answers) >= ENOUGH else None
    return {"reading": name, "accuracy": float(right.mean()), "low": low, "high": high, "ece": honest}


def _mixed_up(chances: Floats, answers: NDArray[np.int64], labels: Sequence[str]) -> list[Figures]:
    """The labels most often taken for another."""
    said = chances.argmax(axis=1)
    wrong = np.flatnonzero(said != answers).tolist()
    pairs = Counter((labels[answers[row]], labels[said[row]]) for row in wrong)
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"label": label, "taken_for": other, "texts": times} for (label, other), times in ordered[:MIXED_UP_SHOWN]]


def told(measured: Mapping[str, Any]) -> list[str]:
    """What was measured of a scheme, in a few lines for a terminal."""
    head = f"{measured['scheme']}: {measured['texts']} texts, {measured['labels']} labels, {_left_out(measured)}."
    held = f"of {measured['held_back']} texts held back are right"
    return [head, *(f"{_NAMES[row['reading']]}: {_accuracy(row)} {held}." for row in measured["readings"])]


def card(measured: Mapping[str, Any]) -> str:
    """The card of a scheme: the words of `scheme_card.md` around the figures."""
    words = resources.files("parlour.learning").joinpath("scheme_card.md").read_text(encoding="utf-8")
    rows = [(_NAMES[row["reading"]], _accuracy(row), _honesty(row)) for row in measured["readings"]]
    mixed = [(row["label"], row["taken_for"], str(row["texts"])) for row in measured["mixed_up"]]
    some = measured["texts"] > ALL_PARTS_UP_TO
    return words.format(
        **{
            name: measured[name]
            for name in ("scheme", "model", "source", "texts", "labels", "most_common", "held_back")
        },
        left_out=_left_out(measured),
        how=f"One part of {PARTS} was held back" if some else f"Each of {PARTS} parts was held back in turn",
        readings=_table(("reading", "accuracy with 95 % interval", "calibration error (ECE)"), rows),
        mixed_up=_table(("label", "taken for", "texts"), mixed) if mixed else "None of the texts held back was.",
    )


_NAMES = {"both": "both readings", "fast": "the fast one alone"}


def _left_out(measured: Mapping[str, Any]) -> str:
    said = f"{measured['rejected']} rows rejected, {measured['repeats']} repeats"
    return f"{said}, columns left unread: {', '.join(measured['unread'])}" if measured["unread"] else said


def _accuracy(row: Mapping[str, Any]) -> str:
    return f"{row['accuracy']:.3f} ({row['low']:.3f}–{row['high']:.3f})"


def _honesty(row: Mapping[str, Any]) -> str:
    return f"not enough texts ({ENOUGH} are)" if row["ece"] is None else f"{row['ece']:.3f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
