"""Drift: what triage said of a brand's posts week by week, beside what it said in the weeks before."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from parlour.core.triage.drift import LEAST, Judged, mean, moved, share, shares_of
from parlour.core.triage.labels import CHOICES, TOPIC, YES, judged, said_of, scores_of
from parlour.store import corrections
from parlour.store.models import Brand
from parlour.usecases.house import House
from parlour.usecases.thresholds import thresholds

WEEK: Final = timedelta(days=7)
LANGUAGES: Final = 5
TOO_FEW: Final = "not enough data"
PLACES: Final = 4


def drift(brand: Brand, *, weeks: int, house: House) -> dict[str, Any]:
    """The last `weeks` weeks, each counted back from now, beside as many weeks before them together."""
    now = house.clock()
    begins = [now - WEEK * (weeks - index) for index in range(weeks)]
    reference = Judged()
    for begin in (now - WEEK * (2 * weeks - index) for index in range(weeks)):
        reference.add(_read(brand.pk, begin, begin + WEEK))
    lately = [(begin, _read(brand.pk, begin, begin + WEEK)) for begin in begins]
    return {
        "brand": brand.slug,
        "reference": {"from": _day(now - WEEK * 2 * weeks), "to": _day(begins[0]), **_around(reference)},
        "weeks": [
            {"from": _day(begin), "to": _day(begin + WEEK), **_around(week), "outputs": _outputs(reference, week)}
            for begin, week in lately
        ],
        "alarms": sum(
            1
            for _, week in lately
            for name in week.scores
            if (far := moved(reference.scores.get(name, ()), week.scores[name])) and far.alarm
        ),
    }


def _read(brand: int, begin: datetime, end: datetime) -> Judged:
    found = Judged()
    for result, route, model in corrections.spoken(brand, begin, end):
        _count(found, result, route, model)
    for output, (n, agreed) in corrections.given(brand, begin, end).items():
        found.labels[output] += n
        found.agreed[output] += agreed
    return found


def _count(found: Judged, result: dict[str, Any], route: str, model: str) -> None:
    found.posts += 1
    found.unsure += bool(result.get("unsure"))
    found.models[model] += 1
    said = said_of(result, route, thresholds())
    scores = scores_of(result)
    for name in judged(result, thresholds()):
        # What was too small to be kept counts as nothing, in every week alike.
        found.scores.setdefault(name, []).append(scores.get(name, 0.0))
    for name, one in said.items():
        if name in CHOICES:
            found.yes[f"{name}.{one.value}"] += 1
        else:
            found.yes[name] += one.value == YES
    if "language" in said:
        found.languages[said["language"].value] += 1


def _around(week: Judged) -> dict[str, Any]:
    unsure = share(week.unsure, week.posts)
    labels, agreed = sum(week.labels.values()), sum(week.agreed.values())
    return {
        "posts": week.posts,
        "unsure": _span(unsure),
        "languages": _rounded(shares_of(week.languages, week.posts, most=LANGUAGES)) if unsure else TOO_FEW,
        "models": dict(week.models.most_common()),
        "labels": {"given": labels, "corrected": labels - agreed, "triage_right": _span(share(agreed, labels))},
    }


def _outputs(reference: Judged, week: Judged) -> dict[str, Any]:
    names = sorted({*week.scores, *(name for name in week.yes if _told_without_score(name))})
    return {name: _output(name, reference, week) for name in names}


def _told_without_score(name: str) -> bool:
    return name.startswith(TOPIC) or name.partition(".")[0] in {"route", "sentiment", "intent"}


def _output(name: str, reference: Judged, week: Judged) -> dict[str, Any]:
    scores = week.scores.get(name)
    n = len(scores) if scores is not None else week.posts
    told: dict[str, Any] = {"yes": _span(share(week.yes[name], n))}
    told["yes_before"] = _span(share(reference.yes[name], len(reference.scores.get(name, ())) or reference.posts))
    if scores is not None:
        far = moved(reference.scores.get(name, ()), scores)
        told["mean"] = _span(mean(scores))
        told["mean_before"] = _span(mean(reference.scores.get(name, ())))
        told["moved"] = (
            {"psi": round(far.psi, PLACES), "alarm_at": round(far.alarm_at, PLACES), "alarm": far.alarm}
            if far
            else TOO_FEW
        )
    if given := week.labels[name]:
        told["labels"] = {"given": given, "corrected": given - week.agreed[name]}
        told["labels"]["triage_right"] = _span(share(week.agreed[name], given))
    return told


def _span(span: Any) -> Any:
    if span is None:
        return TOO_FEW
    return {"value": round(span.value, PLACES), "low": round(span.low, PLACES), "high": round(span.high, PLACES)}


def _rounded(shares: dict[str, float]) -> dict[str, float]:
    return {name: round(value, PLACES) for name, value in shares.items()}


def _day(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def lines(report: dict[str, Any]) -> Iterable[str]:
    """The report in words: what moved, or that nothing did."""
    for week in report["weeks"]:
        far = [(name, one["moved"]) for name, one in week["outputs"].items() if isinstance(one.get("moved"), dict)]
        loud = [f"{name} (PSI {one['psi']:.2f})" for name, one in far if one["alarm"]]
        said = ", ".join(loud) if loud else "nothing moved" if far else f"{TOO_FEW}: {LEAST} posts on both sides needed"
        yield f"week from {week['from'][:10]}, {week['posts']} posts: {said}"
