"""Correcting what triage said of a post: the case follows at once, and Parlour keeps a label to learn from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from parlour.core.nouns.assessment import Assessment as Judgement
from parlour.core.nouns.assessment import PersonalDatum, Route
from parlour.core.precedence.act_by import Place, PrecedencePolicy, place
from parlour.core.triage.labels import (
    TOPIC,
    Labels,
    Said,
    asked_whole,
    corrected_route,
    corrected_scores,
    is_whole,
    said_of,
    scores_of,
)
from parlour.store import assessments
from parlour.store.corrections import current
from parlour.store.live import announce
from parlour.store.models import Agent, Assessment, Case, CaseState, Correction, PostText
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.open_cases import SUMMARY_LENGTH, CaseWork, matter_of, policy_of
from parlour.usecases.thresholds import thresholds

NOT_SAID: Final = "no"  # of a topic that was not told


class NothingToCorrectError(Exception):
    """These words are not the ones that count any more, or triage never judged them for this case."""


class UnknownLabelError(ValueError):
    """A label for something triage said nothing of."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One judged version of a post of a case: what triage said, and what people said since."""

    assessment: Assessment
    text: PostText
    said: Mapping[str, Said]
    labels: Mapping[str, Correction]

    @property
    def values(self) -> dict[str, str]:
        return {output: label.value for output, label in self.labels.items()}

    @property
    def asked(self) -> bool:
        """Whether chance chose this post to be judged whole, and nobody has done so yet."""
        return asked_whole(self.assessment.post_id) and not is_whole(self.labels, thresholds())

    @property
    def route(self) -> str:
        """Where the post belongs, with what people said."""
        return corrected_route(self.assessment.result, self.assessment.route, self.values, thresholds())


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was said before of every label that changed ("" for nothing), and where the case stands now."""

    before: Mapping[str, str]
    route: str
    rerouted: bool
    moved: bool


def spoken_of(case: Case, *, most: int) -> list[Spoken]:
    """The newest posts that were judged for this case and whose words still stand, newest first. Three queries."""
    judged = judged_for(case, most=most)
    posts = [one.post_id for one in judged]
    return joined(judged, PostText.objects.of(case.brand_id).filter(post__in=posts))


def judged_for(case: Case, *, most: int) -> list[Assessment]:
    """What triage said of the newest posts of this case, newest first. One query."""
    held = Assessment.objects.of(case.brand_id).filter(case=case, post__deleted_at__isnull=True)
    newest = held.filter(version=F("post__version")).select_related("post__author")
    return list(newest.order_by("-post__created_at", "-post_id")[:most])


def joined(judged: Sequence[Assessment], texts: Iterable[PostText]) -> list[Spoken]:
    """Assessments with the words they are of, as far as these stand, and with what people said since. One query."""
    words = {(text.post_id, text.version): text for text in texts if text.redacted_at is None}
    labels = current([one.post_id for one in judged])
    return [
        Spoken(one, words[key], said_of(one.result, one.route, thresholds()), labels.get(key, {}))
        for one in judged
        if (key := (one.post_id, one.version)) in words
    ]


def correct(case: Case, *, post: int, version: int, labels: Labels, agent: Agent, house: House) -> Corrected:
    """Say what these labels of a post are; "" takes back what was said. A label left out stays as it is.

    The case's route and place follow in the same transaction. Raises NothingToCorrectError, UnknownLabelError.
    """
    now = house.clock()
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        spoken = _find(held, post, version)
        before = _changes(spoken, labels)
        if not before:
            return Corrected({}, held.route, rerouted=False, moved=False)
        _write(spoken, {output: labels[output] for output in before}, agent, now)
        rerouted, moved = _follow(held, spoken)
        append(held.brand_id, [_told(held, spoken, labels, before, agent)], at=now)
        announce(held.brand_id, [held.pk])
    return Corrected(before, held.route, rerouted, moved)


def _find(case: Case, post: int, version: int) -> Spoken:
    known = (one for one in spoken_of(case, most=200) if one.assessment.post_id == post)
    found = next((one for one in known if one.assessment.version == version), None)
    if found is None:
        raise NothingToCorrectError("These words were changed or taken away since.")
    return found


def _changes(spoken: Spoken, labels: Labels) -> dict[str, str]:
    """What was said before of the labels that change."""
    for output in labels:
        if output not in spoken.said and not output.startswith(TOPIC):
            raise UnknownLabelError(f"Triage said nothing of {output!r} here.")
    known = spoken.values
    return {output: known.get(output, "") for output, value in labels.items() if known.get(output, "") != value}


def _write(spoken: Spoken, labels: Labels, agent: Agent, at: datetime) -> None:
    judged = spoken.assessment
    old = Correction.objects.of(judged.brand_id).filter(post=judged.post_id, version=judged.version, current=True)
    old.filter(output__in=labels).update(current=False)
    Correction.objects.bulk_create(
        Correction(
            brand_id=judged.brand_id,
            post_id=judged.post_id,
            version=judged.version,
            output=output,
            said=said.value,
            chance=said.chance,
            model=judged.model,
            value=value,
            agent=agent,
            at=at,
        )
        for output, value in labels.items()
        if value
        for said in [spoken.said.get(output, Said(NOT_SAID, None))]
    )


def _told(case: Case, spoken: Spoken, labels: Labels, before: Labels, agent: Agent) -> Happening:
    """The event: labels, never words."""
    judged = spoken.assessment
    changed = {output: {"before": was, "now": labels[output]} for output, was in before.items()}
    content = {"version": judged.version, "labels": changed, "route": case.route, "act_by": case.act_by.isoformat()}
    return Happening(
        f"case:{case.pk}", "corrected", f"agent:{agent.pk}", cause=f"post:{judged.post_id}", payload=content
    )


def _follow(case: Case, spoken: Spoken) -> tuple[bool, bool]:
    """Give the case the route and the place that the corrected labels ask for; which of the two changed."""
    stood = case.route, case.act_by
    fresh = {one.assessment.post_id: one for one in spoken_of(case, most=200)}
    mine = fresh[spoken.assessment.post_id]
    if mine.route != spoken.route:
        case.route = mine.route
    if case.state == CaseState.OPEN:
        _place(case, mine, fresh)
    case.save(update_fields=["route", "act_by", "reasons", "summary", "summary_private", "language"])
    return case.route != stood[0], case.act_by != stood[1]


def _place(case: Case, mine: Spoken, spoken: Mapping[int, Spoken]) -> None:
    """The most pressing post decides, as when posts are heard.

    Where this one decided so far, it makes room only for those that were no more pressing than the case was: older
    ones were answered before. Where it did not, it counts only if it was heard since the last answer.
    """
    policy = policy_of(case.brand_id)
    works = {work.text.post_number: work for work in _works(spoken)}
    own = works.get(mine.assessment.post_id)
    if own is None:
        return
    if case.summary == own.text.post.text[:SUMMARY_LENGTH]:
        others = [one for one in works.values() if one is own or _where(one, policy).act_by >= case.act_by]
    elif case.answered_at is None or own.text.received_at > case.answered_at:
        others = [own] if _where(own, policy).act_by < case.act_by else []
    else:
        others = []
    if others:
        _stand(case, min(others, key=lambda one: (_where(one, policy).act_by, one.text.post_number)), policy)


def _stand(case: Case, deciding: CaseWork, policy: PrecedencePolicy) -> None:
    where = _where(deciding, policy)
    case.act_by = where.act_by
    case.reasons = [{"word": bonus.word, "seconds": bonus.seconds} for bonus in where.bonuses]
    case.summary, case.summary_private = deciding.text.post.text[:SUMMARY_LENGTH], deciding.private
    case.language = deciding.judgement.language


def _where(work: CaseWork, policy: PrecedencePolicy) -> Place:
    return place(matter_of(work), policy)


def _works(spoken: Mapping[int, Spoken]) -> list[CaseWork]:
    texts = assessments.load([one.text.pk for one in spoken.values()])
    return [CaseWork(text, _judgement(spoken[text.post_number])) for text in texts]


def _judgement(spoken: Spoken) -> Judgement:
    """What was said of the post, with what people said of it for certain."""
    result: dict[str, Any] = spoken.assessment.result
    judged = Judgement(
        id=str(spoken.assessment.post_id),
        language=spoken.values.get("language") or result.get("language", ""),
        route=Route(spoken.route),
        unsure=bool(result.get("unsure")),
        personal_data=tuple(PersonalDatum(**datum) for datum in result.get("personal_data", ())),
    )
    return replace(judged, scores=corrected_scores(scores_of(result), spoken.values))
