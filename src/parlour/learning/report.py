"""Everything measured about some knowledge, as plain values and as the model card."""

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from parlour.core.triage.kernel import assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.learning import insistence, meaning, own_posts, readers, tongues
from parlour.learning.evaluate import LABELLED, Figure, Sample, assessments, figures, language_figures
from parlour.learning.examples import Example
from parlour.learning.faithful import faithfulness
from parlour.learning.metrics import auc, kappa
from parlour.learning.reliability import doubts, reliability

Row = Mapping[str, Any]
AGREED = ("sentiment.negative", "heat", "complaint", "urgency", "one_reply", "sensitive.finance", "intent.fault")


def measure(
    data: Path, scenes: Path, knowledge: TriageKnowledge, seed: int, yours: Sequence[Example] = ()
) -> dict[str, list[dict[str, Any]]]:
    """Figures of all outputs, languages and reasons on what the knowledge has not learnt from.

    `data` is the folder of data sets, `scenes` the cast's scenes, `yours` examples of an operator. Lists of rows, one
    dict each.
    """
    held = held_out(data, scenes, knowledge, yours)
    found, fast = assessments(held, knowledge), assessments(held, knowledge.fast)
    spoken = [example for example in tongues.gather(data, seed) if example.part == "test"]
    spoken += [example for example in held if example.source in LABELLED]
    texts = [example.text for example in held if example.source in LABELLED]
    texts += [example.text for example in held if example.source not in LABELLED][::20]
    return {
        "figures": _beside(
            figures(held, found, knowledge.thresholds.high), figures(held, fast, knowledge.thresholds.high, rounds=1)
        ),
        "doubts": [row.as_row() for row in doubts(held, found, knowledge.thresholds)],
        "reliability": [row.as_row() for row in reliability(held, found)],
        "escalation": escalation(data, knowledge),
        "agreement": agreement(),
        "languages": [figure.as_row() for figure in language_figures(spoken, assessments(spoken, knowledge))],
        "reasons": [row.as_row() for row in faithfulness(texts, knowledge)],
        "routes": routes(held, found),
    }


def held_out(data: Path, scenes: Path, knowledge: TriageKnowledge, yours: Sequence[Example] = ()) -> list[Example]:
    """The test parts of all sets and of `yours`, and the cast."""
    examples = [example for example in meaning.gather(data, knowledge.lexicon, yours) if example.part == "test"]
    return [*examples, *readers.cast(scenes), *own_posts.held()]


def _beside(both: Sequence[Figure], fast: Sequence[Figure]) -> list[dict[str, Any]]:
    """Figures of both readings, with what the fast path alone reaches."""
    alone = {(figure.output, figure.slice, figure.metric): figure.value for figure in fast}
    return [figure.as_row() | {"fast": alone[figure.output, figure.slice, figure.metric]} for figure in both]


def escalation(data: Path, knowledge: TriageKnowledge) -> list[dict[str, Any]]:
    """Ranking of real threads of companies that nothing was learnt from."""
    threads = [thread for thread in insistence.gather(data) if thread.part == "test"]
    found = assess_posts([thread.post for thread in threads], knowledge)
    answers = np.array([thread.escalates for thread in threads], np.bool_)
    scores = np.array([assessment.scores["escalation"] for assessment in found])
    return [Sample("escalation", "care", answers, scores).figure("auc", auc, 0.5).as_row()]


def agreement() -> list[dict[str, Any]]:
    """How often two readers of the same care posts gave the same answer, and Cohen's kappa."""
    first = {(label["thread"], label["turn"]): own_posts.answers(label) for label in own_posts.labelled("care")}
    second = [(label["thread"], label["turn"]) for label in own_posts.labelled("care_second")]
    theirs = [own_posts.answers(label) for label in own_posts.labelled("care_second")]
    rows = []
    for output in AGREED:
        pairs = [(first[key].get(output), answer.get(output)) for key, answer in zip(second, theirs, strict=True)]
        both = np.array([pair for pair in pairs if None not in pair], np.bool_)
        rows.append({"output": output, "rows": len(both), "same": float((both[:, 0] == both[:, 1]).mean())})
        rows[-1]["kappa"] = kappa(both[:, 0], both[:, 1])
    return rows


def routes(examples: Sequence[Example], found: Sequence[Any]) -> list[dict[str, Any]]:
    """How posts of our care sets are routed: share by route, as if all were addressed."""
    rows = []
    for source in LABELLED:
        chosen = [a for e, a in zip(examples, found, strict=True) if e.source == source]
        for route in sorted({a.route.value for a in chosen}):
            count = sum(a.route == route for a in chosen)
            rows.append({"slice": source, "route": route, "rows": len(chosen), "share": count / len(chosen)})
    return rows


def card(measured: Mapping[str, Sequence[Row]], model: str) -> str:
    """The model card: the words of `model_card.md` around the tables."""
    words = resources.files("parlour.learning").joinpath("model_card.md").read_text(encoding="utf-8")
    return words.format(
        model=model,
        figures=_figure_table(measured["figures"]),
        languages=_figure_table(measured["languages"]),
        doubts=_table(
            ("output", "posts", "in doubt", "wrong in doubt", "wrong otherwise"),
            [
                (r["output"], r["rows"], r["doubtful"], f"{r['wrong_in_doubt']:.3f}", f"{r['wrong_otherwise']:.3f}")
                for r in measured["doubts"]
            ],
        ),
        reliability=_table(
            ("output", "measured on", "posts", "chance said → share of yes, from least to most"),
            [
                (r["output"], r["slice"], r["rows"], ", ".join(f"{said:.2f} → {yes:.2f}" for said, yes in r["curve"]))
                for r in measured["reliability"]
            ],
        ),
        escalation=_figure_table(measured["escalation"]),
        agreement=_table(
            ("output", "posts", "same answer", "kappa"),
            [(r["output"], r["rows"], f"{r['same']:.3f}", f"{r['kappa']:.2f}") for r in measured["agreement"]],
        ),
        reasons=_table(
            ("output", "posts", "reasons beat chance", "95 % interval"),
            [
                (r["output"], r["posts"], f"{r['share']:.3f}", f"{r['low']:.3f}–{r['high']:.3f}")
                for r in measured["reasons"]
            ],
        ),
        routes=_table(
            ("posts", "route", "share"), [(r["slice"], r["route"], f"{r['share']:.3f}") for r in measured["routes"]]
        ),
    )


def _figure_table(rows: Sequence[Row]) -> str:
    return _table(
        ("output", "measured on", "rows", "yes", "metric", "value", "95 % interval", "baseline", "fast path alone"),
        [
            (
                r["output"],
                r["slice"],
                r["rows"],
                r["yes"],
                r["metric"],
                f"{r['value']:.3f}",
                f"{r['low']:.3f}–{r['high']:.3f}",
                f"{r['baseline']:.3f}",
                f"{r['fast']:.3f}" if "fast" in r else "",
            )
            for r in rows
        ],
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
