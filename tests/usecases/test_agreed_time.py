"""Calls and visits: proposed, agreed to by the person, held or not; consent, deadlines and close are the move's."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from parlour.core.nouns.surface import Surface
from parlour.store.models import Agent, AgreedTime, Case, Event, Move, Notice, Post, SavedDraft
from parlour.usecases.agreed_time import (
    CannotMeetError,
    NotFreeError,
    Slot,
    agree,
    cancel,
    evidence_for,
    hold,
    local_slot,
    miss,
    proposal_words,
    propose,
    standing_time,
    when_said,
)
from parlour.usecases.close import suggest_closure
from parlour.usecases.deadlines import ours
from parlour.usecases.lapse import lapse_due
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from parlour.usecases.times_due import times_due
from tests.usecases.lobby import START, Lobby
from tests.usecases.test_moves import invite, says

TOMORROW = START + timedelta(days=1)


@pytest.fixture
def case(lobby: Lobby) -> Case:
    lobby.brand.time_zone = "Europe/Dublin"
    lobby.brand.save()
    case = lobby.case()
    invite(lobby, case)
    return Case.objects.select_related("person", "brand", "account").get(pk=case.pk)


def slot(agent: Agent, begins: datetime = TOMORROW, kind: str = "call", minutes: int = 30) -> Slot:
    return Slot(AgreedTime.Kind(kind), begins, begins + timedelta(minutes=minutes), agent)


def proposed(lobby: Lobby, case: Case, begins: datetime = TOMORROW, kind: str = "call") -> AgreedTime:
    return propose(case, slot(lobby.ada, begins, kind), agent=lobby.ada, house=lobby.house)


def agreed(lobby: Lobby, case: Case, begins: datetime = TOMORROW, kind: str = "call") -> AgreedTime:
    time = proposed(lobby, case, begins, kind)
    lobby.clock.forward(60)
    post = lobby.post(case, "Ten is good for me.")
    return agree(time, evidence=post, agent=lobby.ada, house=lobby.house)


def move_of(case: Case) -> Move:
    return Move.objects.get(case=case)


def told(case: Case) -> list[str]:
    events = Event.objects.filter(stream=f"case:{case.pk}").order_by("seq").values_list("verb", flat=True)
    return [verb for verb in events if verb.startswith(("time_", "move_"))]


@pytest.mark.parametrize("kind", ["call", "visit"])
def test_whole_way_by_a_time(lobby: Lobby, case: Case, kind: str) -> None:
    time = agreed(lobby, case, kind=kind)
    move = move_of(case)
    assert (move.state, move.way, move.consent_kind, move.consent) == ("consented", kind, "words", time.agreed_post)
    assert move.deadline == time.ends_at
    lobby.clock.forward(86_400)
    hold(time, agent=lobby.ada, house=lobby.house)
    move = move_of(case)
    assert (move.state, move.opened_at, move.deadline) == ("open", lobby.clock(), ours(lobby.brand, lobby.clock()))
    settle(case, agent=lobby.ada, house=lobby.house)
    lobby.submit(case, suggest_closure(case, house=lobby.house), purpose="closure")
    lobby.clock.forward(11)
    send_due(lobby.house)
    assert move_of(case).state == "closed"
    assert told(case) == [
        "move_offered", "time_proposed", "time_agreed", "move_consented", "time_held", "move_opened", "move_settled",
        "move_closed",
    ]  # fmt: skip


def test_proposed_time_waits_with_its_words_and_the_move_until_it_begins(lobby: Lobby, case: Case) -> None:
    time = proposed(lobby, case)
    assert move_of(case).deadline == TOMORROW
    words = SavedDraft.objects.get(case=case, surface=Surface.PRIVATE.value).text
    assert words == proposal_words(time)
    assert "Monday 2 March 2026, 12:00 to 12:30 (Europe/Dublin)" in words
    assert lobby.judge(case, words, purpose="private").verdict.decision == "allow"
    assert standing_time(move_of(case)) == time


def test_typed_words_are_not_replaced(lobby: Lobby, case: Case) -> None:
    SavedDraft.objects.create(
        brand=lobby.brand, case=case, agent=lobby.ada, surface="private", text="Mine", saved_at=START
    )
    proposed(lobby, case)
    assert SavedDraft.objects.get(case=case).text == "Mine"


def test_another_proposal_takes_the_place_of_the_first(lobby: Lobby, case: Case) -> None:
    first = proposed(lobby, case)
    second = proposed(lobby, case, TOMORROW + timedelta(hours=2))
    first.refresh_from_db()
    assert (first.state, standing_time(move_of(case))) == ("cancelled", second)


@pytest.mark.parametrize(
    ("begins", "minutes"),
    [
        (START - timedelta(minutes=1), 30),
        (START + timedelta(days=400), 30),
        (TOMORROW, 0),
        (TOMORROW, -5),
        (TOMORROW, 9 * 60),
    ],
)
def test_times_nobody_can_keep_are_not_proposed(lobby: Lobby, case: Case, begins: datetime, minutes: int) -> None:
    with pytest.raises(CannotMeetError):
        propose(case, slot(lobby.ada, begins, minutes=minutes), agent=lobby.ada, house=lobby.house)
    assert not AgreedTime.objects.exists()


def test_nobody_is_met_who_was_not_asked_or_would_rather_not(lobby: Lobby, case: Case) -> None:
    with pytest.raises(CannotMeetError, match="Invite them first"):
        propose(lobby.case(lobby.person("olga")), slot(lobby.ada), agent=lobby.ada, house=lobby.house)
    says(lobby, case, "No thanks")
    with pytest.raises(CannotMeetError, match="Invite them first"):
        proposed(lobby, case)


class TestEvidence:
    def test_only_the_persons_own_words_since_the_invitation_agree(self, lobby: Lobby, case: Case) -> None:
        early = Post.objects.get(thread=case.thread, own=False)
        time = proposed(lobby, case)
        others = lobby.post(case, "She can do ten.", by=lobby.person("olga"))
        ours = Post.objects.get(own=True)
        elsewhere = lobby.post(lobby.case(case.person), "Ten is good.")
        gone = lobby.post(case, "Ten.", deleted_at=lobby.clock())
        for post in (early, others, ours, elsewhere, gone):
            with pytest.raises(CannotMeetError, match="themselves"):
                agree(time, evidence=post, agent=lobby.ada, house=lobby.house)
        assert move_of(case).state == "offered"
        good = lobby.post(case, "Ten is good.")
        private = lobby.post(case, "Ten is good.", private=True)
        assert evidence_for(case, move_of(case)) == [private, good]

    def test_agreeing_needs_a_talk_that_goes_on(self, lobby: Lobby, case: Case) -> None:
        time = proposed(lobby, case)
        post = says(lobby, case, "No thanks")
        with pytest.raises(CannotMeetError, match="ended"):
            agree(time, evidence=post, agent=lobby.ada, house=lobby.house)

    def test_agreeing_comes_too_late_once_it_began(self, lobby: Lobby, case: Case) -> None:
        time = proposed(lobby, case)
        post = lobby.post(case, "Ten is good.")
        lobby.clock.forward(86_400)
        with pytest.raises(CannotMeetError, match="over"):
            agree(time, evidence=post, agent=lobby.ada, house=lobby.house)

    def test_who_agreed_in_words_before_keeps_that_consent(self, lobby: Lobby, case: Case) -> None:
        first = says(lobby, case, "Yes please")
        time = agreed(lobby, case)
        assert (move_of(case).consent, time.agreed_post == first) == (first, False)


class TestOneAgent:
    def other(self, lobby: Lobby) -> Case:
        case = lobby.case(lobby.person("olga"))
        lobby.submit(case, "Shall we talk in private?", purpose="invitation")
        lobby.clock.forward(11)
        send_due(lobby.house)
        lobby.clock.forward(1)
        return case

    @pytest.mark.parametrize(("minutes", "free"), [(-30, True), (-29, False), (0, False), (29, False), (30, True)])
    def test_is_promised_to_nobody_else_meanwhile(self, lobby: Lobby, case: Case, minutes: int, free: bool) -> None:
        other = self.other(lobby)
        late = proposed(lobby, other, TOMORROW + timedelta(minutes=minutes))
        post = lobby.post(other, "Fine.")
        agreed(lobby, case)
        if free:
            agree(late, evidence=post, agent=lobby.ada, house=lobby.house)
        else:
            with pytest.raises(NotFreeError):
                agree(late, evidence=post, agent=lobby.ada, house=lobby.house)
            with pytest.raises(NotFreeError):
                proposed(lobby, other, TOMORROW + timedelta(minutes=minutes))
            assert move_of(other).state == "offered"
            propose(other, slot(lobby.ben, TOMORROW), agent=lobby.ada, house=lobby.house)

    def test_time_called_off_is_free_again(self, lobby: Lobby, case: Case) -> None:
        cancel(agreed(lobby, case), agent=lobby.ada, reason="Ada is ill.", house=lobby.house)
        assert agreed(lobby, self.other(lobby)).state == "agreed"


class TestEnd:
    def test_missed_time_leaves_the_talk_where_it_was(self, lobby: Lobby, case: Case) -> None:
        time = agreed(lobby, case)
        with pytest.raises(CannotMeetError, match="not begun"):
            miss(time, agent=lobby.ada, house=lobby.house)
        lobby.clock.forward(86_400)
        miss(time, agent=lobby.ada, reason="They did not pick up.", house=lobby.house)
        assert (move_of(case).state, move_of(case).deadline) == ("consented", ours(lobby.brand, lobby.clock()))
        assert proposed(lobby, case, lobby.clock() + timedelta(hours=3)).state == "proposed"

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_calling_off_says_why(self, lobby: Lobby, case: Case, reason: str) -> None:
        with pytest.raises(CannotMeetError, match="why"):
            cancel(agreed(lobby, case), agent=lobby.ada, reason=reason, house=lobby.house)

    def test_nothing_ends_twice(self, lobby: Lobby, case: Case) -> None:
        time = agreed(lobby, case)
        hold(time, agent=lobby.ada, house=lobby.house)
        for again in (hold, miss):
            with pytest.raises(CannotMeetError, match="already"):
                again(time, agent=lobby.ada, house=lobby.house)
        with pytest.raises(CannotMeetError, match="already"):
            cancel(time, agent=lobby.ada, reason="x", house=lobby.house)

    def test_call_within_an_open_talk_leaves_it_open(self, lobby: Lobby, case: Case) -> None:
        says(lobby, case, "Hello, my router is dead.", private=True)
        time = agreed(lobby, case)
        hold(time, agent=lobby.ada, house=lobby.house)
        assert (move_of(case).state, move_of(case).way) == ("open", "message")


class TestClock:
    def test_agent_is_reminded_once_and_asked_once(self, lobby: Lobby, case: Case) -> None:
        time = agreed(lobby, case)
        assert times_due(lobby.house) == 0
        lobby.clock.now = TOMORROW - timedelta(minutes=15)
        assert (times_due(lobby.house), times_due(lobby.house)) == (1, 0)
        notice = Notice.objects.get(kind="time_near")
        assert (notice.agent, notice.case) == (lobby.ada, case)
        assert "You call Mara: Monday 2 March 2026, 12:00 to 12:30 (Europe/Dublin)." in notice.text
        lobby.clock.now = TOMORROW + timedelta(minutes=30)
        assert (times_due(lobby.house), times_due(lobby.house)) == (1, 0)
        assert Notice.objects.get(kind="time_over").closed_at is None
        assert Notice.objects.get(kind="time_near").closed_at is not None
        hold(time, agent=lobby.ada, house=lobby.house)
        assert not Notice.objects.filter(closed_at=None).exists()

    def test_proposal_nobody_took_is_let_go(self, lobby: Lobby, case: Case) -> None:
        time = proposed(lobby, case)
        lobby.clock.now = TOMORROW
        assert (times_due(lobby.house), times_due(lobby.house)) == (1, 0)
        time.refresh_from_db()
        assert time.state == "cancelled"
        lapse_due(lobby.house)
        assert move_of(case).state == "lapsed"

    def test_agreed_time_does_not_lapse(self, lobby: Lobby, case: Case) -> None:
        agreed(lobby, case)
        lobby.clock.forward(30 * 86_400)
        lapse_due(lobby.house)
        assert move_of(case).state == "consented"

    def test_time_of_a_talk_that_ended_is_let_go(self, lobby: Lobby, case: Case) -> None:
        time = agreed(lobby, case)
        says(lobby, case, "Please don't message me.", to=None)
        assert move_of(case).state == "declined"
        assert times_due(lobby.house) == 1
        time.refresh_from_db()
        assert (time.state, time.reason) == ("cancelled", "The talk ended before.")

    def test_brand_chooses_how_long_before(self, lobby: Lobby, case: Case) -> None:
        lobby.brand.settings = {"reminder_seconds": 3600}
        lobby.brand.save()
        agreed(lobby, case)
        lobby.clock.now = TOMORROW - timedelta(hours=1)
        assert times_due(lobby.house) == 1


class TestZone:
    @pytest.mark.parametrize(
        ("local", "utc"),
        [("2026-03-03T10:00", 10), ("2026-07-03T10:00", 9)],
    )
    def test_form_speaks_the_brands_time(self, lobby: Lobby, local: str, utc: int) -> None:
        found = local_slot("call", local, 30, with_whom=lobby.ada, zone="Europe/Dublin")
        assert found.begins_at.astimezone(ZoneInfo("UTC")).hour == utc
        assert found.ends_at - found.begins_at == timedelta(minutes=30)

    @pytest.mark.parametrize("local", ["2026-03-29T01:30", "tomorrow", "", "2026-13-01T10:00", "2026-03-03"])
    def test_time_that_is_none_is_refused(self, lobby: Lobby, local: str) -> None:
        if local == "2026-03-03":
            assert local_slot("call", local, 30, with_whom=lobby.ada, zone="Europe/Dublin").begins_at.hour == 0
            return
        with pytest.raises(CannotMeetError):
            local_slot("call", local, 30, with_whom=lobby.ada, zone="Europe/Dublin")

    def test_unknown_way_is_refused(self, lobby: Lobby) -> None:
        with pytest.raises(CannotMeetError):
            local_slot("fax", "2026-03-03T10:00", 30, with_whom=lobby.ada, zone="Europe/Dublin")

    def test_time_is_said_in_the_persons_language(self, lobby: Lobby, case: Case) -> None:
        time = proposed(lobby, case)
        assert when_said(time, language="de").startswith("Montag, 2. März 2026, 12:00 bis 12:30 Uhr")


class TestTables:
    """What the database itself holds, past everything the product checks."""

    @pytest.mark.parametrize(
        "changes",
        [
            {"state": "agreed"},
            {"state": "held"},
            {"state": "missed"},
            {"state": "cancelled"},
            {"ends_at": TOMORROW},
            {"state": "agreed", "agreed_at": START},
        ],
        ids=str,
    )
    def test_no_state_without_its_evidence(self, lobby: Lobby, case: Case, changes: dict[str, Any]) -> None:
        time = proposed(lobby, case)
        with pytest.raises(IntegrityError), transaction.atomic():
            AgreedTime.objects.filter(pk=time.pk).update(**changes)

    @pytest.mark.parametrize("state", ["proposed", "missed", "cancelled", "agreed"])
    def test_what_was_held_stays_held(self, lobby: Lobby, case: Case, state: str) -> None:
        time = hold(agreed(lobby, case), agent=lobby.ada, house=lobby.house)
        with pytest.raises(IntegrityError), transaction.atomic():
            AgreedTime.objects.filter(pk=time.pk).update(state=state, reason="x")

    def test_no_time_begins_as_anything_but_a_proposal(self, lobby: Lobby, case: Case) -> None:
        time = agreed(lobby, case)
        time.pk, time.with_whom = None, lobby.ben
        with pytest.raises(IntegrityError), transaction.atomic():
            time.save(force_insert=True)

    def test_move_has_one_standing_time(self, lobby: Lobby, case: Case) -> None:
        time = proposed(lobby, case)
        time.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            time.save(force_insert=True)
