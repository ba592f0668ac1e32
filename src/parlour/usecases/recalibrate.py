"""Recalibrating triage for one brand from its own labels, and handing these labels to whoever trains it anew."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from django.db import transaction

from parlour.core.nouns.assessment import Assessment
from parlour.core.triage.evidence import Evidence
from parlour.core.triage.kernel import assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.core.triage.labels import (
    FAMILIES,
    INTENT,
    LANGUAGE,
    NO,
    TOPIC,
    YES,
    asked_whole,
    is_whole,
    said_of,
)
from parlour.core.triage.recalibration import Learnt, learn, named
from parlour.store import assessments, corrections
from parlour.store.corrections import Label
from parlour.store.models import Brand
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.thresholds import thresholds

AT_ONCE: Final = 250
SURE: Final = 1e-4  # no closer to 0 or 1: log-odds of certainty would count for everything
ANSWERS: Final = (NO, YES)
Handled = Mapping[str, Counter[str]]
"""Label → value → how many handled posts triage said that of."""


def study(brand: Brand, *, house: House, tell: Callable[[int, int], None]) -> dict[str, Learnt]:
    """What the brand's labels say of each output or family; nothing is written.

    The posts are judged again by the weights of today, without any earlier recalibration: labels of any age count.
    `tell` hears how many of how many posts were read.
    """
    given = corrections.labels(brand.pk)
    knowledge = house.knowledge.triage
    judged = _judged(given, knowledge, tell)
    handled = _handled(brand)
    fair = _fair(given)
    by_output: dict[str, list[Label]] = {}
    for label in given:
        if label.text in judged:
            by_output.setdefault(label.output, []).append(label)
    columns = {name: _columns(name, knowledge) for name in sorted(by_output)}
    return {
        name: learn(_evidence(by_output[name], outputs, judged, handled.get(name, Counter()), fair))
        for name, outputs in columns.items()
        if outputs
    }


def recalibrate(brand: Brand, learnt: Mapping[str, Learnt], *, house: House) -> int:
    """Write down what was kept, as the brand's configuration; its number, 0 when nothing changed.

    The worker reads it with the next batch of posts.
    """
    knowledge = house.knowledge.triage
    shifts: dict[str, tuple[float, float]] = {}
    for name, one in learnt.items():
        if one.kept and one.shift:
            shifts |= named(_columns(name, knowledge), one.shift)
    rounded = {name: [round(slope, 4), round(shift, 4)] for name, (slope, shift) in sorted(shifts.items())}
    return _keep(brand, {"model": knowledge.weights, "shifts": rounded}, house=house)


def forget(brand: Brand, *, house: House) -> int:
    """Judge this brand's posts as everybody's again; the number of the change, 0 when it was so already."""
    return _keep(brand, {"model": "", "shifts": {}}, house=house)


def _keep(brand: Brand, wanted: Mapping[str, Any], *, house: House) -> int:
    with transaction.atomic():
        held = Brand.objects.select_for_update().get(pk=brand.pk)
        before = held.settings.get("recalibration", {"number": 0, "model": "", "shifts": {}})
        if before["shifts"] == wanted["shifts"] and (not wanted["shifts"] or before["model"] == wanted["model"]):
            return 0
        kept = {**wanted, "number": before["number"] + 1}
        held.settings = {**held.settings, "recalibration": kept}
        held.save(update_fields=["settings"])
        append(held.pk, [Happening(f"brand:{held.pk}", "recalibrated", "system", payload=kept)], at=house.clock())
    return int(kept["number"])


def examples(brand: Brand) -> Iterator[dict[str, Any]]:
    """The brand's labelled posts as `parlour train` reads them: id, text, language, and labels (output → yes or no).

    Of a family every output is told: the one that is right, and that the others are not.
    """
    by_text: dict[int, list[Label]] = {}
    for label in corrections.labels(brand.pk):
        by_text.setdefault(label.text, []).append(label)
    for text in _loaded(by_text):
        mine = by_text[text.number]
        labels: dict[str, bool] = {}
        for label in mine:
            labels |= _as_outputs(label)
        language = next((label.value for label in mine if label.output == LANGUAGE), "")
        if labels or language:
            words = {"id": f"{brand.slug}-{text.post_number}-{text.version}", "text": text.post.text}
            yield {**words, "language": language or None, "labels": labels}


def _as_outputs(label: Label) -> dict[str, bool]:
    if label.output in FAMILIES:
        names = {label.value, label.said}
        return {f"{label.output}.{name}": name == label.value for name in sorted(names)}
    return {label.output: label.value == YES} if label.value in ANSWERS else {}


def _loaded(numbers: Iterable[int]) -> Iterator[assessments.WaitingText]:
    wanted = list(numbers)
    for at in range(0, len(wanted), AT_ONCE):
        yield from assessments.load(wanted[at : at + AT_ONCE])


def _judged(
    given: Sequence[Label], knowledge: TriageKnowledge, tell: Callable[[int, int], None]
) -> dict[int, Assessment]:
    """Text number → what triage says of it now."""
    numbers = list(dict.fromkeys(label.text for label in given))
    found: dict[int, Assessment] = {}
    for at in range(0, len(numbers), AT_ONCE):
        texts = assessments.load(numbers[at : at + AT_ONCE])
        judged = assess_posts([text.post for text in texts], knowledge)
        found |= {text.number: one for text, one in zip(texts, judged, strict=True)}
        tell(min(at + AT_ONCE, len(numbers)), len(numbers))
    return found


def _handled(brand: Brand) -> dict[str, Counter[str]]:
    begin = corrections.since(brand.pk)
    found: dict[str, Counter[str]] = {}
    whole = 0
    for result, route in corrections.handled(brand.pk, begin) if begin else ():
        whole += INTENT in result
        for name, said in said_of(result, route, thresholds()).items():
            found.setdefault(name, Counter())[said.value] += 1
    for name, counted in found.items():
        if name.startswith(TOPIC):
            counted[NO] = whole - counted[YES]
    return found


def _columns(name: str, knowledge: TriageKnowledge) -> tuple[str, ...]:
    """The outputs a label speaks of; none where it speaks of no score (route and language)."""
    outputs = knowledge.meaning.outputs
    if name in FAMILIES:
        return tuple(output for output in outputs if output.startswith(f"{name}."))
    return (name,) if name in outputs else ()


def _fair(given: Sequence[Label]) -> set[int]:
    """The texts that chance chose and somebody judged whole."""
    said: dict[int, set[str]] = {}
    for label in given:
        if asked_whole(label.post):
            said.setdefault(label.text, set()).add(label.output)
    return {text for text, outputs in said.items() if is_whole(outputs, thresholds())}


def _evidence(
    labels: Sequence[Label],
    outputs: tuple[str, ...],
    judged: Mapping[int, Assessment],
    handled: Counter[str],
    fair: Container[int],
) -> Evidence:
    family = len(outputs) > 1
    values = [output.rpartition(".")[2] for output in outputs] if family else list(ANSWERS)
    known = [label for label in labels if label.value in values and label.said in values]
    scores = np.array([[judged[label.text].scores[name] for name in outputs] for label in known])
    chances = np.clip(scores.reshape(len(known), len(outputs)), SURE, 1 - SURE)
    return Evidence(
        logits=np.log(chances) if family else np.log(chances / (1 - chances)),
        answer=np.array([values.index(label.value) for label in known], np.int64),
        verdict=np.array([values.index(label.said) for label in known], np.int64),
        group=np.array([label.case or label.post for label in known], np.int64),
        fair=np.array([label.text in fair for label in known], np.bool_),
        handled={values.index(value): count for value, count in handled.items() if value in values},
    )
