"""What the house asks beside the guard: company for minors, own words for everybody."""

from typing import Any

import pytest

from parlour.core.nouns.verdict import Decision
from parlour.store.models import Assessment, Case, Correction, Move, Outbox, Post
from parlour.usecases.approve import NotAllowed
from parlour.usecases.house_rules import people_told_today
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.release import release
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby

SORRY = "We are sorry to hear that. Please tell us a little more, and we will look at it together."
MINOR = {"sensitive": {"minors": 0.9}}


def judged(case: Case, **result: Any) -> None:
    post = Post.objects.latest("pk")
    said = {"language": "en", "personal_data": [], "unsure": False, "reasons": [], **result}
    Assessment.objects.create(
        brand=case.brand, post=post, version=1, case=case, route="parlour", result=said, assessed_at=post.created_at
    )


@pytest.fixture
def minor(lobby: Lobby) -> Case:
    case = lobby.case(text="I am 13 and your app took my money.")
    judged(case, **MINOR)
    return case


def invited(lobby: Lobby, case: Case) -> Outbox:
    return lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")


def rules(lobby: Lobby, case: Case, text: str, purpose: str = "reply") -> list[str]:
    return [one.rule for one in lobby.judge(case, text, purpose=purpose).verdict.findings if one.rule[:5] == "house"]


def test_a_minor_is_never_taken_aside_by_one_alone(lobby: Lobby, minor: Case) -> None:
    row = invited(lobby, minor)
    assert (row.state, row.verdict["decision"], Move.objects.count()) == ("proposed", "review", 0)
    assert "nobody takes a minor aside alone" in row.verdict["findings"][-1]["message"]
    with pytest.raises(NotAllowed):
        release(row.pk, agent=lobby.ada, reason="", house=lobby.house)
    row = release(row.pk, agent=lobby.ben, reason="", house=lobby.house)
    assert (row.state, row.approved_by, Move.objects.get().state) == ("approved", lobby.ben, "offered")
    assert row.verdict["findings"][-1]["rule"] == "house.minor"
    lobby.clock.forward(60)
    send_due(lobby.house)
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_a_plain_answer_to_a_minor_needs_nobody_else(lobby: Lobby, minor: Case) -> None:
    assert lobby.submit(minor, SORRY).state == "approved"


def test_an_invitation_of_anybody_else_needs_nobody_else(lobby: Lobby) -> None:
    case = lobby.case()
    judged(case, sensitive={"minors": 0.2, "health": 0.9})
    assert invited(lobby, case).state == "approved"


def test_what_another_person_said_of_it_counts_instead(lobby: Lobby, minor: Case) -> None:
    Correction.objects.create(
        brand=minor.brand, post=Post.objects.latest("pk"), version=1, output="sensitive.minors", said="yes", value="no",
        agent=lobby.ben, at=lobby.clock(),
    )  # fmt: skip
    assert invited(lobby, minor).state == "approved"


def test_an_invitation_is_stopped_where_a_minor_is_learnt_of_before_it_leaves(lobby: Lobby) -> None:
    case = lobby.case()
    row = invited(lobby, case)
    judged(case, **MINOR)
    lobby.clock.forward(60)
    send_due(lobby.house)
    row.refresh_from_db()
    assert row.state == "recalled"
    assert lobby.network.texts == []


def test_the_same_words_to_many_people_are_noticed(lobby: Lobby) -> None:
    for number in range(3):
        assert rules(lobby, lobby.case(lobby.person(f"person{number}")), SORRY) == []
        lobby.submit(lobby.case(lobby.person(f"person{number}")), f"{SORRY} ^A{number}")
    case = lobby.case(lobby.person("kim"))
    verdict = lobby.judge(case, SORRY).verdict
    assert verdict.findings[-1].message.startswith("These words went to 3 people today.")
    assert (verdict.decision, verdict.held) == (Decision.ALLOW, ())
    assert rules(lobby, case, "Your new router is on its way from our workshop, Kim, with a spare cable.") == []
    assert lobby.submit(case, SORRY).state == "approved"


def test_yesterday_and_the_person_themselves_do_not_count(lobby: Lobby) -> None:
    for number in range(3):
        lobby.submit(lobby.case(lobby.person(f"person{number}")), SORRY)
    same = lobby.case(lobby.person("person0"), text="And another thing.")
    assert people_told_today(SORRY, same, house=lobby.house) == 2
    lobby.clock.forward(24 * 3600)
    assert people_told_today(SORRY, lobby.case(lobby.person("kim")), house=lobby.house) == 0


def test_words_that_were_taken_back_went_to_nobody(lobby: Lobby) -> None:
    for number in range(3):
        lobby.submit(lobby.case(lobby.person(f"person{number}")), SORRY)
    Outbox.objects.update(state="recalled")
    assert people_told_today(SORRY, lobby.case(lobby.person("kim")), house=lobby.house) == 0


def test_it_is_one_question_with_a_limit(lobby: Lobby, django_assert_num_queries: Any) -> None:
    case = lobby.case()
    with django_assert_num_queries(1):
        people_told_today(SORRY, case, house=lobby.house)
    with django_assert_num_queries(0):
        people_told_today("Thank you!", case, house=lobby.house)
