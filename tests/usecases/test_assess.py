"""Assessing: what is addressed to us gets a case, one person in one room has one, places never slip back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError

from parlour.store import assessing, assessments
from parlour.store.models import AssessBatch, Assessment, Brand, Case, ChannelAccount, Customer, Event, Handle, Notice
from parlour.usecases.assess import assess_waiting, look_closer
from parlour.usecases.house import House
from parlour.usecases.receive import Receipt
from parlour.usecases.unassessed import tell_unassessed
from tests.usecases.conftest import NOW

Hear = Callable[..., Receipt]
Judge = Callable[..., int]
OXYGEN = "My mother waits on oxygen and your line is down."


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


def test_a_case_knows_whether_the_words_it_is_listed_with_were_said_in_private(judge: Judge) -> None:
    judge(post("1"), post("2", visibility="direct"))
    listed = Case.objects.order_by("thread").values_list("summary_private", flat=True)
    assert list(listed) == [False, True]
    judge(post("3", "Still dead!", in_reply_to="1"))
    assert list(listed.all()) == [False, True]


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


@pytest.fixture
def flooded(hear: Hear, still_house: House, monkeypatch: pytest.MonkeyPatch) -> Hear:
    """Hear lines and assess them as in a flood."""
    monkeypatch.setattr("parlour.usecases.assess.CALM", 0)

    def heard(*lines: dict[str, Any]) -> Receipt:
        receipt = hear(*lines)
        while assess_waiting(still_house):
            pass
        return receipt

    return heard


def brief() -> set[bool]:
    return {one.model.endswith(" brief") for one in Assessment.objects.all()}


def test_in_calm_every_post_is_read_twice_and_none_again(judge: Judge, still_house: House) -> None:
    judge(post("1"), post("2", author="olga"))
    assert brief() == {False}
    assert look_closer(still_house) == 0


def test_in_a_flood_posts_are_read_briefly_and_looked_at_closer_when_it_is_over(
    flooded: Hear, still_house: House
) -> None:
    flooded(post("1"), post("2", author="olga"), post("3", mentions=[]))
    assert brief() == {True}
    assert look_closer(still_house) == 2
    assert {one.post.author.address for one in Assessment.objects.all() if one.model.endswith(" brief")} == {"mara"}
    assert Assessment.objects.filter(result__has_key="intent").count() == 2
    assert (look_closer(still_house), AssessBatch.objects.count()) == (0, 0)


def test_closer_look_goes_on_where_it_stopped(
    flooded: Hear, still_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parlour.usecases.assess.CLOSER", 2)
    flooded(*(post(str(number), author=f"p{number}") for number in range(5)))
    assert [look_closer(still_house) for _ in range(4)] == [2, 2, 1, 0]
    assert brief() == {False}


def test_closer_look_moves_a_case_forward_and_never_back(flooded: Hear, still_house: House) -> None:
    flooded(post("1", OXYGEN), post("2", OXYGEN, author="olga"))
    early = NOW - timedelta(hours=5)
    Case.objects.filter(person__address="olga").update(act_by=early)
    before = Case.objects.get(person__address="mara").act_by
    look_closer(still_house)
    mara, olga = (Case.objects.get(person__address=name) for name in ("mara", "olga"))
    assert mara.act_by < before
    assert olga.act_by == early
    verbs = Event.objects.filter(stream=f"case:{mara.pk}").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["opened", "looked_closer"]


def test_closer_look_leaves_a_case_that_was_answered_as_it_stands(flooded: Hear, still_house: House) -> None:
    flooded(post("1", OXYGEN))
    Case.objects.update(state="resolved", resolved_at=NOW)
    look_closer(still_house)
    assert Case.objects.get().state == "resolved"
    assert brief() == {False}


def test_closer_look_that_another_worker_took_over_writes_nothing(flooded: Hear, still_house: House) -> None:
    flooded(post("1"))
    claim = assessing.claim_again(now=NOW, limit=8)
    assert claim is not None
    assert look_closer(still_house) == 0
    later = House(knowledge=still_house.knowledge, clock=lambda: NOW + timedelta(minutes=2))
    assert look_closer(later) == 1
    assert not assessing.go_on(claim)


def test_closer_look_that_cannot_be_written_leaves_what_was_said_and_goes_on(
    flooded: Hear, still_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    flooded(post("1"))

    def failing(*_: Any, **__: Any) -> dict[int, int]:
        raise DatabaseError("this cannot be written")

    monkeypatch.setattr(assessments, "rewrite", failing)
    assert [look_closer(still_house), look_closer(still_house)] == [1, 0]
    assert brief() == {True}


def test_closer_look_that_a_dead_database_cut_short_has_changed_nothing_and_is_done_again(
    flooded: Hear, still_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    flooded(post("1", OXYGEN))
    place = Case.objects.get().act_by
    with monkeypatch.context() as broken:
        broken.setattr("parlour.usecases.assess.place_again", lambda *_, **__: _die())
        with pytest.raises(OperationalError):
            look_closer(still_house)
    assert (brief(), Case.objects.get().act_by) == ({True}, place)
    assert list(Event.objects.values_list("verb", flat=True)).count("looked_closer") == 0
    later = House(knowledge=still_house.knowledge, clock=lambda: NOW + timedelta(minutes=2))
    assert (look_closer(later), look_closer(later)) == (1, 0)
    assert brief() == {False}
    assert Case.objects.get().act_by < place
    assert list(Event.objects.values_list("verb", flat=True)).count("looked_closer") == 1


def _die() -> None:
    raise OperationalError("the database went away")


def test_closer_look_that_never_ends_well_is_given_up(flooded: Hear, still_house: House) -> None:
    flooded(post("1"))
    for minutes in range(0, 10, 2):
        assert assessing.claim_again(now=NOW + timedelta(minutes=minutes), limit=8) is not None
    later = House(knowledge=still_house.knowledge, clock=lambda: NOW + timedelta(hours=1))
    assert (look_closer(later), AssessBatch.objects.count()) == (0, 0)
    assert assessing.stuck(now=NOW + timedelta(hours=1)) == {}


def test_what_somebody_said_before_in_a_room_is_read_with_what_they_say_now(judge: Judge) -> None:
    judge(
        post("1", "Where is my parcel?", created_at="2026-03-01T10:00:00Z"),
        post("2", "Mine is late too", author="kim", in_reply_to="1", created_at="2026-03-01T10:30:00Z"),
        post("3", "I asked you where my parcel is!", in_reply_to="1"),
    )
    told = {one.post.origin_uri.rpartition("/")[2]: one.result for one in Assessment.objects.all()}
    assert [name for name, result in sorted(told.items()) if "escalation" in result] == [max(told)]


def test_who_asks_the_same_again_has_it_more_urgent(judge: Judge) -> None:
    asked = "No internet since Monday and I work from home, please help today"
    judge(post("1", asked, author="kim"), post("2", asked, created_at="2026-03-01T10:00:00Z"))
    judge(post("3", asked, in_reply_to="2"))
    once, again = (Assessment.objects.get(post__author__address=name, post__pk=number).result["urgency"]
                   for name, number in newest())  # fmt: skip
    assert again > once


def newest() -> list[tuple[str, int]]:
    """The newest post of kim and of mara."""
    found = Assessment.objects.order_by("post_id").values_list("post__author__address", "post_id")
    return sorted(dict(found).items())
