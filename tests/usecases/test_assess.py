"""Assessing: what is addressed to us gets a case, one person in one room has one, places never slip back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from parlour.store import assessing, assessments
from parlour.store.models import AssessBatch, Assessment, Brand, Case, ChannelAccount, Customer, Event, Handle, Notice
from parlour.usecases.assess import assess_waiting
from parlour.usecases.house import House
from parlour.usecases.receive import Receipt
from parlour.usecases.unassessed import tell_unassessed
from tests.usecases.conftest import NOW

Hear = Callable[..., Receipt]
Judge = Callable[..., int]


@pytest.fixture
def hear(hear_lines: Hear) -> Hear:
    return hear_lines


@pytest.fixture
def judge(hear_lines: Hear, still_house: House) -> Judge:
    """Hear lines and assess everything that waits."""

    def judged(*lines: dict[str, Any], **options: Any) -> int:
        hear_lines(*lines, **options)
        return sum(iter(lambda: assess_waiting(still_house), 0))

    return judged


def post(name: str, text: str = "My router is dead since Monday", author: str = "mara", **more: Any) -> dict[str, Any]:
    mentions = ["marlow@lobby.example"]
    return {
        "id": name,
        "text": text,
        "author": author,
        "created_at": "2026-03-01T11:00:00Z",
        "mentions": mentions,
    } | more


def test_an_addressed_post_opens_a_case_with_its_place_and_its_trace(judge: Judge) -> None:
    assert judge(post("1")) == 1
    case = Case.objects.get()
    assert (case.state, case.summary, case.person.address) == ("open", "My router is dead since Monday", "mara")
    assert case.act_by <= case.promise_at == NOW + timedelta(seconds=3600)
    assert Assessment.objects.get().case == case
    opened = Event.objects.get(stream=f"case:{case.pk}")
    assert (opened.seq, opened.verb) == (1, "opened")
    assert AssessBatch.objects.count() == 0


def test_a_post_that_is_not_addressed_is_watched(judge: Judge) -> None:
    judge(post("1", mentions=[]))
    assert Case.objects.count() == 0
    assert Assessment.objects.get().route == "watch"


def test_one_person_in_one_thread_has_one_case(judge: Judge) -> None:
    judge(post("1"), post("2", in_reply_to="1"))
    judge(post("3", in_reply_to="2"))
    case = Case.objects.get()
    verbs = Event.objects.filter(stream=f"case:{case.pk}").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["opened", "heard_in", "heard_in"]


def test_two_people_in_one_thread_have_a_case_each(judge: Judge) -> None:
    judge(post("1"), post("2", in_reply_to="1", author="kim"))
    assert Case.objects.count() == 2


def test_a_post_that_two_of_our_accounts_hear_has_one_case(judge: Judge, hearing_brand: Brand) -> None:
    other = ChannelAccount.objects.create(brand=hearing_brand, network="archive", address="marlowhome@lobby.example")
    both = ["marlow@lobby.example", "marlowhome@lobby.example"]
    judge(post("1", mentions=both, url="https://lobby.example/1"))
    judge(post("1", mentions=both, url="https://lobby.example/1"), by=other)
    assert Case.objects.count() <= 2


def test_a_private_message_opens_a_case_of_its_own(judge: Judge) -> None:
    judge(post("1"), post("2", visibility="direct"))
    private = Case.objects.get(conversation__isnull=False)
    assert private.thread is None
    assert Case.objects.count() == 2


def test_a_second_private_message_joins_the_case_under_way(judge: Judge) -> None:
    judge(post("1", visibility="direct"))
    judge(post("2", visibility="direct"))
    assert Case.objects.count() == 1


@pytest.mark.parametrize("state", ["waiting", "snoozed", "resolved"])
def test_a_case_comes_back_when_the_person_does(judge: Judge, state: str) -> None:
    judge(post("1"))
    Case.objects.update(state=state, resolved_at=NOW, snoozed_until=NOW + timedelta(days=1))
    judge(post("2", "Still dead!", in_reply_to="1"))
    case = Case.objects.get()
    assert (case.state, case.summary, case.resolved_at, case.snoozed_until) == ("open", "Still dead!", None, None)


def test_a_new_post_never_moves_an_open_case_back(judge: Judge) -> None:
    judge(post("1"))
    early = NOW - timedelta(hours=5)
    Case.objects.update(act_by=early, promise_at=early)
    judge(post("2", "Thanks for looking into it", in_reply_to="1"))
    case = Case.objects.get()
    assert (case.act_by, case.summary) == (early, "My router is dead since Monday")


def test_value_of_the_linked_customer_moves_the_case_forward(judge: Judge, hearing_brand: Brand) -> None:
    customer = Customer.objects.create(brand=hearing_brand, ref="C-1", name="Mara", value="10000", currency="EUR")
    Handle.objects.create(
        brand=hearing_brand, network="archive", address="mara", customer=customer, link_evidence="exact"
    )
    judge(post("1"), post("2", author="kim"))
    valued, other = (Case.objects.get(person__address=name) for name in ("mara", "kim"))
    assert valued.act_by == other.act_by - timedelta(seconds=900)
    assert {"word": "value", "seconds": 900} in valued.reasons


def test_an_edit_is_assessed_and_changes_what_the_case_says(judge: Judge) -> None:
    judge(post("1"))
    judge(post("1", "My router works again", edited_at="2026-03-01T11:30:00Z"))
    assert Case.objects.get().summary == "My router works again"
    assert sorted(Assessment.objects.values_list("version", flat=True)) == [1, 2]


def test_a_post_deleted_before_it_was_assessed_opens_no_case(hear: Hear, judge: Judge) -> None:
    hear(post("1"))
    judge({"id": "1", "deleted": True})
    assert (Case.objects.count(), AssessBatch.objects.count()) == (0, 0)


def test_a_claim_that_another_worker_took_over_writes_nothing(hear: Hear, still_house: House) -> None:
    hear(post("1"))
    (mine,) = assessing.claim(now=NOW)
    later = House(knowledge=still_house.knowledge, clock=lambda: NOW + timedelta(minutes=2))
    assert assess_waiting(later) == 1
    assert assessing.still_ours([mine]) == []
    assert Case.objects.count() == 1


def test_a_claim_is_left_alone_while_its_lease_runs(hear: Hear, still_house: House) -> None:
    hear(post("1"))
    assert len(assessing.claim(now=NOW)) == 1
    assert assess_waiting(still_house) == 0


def test_one_text_that_fails_stops_no_other_and_is_told_to_operators(
    hear: Hear, still_house: House, hearing_brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(*(post(str(number), author=f"p{number}") for number in range(8)), post("bad", "POISON"))
    write = assessments.write

    def failing(brand: int, judged: Any, *, at: Any) -> None:
        if any(text.post.text == "POISON" for text, _, _ in judged):
            raise DatabaseError("this text cannot be written")
        write(brand, judged, at=at)

    monkeypatch.setattr(assessments, "write", failing)
    for _ in range(40):
        assess_waiting(still_house)
    assert Case.objects.count() == 8
    assert assessing.stuck(now=NOW) == {hearing_brand.pk: (1, "this text cannot be written")}
    tell_unassessed(still_house)
    assert "1 text could not be assessed" in Notice.objects.get(closed_at=None).text
    AssessBatch.objects.update(attempts=0)
    tell_unassessed(still_house)
    assert not Notice.objects.filter(closed_at=None).exists()
