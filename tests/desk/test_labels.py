"""The sheet that says what triage said: what stands on it, who may fill it in, and what two people do to each other."""

from datetime import timedelta
from html import unescape
from string import ascii_lowercase

import pytest
from django.test import Client

from parlour.core.triage.labels import TOPIC
from parlour.desk.labels import GROUPS, REST_KEY, TITLES, sheet
from parlour.desk.languages import CODES, language_name
from parlour.desk.wishes import INTENTS, TOPICS
from parlour.knowledge.triage.load import load_triage
from parlour.store.models import Agent, Assessment, Case, Correction
from parlour.usecases.correct import spoken_of
from tests.desk import factory
from tests.desk.factory import AT, House

RESULT = {
    "language": "en", "sentiment": {"negative": 0.9, "neutral": 0.1}, "heat": 0.72, "one_reply": 0.2,
    "sensitive": {"legal": 0.6}, "intent": {"scheme": "care", "label": "fault", "p": 0.8}, "topics": ["quality"],
    "personal_data": [], "unsure": False,
    "reasons": [{"output": "heat", "rule": "words", "start": 0, "end": 5, "weight": 1.0}],
}  # fmt: skip


@pytest.fixture
def case(marlow: House) -> Case:
    made = factory.case(marlow, text="Still dead! I ask my lawyer.", route="parlour")
    Assessment.objects.update(result=RESULT, route="parlour", model="weights")
    return made


def post_of(case: Case) -> int:
    return int(Assessment.objects.filter(case=case).order_by("-post_id")[0].post_id)


def filled(case: Case, **labels: str) -> dict[str, str]:
    """A sheet as it was shown, with these labels changed."""
    return {"post": str(post_of(case)), "version": "1"} | {
        name.replace("__", "."): value for name, value in labels.items()
    }


def now(case: Case) -> dict[str, str]:
    return dict(Correction.objects.filter(brand=case.brand_id, current=True).values_list("output", "value"))


def test_every_output_of_triage_has_its_row_and_every_row_its_own_letter() -> None:
    outputs = load_triage().meaning.outputs
    single = {name for name in outputs if name.partition(".")[0] not in ("sentiment", "intent", "topics")}
    assert single - {"politeness"} == {
        name for name in TITLES if name not in ("route", "sentiment", "intent", "language", TOPIC)
    }
    keys = [key for key, _ in TITLES.values()] + [REST_KEY]
    assert len(set(keys)) == len(keys)
    assert sorted(name for _, names in GROUPS for name in names) == sorted(TITLES)
    assert max(len(TOPICS), len(INTENTS)) <= len(ascii_lowercase)
    assert {name.partition(".")[2] for name in outputs if name.startswith("topics.")} == set(TOPICS)
    assert {name.partition(".")[2] for name in outputs if name.startswith("intent.")} == set(INTENTS)


def test_every_language_triage_tells_apart_has_a_name() -> None:
    assert set(CODES) == set(load_triage().tongues.codes)
    assert [code for code in CODES if language_name(code) == code] == []


def test_sheet_says_what_triage_said(desk: Client, case: Case) -> None:
    page = unescape(desk.get(f"/cases/{case.pk}/labels").content.decode())
    for words in (
        "Still dead! I ask my lawyer.",
        "Mara Lindqvist said this in public.",
        "Triage said: yes (72 in 100 for yes)",
        "Triage said: unhappy (90 in 100)",
        "Triage said: Reports a fault (80 in 100)",
        "Triage said: quality",
        "Triage said: English",
        "Triage said: Best talked about in private",
    ):
        assert words in page


def test_sheet_of_a_brief_reading_has_no_row_for_what_was_not_judged(desk: Client, case: Case) -> None:
    brief = {name: value for name, value in RESULT.items() if name not in ("intent", "topics", "one_reply")}
    Assessment.objects.update(result=brief)
    rows = {row.name for group in sheet(spoken_of(case, most=1)[0]) for row in group.rows}
    assert rows & {"intent", "topics", "one_reply"} == set()
    assert {"route", "heat", "sensitive.legal", "language"} <= rows


def test_correction_is_kept_told_and_undone(desk: Client, case: Case) -> None:
    sheet_page = {**filled(case, heat="no", sensitive__legal="no", route=""), "was:heat": "", "was:sensitive.legal": ""}
    answer = desk.post(f"/cases/{case.pk}/labels", {**sheet_page, "was:route": ""}, follow=True)
    page = unescape(answer.content.decode())
    assert now(case) == {"heat": "no", "sensitive.legal": "no"}
    assert "Written down. Annoyed or angry: no; A legal matter: no." in page
    assert "corrected by Ines Brandt" in page
    assert '<mark class="mark-reason"' not in page
    case.refresh_from_db()
    assert case.route == "lobby"
    undo = f"/cases/{case.pk}/labels?post={post_of(case)}&version=1&heat=&sensitive.legal="
    assert undo in page
    desk.post(undo)
    case.refresh_from_db()
    assert (now(case), case.route) == ({}, "parlour")


def test_the_rest_is_confirmed_only_when_somebody_says_so(desk: Client, case: Case) -> None:
    shown = {**filled(case, heat="no"), "was:heat": "", "was:topics": "quality", "topics": ["quality", "price"]}
    desk.post(f"/cases/{case.pk}/labels", shown)
    assert now(case) == {"heat": "no", "topics.price": "yes"}
    desk.post(f"/cases/{case.pk}/labels", {**shown, "was:heat": "no", "was:topics": "price,quality", "rest": "on"})
    kept = now(case)
    assert kept["heat"] == "no"
    assert kept["sensitive.legal"] == "yes"
    assert kept["sensitive.health"] == "no"
    assert kept["topics.quality"] == "yes"
    assert kept["topics.travel"] == "no"
    assert kept["sentiment"] == "negative"
    assert set(kept) == {*(name for name in TITLES if name != TOPIC), *(TOPIC + name for name in TOPICS)}
    differing = Correction.objects.filter(current=True).exclude(output__in=("heat", "topics.price"))
    assert [row for row in differing if row.value != row.said] == []


def test_a_sheet_shown_earlier_takes_nothing_back_that_a_colleague_said_since(
    desk: Client, case: Case, marlow: House
) -> None:
    tom = Client()
    tom.force_login(factory.agent(marlow, "Tom Ruiz"))
    shown = {"was:heat": "", "was:urgency": "", "was:topics": "quality", "topics": "quality"}
    tom.post(f"/cases/{case.pk}/labels", {**filled(case, heat="no"), **shown, "topics": ["quality", "price"]})
    desk.post(f"/cases/{case.pk}/labels", {**filled(case, heat="", urgency="yes"), **shown})
    assert now(case) == {"heat": "no", "topics.price": "yes", "urgency": "yes"}
    assert Correction.objects.get(output="heat").agent.name == "Tom Ruiz"


def test_nothing_said_is_nothing_written(desk: Client, case: Case) -> None:
    page = desk.post(
        f"/cases/{case.pk}/labels", {**filled(case, heat=""), "was:heat": ""}, follow=True
    ).content.decode()
    assert "nothing was written down" in page
    assert Correction.objects.count() == 0


@pytest.mark.parametrize("labels", [{"heat": "maybe"}, {"route": "moon"}, {"language": "xx"}, {"charm": "yes"}])
def test_what_no_sheet_offers_is_not_kept(desk: Client, case: Case, labels: dict[str, str]) -> None:
    desk.post(f"/cases/{case.pk}/labels", filled(case, **labels))
    assert Correction.objects.count() == 0


@pytest.mark.parametrize(("roles", "status"), [(("privacy",), 403), (("agent",), 200), (("supervisor",), 200)])
def test_who_may_correct(client: Client, marlow: House, case: Case, roles: tuple[str, ...], status: int) -> None:
    client.force_login(factory.agent(marlow, "Uta Ohm", roles=roles))
    assert client.get(f"/cases/{case.pk}/labels").status_code == status
    shown = f"/cases/{case.pk}/labels?post=" in client.get(f"/cases/{case.pk}").content.decode()
    assert shown == (status == 200)


def test_a_case_of_another_brand_has_no_sheet(client: Client, case: Case) -> None:
    client.force_login(factory.agent(factory.house("krone", name="Krone"), "Uta Krone"))
    assert client.get(f"/cases/{case.pk}/labels").status_code == 404


def test_words_edited_since_are_not_labelled(desk: Client, case: Case) -> None:
    page = desk.post(f"/cases/{case.pk}/labels", {**filled(case, heat="no"), "version": "2"}, follow=True)
    assert "Nothing was written down." in page.content.decode()
    assert desk.post(f"/cases/{case.pk}/labels", {"heat": "no"}).status_code == 404
    assert desk.get(f"/cases/{case.pk}/labels?post=999").status_code == 302


def test_sheet_opens_at_the_post_the_page_explains_and_leads_to_the_others(desk: Client, case: Case) -> None:
    first = post_of(case)
    factory.said(case, "Thank you.", at=AT + timedelta(minutes=5), private=True)
    page = unescape(desk.get(f"/cases/{case.pk}/labels").content.decode())
    assert f'name="post" value="{first}"' in page
    assert f"/cases/{case.pk}/labels?post={first + 1}" in page
    private = unescape(desk.get(f"/cases/{case.pk}/labels?post={first + 1}").content.decode())
    assert "Mara Lindqvist said this in private." in private
    assert "their newest words" in private


def test_what_a_colleague_said_stands_on_the_sheet(desk: Client, case: Case, ines: Agent) -> None:
    desk.post(f"/cases/{case.pk}/labels", filled(case, heat="no"))
    page = " ".join(unescape(desk.get(f"/cases/{case.pk}/labels").content.decode()).split())
    assert "Ines Brandt says: no" in page
    assert 'name="was:heat" value="no"' in page


@pytest.mark.parametrize("asked", [True, False])
def test_a_post_chosen_by_chance_says_so_until_it_was_judged_whole(
    desk: Client, case: Case, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    monkeypatch.setattr("parlour.usecases.correct.asked_whole", lambda post: asked)  # noqa: ARG005

    def says_so() -> list[bool]:
        pages = (desk.get(path).content.decode() for path in (f"/cases/{case.pk}", f"/cases/{case.pk}/labels"))
        return ["Chosen by chance" in page for page in pages]

    assert says_so() == [asked, asked]
    desk.post(f"/cases/{case.pk}/labels", {**filled(case), "was:topics": "quality", "topics": "quality", "rest": "on"})
    assert says_so() == [False, False]
