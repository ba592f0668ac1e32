"""Rest: what brings a case back to us, and what is only counted."""

from collections.abc import Callable
from typing import Any

import pytest

from parlour.core.nouns.assessment import Assessment as Judgement
from parlour.core.nouns.assessment import Route
from parlour.store.models import Assessment, Case, Event
from parlour.usecases.assess import assess_waiting
from parlour.usecases.house import House
from parlour.usecases.receive import Receipt
from parlour.usecases.rest import resting_cases, stays_at_rest
from parlour.usecases.search import search
from tests.usecases.conftest import NOW

Judge = Callable[..., None]


def judgement(language: str = "en", **scores: float) -> Judgement:
    named = {name.replace("__", "."): score for name, score in scores.items()}
    return Judgement("1", language, Route.LOBBY, unsure=False, scores=named)


@pytest.mark.parametrize(
    ("one", "stays"),
    [
        (judgement(intent__talk=0.9, intent__question=0.1), True),
        (judgement(intent__talk=0.4, intent__question=0.6), False),
        (judgement(intent__talk=0.9, complaint=0.6), False),
        (judgement(intent__talk=0.9, complaint=0.4), True),
        (judgement(intent__praise=0.9, sentiment__positive=0.8, sentiment__negative=0.1), False),
        (judgement(intent__talk=0.9, sentiment__positive=0.3, sentiment__negative=0.6), True),
        (judgement(intent__question=0.9, attack__toxicity=0.6), True),
        (judgement(intent__question=0.9, attack__toxicity=0.4), False),
        (judgement(intent__talk=0.9, attack__toxicity=0.9, attack__threat=0.2), False),
        (judgement(intent__talk=0.9, attack__toxicity=0.9, attack__threat=0.19), True),
        (judgement(intent__talk=0.9, attack__toxicity=0.9, sensitive__safety=0.2), False),
        (judgement(intent__talk=0.9, attack__toxicity=0.9, sensitive__health=0.4), True),
        (judgement("und", intent__talk=0.9), False),
        (judgement(attack__toxicity=0.9), False),
        (judgement(), False),
    ],
)
def test_what_leaves_a_case_at_rest(one: Judgement, stays: bool) -> None:
    assert stays_at_rest([one]) is stays
    assert stays_at_rest([one, judgement(intent__question=0.9)]) is False


@pytest.fixture
def judge(hear_lines: Callable[..., Receipt], still_house: House) -> Judge:
    def judged(*lines: dict[str, Any]) -> None:
        hear_lines(*lines)
        while assess_waiting(still_house):
            pass

    return judged


def post(name: str, text: str, **more: Any) -> dict[str, Any]:
    mentions = ["marlow@lobby.example"]
    times = {"created_at": f"2026-03-01T11:00:0{name}Z", "mentions": mentions}
    return {"id": name, "text": text, "author": "mara", **times, **more}


@pytest.fixture
def resting(judge: Judge) -> Case:
    """A case at rest since before anything else is heard."""
    judge(post("1", "You are all worthless idiots, go to hell."))
    case = Case.objects.get()
    case.state, case.resolved_at = "resolved", case.opened_at
    case.resting_at = case.opened_at.replace(year=2025)
    case.save()
    return case


def verbs(case: Case) -> list[str]:
    return list(Event.objects.filter(stream=f"case:{case.pk}").order_by("seq").values_list("verb", flat=True))


def test_an_insult_leaves_it_at_rest_is_counted_and_is_found(judge: Judge, resting: Case) -> None:
    before = resting.last_post_at
    judge(post("2", "Stupid worthless idiots, all of you scum.", in_reply_to="1"))
    resting.refresh_from_db()
    assert (resting.state, resting.resting_at is not None, resting.last_post_at > before) == ("resolved", True, True)
    assert verbs(resting) == ["opened", "heard_at_rest"]
    assert Assessment.objects.filter(case=resting).count() == 2
    assert [(one.case.pk, one.heard) for one in resting_cases(resting.brand_id)] == [(resting.pk, 2)]
    assert [match.case for match in search(resting.brand, "scum")] == [resting.pk]


@pytest.mark.parametrize(
    "text",
    [
        "Hello, when will my parcel arrive? I have been waiting since Monday.",
        "I am sorry for what I said. Thank you for your help!",
        "I know where your office is. Watch your back.",
        "There is a smell of gas in my kitchen, you idiots, please help!",
    ],
)
def test_words_in_earnest_and_danger_bring_it_back(judge: Judge, resting: Case, text: str) -> None:
    judge(post("2", text, in_reply_to="1"))
    resting.refresh_from_db()
    assert (resting.state, resting.resting_at, resting.resolved_at) == ("open", None, None)
    assert verbs(resting) == ["opened", "heard_in", "rest_lifted"]
    lifted = Event.objects.get(verb="rest_lifted")
    assert (lifted.actor, lifted.cause.startswith("post:")) == (f"person:{resting.person_id}", True)
    assert resting.act_by >= NOW


def test_one_post_in_earnest_among_insults_is_enough(judge: Judge, resting: Case) -> None:
    insult = post("2", "Stupid worthless idiots, all of you scum.", in_reply_to="1")
    judge(insult, post("3", "When do you open tomorrow?", in_reply_to="1"))
    resting.refresh_from_db()
    assert (resting.state, verbs(resting)) == ("open", ["opened", "heard_in", "heard_in", "rest_lifted"])


def test_a_case_that_is_done_without_rest_comes_back_for_anything(judge: Judge, resting: Case) -> None:
    Case.objects.update(resting_at=None)
    judge(post("2", "Stupid worthless idiots, all of you scum.", in_reply_to="1"))
    resting.refresh_from_db()
    assert (resting.state, verbs(resting)) == ("open", ["opened", "heard_in"])
