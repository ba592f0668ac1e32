"""Everything measured about some knowledge, as plain values and as the model card."""

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from parlour.core.triage.knowledge import TriageKnowledge
from parlour.learning import meaning, readers, tongues
from parlour.learning.evaluate import assessments, figures, language_figures
from parlour.learning.examples import Example
from parlour.learning.faithful import faithfulness

Row = Mapping[str, Any]


def measure(data: Path, scenes: Path, knowledge: TriageKnowledge, seed: int) -> dict[str, list[dict[str, Any]]]:
    """Figures of all outputs, languages and reasons on what the knowledge has not learnt from.

    `data` is the folder of data sets, `scenes` the cast's scenes. Lists of rows, one dict each.
    """
    held = held_out(data, scenes, knowledge)
    found = assessments(held, knowledge)
    spoken = [example for example in tongues.gather(data, seed) if example.part == "test"]
    spoken += [example for example in held if example.source in ("care", "cast")]
    texts = [example.text for example in held if example.source in ("care", "cast")]
    texts += [example.text for example in held if example.source not in ("care", "cast")][::20]
    return {
        "figures": [figure.as_row() for figure in figures(held, found, knowledge.thresholds.high)],
        "languages": [figure.as_row() for figure in language_figures(spoken, assessments(spoken, knowledge))],
        "reasons": [row.as_row() for row in faithfulness(texts, knowledge)],
        "routes": routes(held, found),
    }


def held_out(data: Path, scenes: Path, knowledge: TriageKnowledge) -> list[Example]:
    """The test parts of all sets, and the cast."""
    examples = [example for example in meaning.gather(data, knowledge.lexicon) if example.part == "test"]
    return examples + list(readers.cast(scenes))


def routes(examples: Sequence[Example], found: Sequence[Any]) -> list[dict[str, Any]]:
    """How posts of our care sets are routed: share by route, as if all were addressed."""
    rows = []
    for source in ("care", "cast"):
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
        ("output", "measured on", "rows", "yes", "metric", "value", "95 % interval", "baseline"),
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
            )
            for r in rows
        ],
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
