"""A minor is never taken aside by one adult alone, whatever one adult tries."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from parlour.store.models import (
    Agent,
    AgreedTime,
    Case,
    Correction,
    Customer,
    Event,
    Membership,
    Move,
    Notice,
    Outbox,
    Post,
)
from parlour.usecases.agreed_time import AloneWithAMinorError, Slot, agree, propose
from parlour.usecases.approve import NotAllowed
from parlour.usecases.follow_up import suggest_follow_up
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.minors import LOOKED_BACK, concerns_a_minor
from parlour.usecases.read_along import (
    LASTS,
    NotASecondAdultError,
    company,
    read_along,
    stop_reading_along,
)
from parlour.usecases.release import release
from parlour.usecases.reopen import reopen_move
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from parlour.usecases.times_due import times_due
from tests.usecases.lobby import Lobby
from tests.usecases.test_house_rules import MINOR, judged
from tests.usecases.test_moves import says

PRIVATE = "How can I help you?"
DM = "Send me a DM, please."
ELSEWHERE = "Thank you for telling us. We are looking into it and answer here."


@pytest.fixture
def minor(lobby: Lobby) -> Case:
    case = lobby.case(text="I am 13 and your app took my money.")
    judged(case, **MINOR)
    return case


def said(case: Case, post: Post, value: str, *, by: Agent, at: datetime) -> None:
    Correction.objects.filter(post=post, current=True).update(current=False)
    Correction.objects.create(
        brand=case.brand, post=post, version=1, output="sensitive.minors", said="yes", value=value, agent=by, at=at
    )


def talking(lobby: Lobby, case: Case) -> Case:
    """The invitation was approved by a second person, sent, and answered in private."""
    row = lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    if row.state == "proposed":
        release(row.pk, agent=lobby.ben, reason="", house=lobby.house)
    lobby.clock.forward(60)
    send_due(lobby.house)
    says(lobby, case, "Hello, it is me.", private=True)
    case.refresh_from_db()
    return case


def private(lobby: Lobby, case: Case, text: str = PRIVATE, *, by: Agent | None = None) -> str:
    return str(lobby.submit(case, text, purpose="private", agent=by).state)


class TestWords:
    @pytest.mark.parametrize(
        "text",
        [DM, "Schreib uns eine PN.", "Escríbenos por privado.", "Call me: +49 30 123456", "lusab-gitof", "Meet me."],
    )
    def test_a_public_reply_that_asks_them_aside_waits_for_a_second_person(
        self, lobby: Lobby, minor: Case, text: str
    ) -> None:
        judged_reply = lobby.judge(minor, text).verdict
        assert "house.minor" in [one.rule for one in judged_reply.findings]
        assert judged_reply.decision.value in ("review", "block")

    def test_no_other_public_word_does(self, lobby: Lobby, minor: Case) -> None:
        assert lobby.submit(minor, ELSEWHERE).state == "approved"

    def test_anybody_else_is_asked_aside_freely(self, lobby: Lobby) -> None:
        case = lobby.case()
        judged(case, sensitive={"minors": 0.1})
        assert lobby.submit(case, DM).state == "approved"

    def test_asking_once_more_waits_too(self, lobby: Lobby, minor: Case) -> None:
        words = suggest_follow_up(minor, house=lobby.house)
        assert lobby.judge(minor, words, purpose="followup").verdict.decision.value == "review"

    def test_the_first_private_words_wait_and_so_does_every_further_one(self, lobby: Lobby, minor: Case) -> None:
        talking(lobby, minor)
        for text in ("Hello!", "What happened?"):
            row = lobby.submit(minor, text, purpose="private")
            assert (row.state, row.verdict["findings"][-1]["rule"]) == ("proposed", "house.minor")
            release(row.pk, agent=lobby.ben, reason="", house=lobby.house)
            row.refresh_from_db()
            assert (row.state, row.author, row.approved_by) == ("approved", lobby.ada, lobby.ben)
        lobby.clock.forward(60)
        send_due(lobby.house)
        assert not Outbox.objects.exclude(state="confirmed").exists()

    def test_a_minor_who_came_by_themselves_is_not_answered_alone_either(self, lobby: Lobby) -> None:
        case = lobby.case()
        lobby.post(case, "I am in year 7, please don't tell my mum", private=True)
        judged(case, **MINOR)
        assert private(lobby, case) == "proposed"

    def test_in_a_room_and_by_mail_it_is_the_same(self, lobby: Lobby, minor: Case) -> None:
        lobby.rooms()
        lobby.mail()
        lobby.customer(minor.person)
        Customer.objects.update(email="kid@home.example")
        talking(lobby, minor)
        for way in ("room", "email"):
            Post.objects.filter(conversation__isnull=False).update(deleted_at=lobby.clock())
            Move.objects.update(way=way)
            found = lobby.judge(Case.objects.get(pk=minor.pk), PRIVATE, purpose="private")
            assert found.payload.network == ("mail" if way == "email" else "room")
            assert "house.minor" in [one.rule for one in found.verdict.findings]


class TestGettingAround:
    def test_nobody_approves_their_own(self, lobby: Lobby, minor: Case) -> None:
        row = lobby.submit(minor, DM)
        with pytest.raises(NotAllowed):
            release(row.pk, agent=lobby.ada, reason="It is fine.", house=lobby.house)
        row.refresh_from_db()
        assert (row.state, row.approved_by) == ("proposed", None)

    def test_reading_along_with_oneself_is_no_company(self, lobby: Lobby, minor: Case) -> None:
        talking(lobby, minor)
        read_along(minor, agent=lobby.ada, house=lobby.house)
        assert private(lobby, minor) == "proposed"
        assert private(lobby, minor, "And I?", by=lobby.ben) == "approved"

    def test_a_second_invitation_is_no_more_alone_than_the_first(self, lobby: Lobby, minor: Case) -> None:
        words = suggest_invitation(minor, house=lobby.house)
        first = lobby.submit(minor, words, purpose="invitation")
        release(first.pk, agent=lobby.ben, reason="", house=lobby.house)
        assert lobby.submit(minor, f"{words} Please.", purpose="invitation").state == "proposed"

    def test_other_words_than_the_approved_ones_wait_anew(self, lobby: Lobby, minor: Case) -> None:
        row = lobby.submit(minor, DM)
        release(row.pk, agent=lobby.ben, reason="", house=lobby.house)
        assert lobby.submit(minor, f"{DM} Now.").state == "proposed"

    def test_words_changed_behind_the_approval_never_leave(self, lobby: Lobby, minor: Case) -> None:
        row = lobby.submit(minor, DM)
        release(row.pk, agent=lobby.ben, reason="", house=lobby.house)
        row.refresh_from_db()
        Outbox.objects.filter(pk=row.pk).update(payload=row.payload | {"text": "@mara My number is 030 1234567"})
        lobby.clock.forward(60)
        send_due(lobby.house)
        assert lobby.network.texts == []

    @pytest.mark.parametrize("back", ["settled", "thread", "private"])
    def test_settling_and_opening_again_takes_no_company_along(self, lobby: Lobby, minor: Case, back: str) -> None:
        talking(lobby, minor)
        read_along(minor, agent=lobby.ben, house=lobby.house)
        assert private(lobby, minor) == "approved"
        settle(minor, agent=lobby.ada, house=lobby.house)
        if back == "settled":
            reopen_move(minor, agent=lobby.ada, reason="Not settled after all.", house=lobby.house)
        else:
            lobby.clock.forward(60)
            says(lobby, minor, "One more thing.", private=back == "private")
        assert private(lobby, minor, "What is it?") == "proposed"

    def test_another_matter_of_the_same_person_is_no_way_around(self, lobby: Lobby, minor: Case) -> None:
        other = lobby.case(minor.person, "My parcel is late.")
        assert lobby.submit(other, DM).state == "proposed"
        lobby.clock.forward(LOOKED_BACK.total_seconds())
        assert lobby.submit(lobby.case(minor.person, "Hi."), DM).state == "approved"

    def test_another_account_of_the_same_customer_is_none_either(self, lobby: Lobby, minor: Case) -> None:
        customer, other = lobby.customer(minor.person), lobby.person("mara2")
        other.customer, other.link_evidence = customer, "exact"
        other.save()
        assert lobby.submit(lobby.case(other), DM).state == "proposed"
        assert lobby.submit(lobby.case(lobby.person("kim")), DM).state == "approved"

    @pytest.mark.parametrize("change", [{"deleted_at": True}, {"version": 2}])
    def test_what_was_deleted_or_edited_since_still_counts(
        self, lobby: Lobby, minor: Case, change: dict[str, object]
    ) -> None:
        values = {key: lobby.clock() if key == "deleted_at" else value for key, value in change.items()}
        Post.objects.update(**values)
        assert concerns_a_minor(minor, at=lobby.clock())

    def test_who_speaks_cannot_say_of_their_own_words_that_nobody_young_is_concerned(
        self, lobby: Lobby, minor: Case
    ) -> None:
        said(minor, Post.objects.get(), "no", by=lobby.ada, at=lobby.clock())
        assert lobby.submit(minor, DM).state == "proposed"
        assert lobby.submit(minor, f"{DM} Ben.", agent=lobby.ben).state == "approved"

    def test_nor_do_they_unsay_a_colleague(self, lobby: Lobby) -> None:
        case = lobby.case()
        judged(case, sensitive={"minors": 0.1})
        post = Post.objects.get()
        said(case, post, "yes", by=lobby.ben, at=lobby.clock())
        said(case, post, "no", by=lobby.ada, at=lobby.clock())
        assert lobby.submit(case, DM).state == "proposed"

    def test_company_that_leaves_before_the_words_do_holds_them(self, lobby: Lobby, minor: Case) -> None:
        talking(lobby, minor)
        read_along(minor, agent=lobby.ben, house=lobby.house)
        row = lobby.submit(minor, PRIVATE, purpose="private")
        assert row.state == "approved"
        stop_reading_along(minor, agent=lobby.ben, house=lobby.house)
        lobby.clock.forward(60)
        send_due(lobby.house)
        row.refresh_from_db()
        assert row.state == "recalled"
        assert PRIVATE not in "".join(lobby.network.texts)


class TestCompany:
    def test_lasts_a_day_and_is_said_again(self, lobby: Lobby, minor: Case) -> None:
        read_along(minor, agent=lobby.ben, house=lobby.house)
        lobby.clock.forward(LASTS.total_seconds() - 1)
        assert company(minor, at=lobby.clock()) == [lobby.ben]
        lobby.clock.forward(1)
        assert company(minor, at=lobby.clock()) == []
        read_along(minor, agent=lobby.ben, house=lobby.house)
        assert company(minor, at=lobby.clock()) == [lobby.ben]

    def test_is_of_this_case_alone(self, lobby: Lobby, minor: Case) -> None:
        other = lobby.case(minor.person, "Another thing.")
        read_along(other, agent=lobby.ben, house=lobby.house)
        assert company(minor, at=lobby.clock()) == []

    @pytest.mark.parametrize("gone", ["role", "agent"])
    def test_who_has_left_is_none(self, lobby: Lobby, minor: Case, gone: str) -> None:
        read_along(minor, agent=lobby.ben, house=lobby.house)
        if gone == "role":
            Membership.objects.filter(agent=lobby.ben).update(role="privacy")
        else:
            lobby.ben.is_active = False
            lobby.ben.save()
        assert company(minor, at=lobby.clock()) == []

    def test_needs_the_right_to_release(self, lobby: Lobby, minor: Case) -> None:
        for stranger in (lobby.agent("olga", "operator"), lobby.agent("pia", "privacy")):
            with pytest.raises(NotASecondAdultError):
                read_along(minor, agent=stranger, house=lobby.house)

    def test_is_on_record(self, lobby: Lobby, minor: Case) -> None:
        stop_reading_along(minor, agent=lobby.ben, house=lobby.house)
        read_along(minor, agent=lobby.ben, house=lobby.house)
        stop_reading_along(minor, agent=lobby.ben, house=lobby.house)
        told = Event.objects.filter(stream=f"case:{minor.pk}", verb__startswith="reading_along").order_by("seq")
        assert list(told.values_list("verb", "actor")) == [
            ("reading_along", f"agent:{lobby.ben.pk}"),
            ("reading_along_ended", f"agent:{lobby.ben.pk}"),
        ]


class TestTimes:
    @pytest.fixture
    def slot(self, lobby: Lobby) -> Callable[[], Slot]:
        def at_ten() -> Slot:
            begins = lobby.clock() + timedelta(hours=22)
            return Slot(AgreedTime.Kind.CALL, begins, begins + timedelta(minutes=30), lobby.ada)

        return at_ten

    def test_nobody_calls_or_meets_a_minor_alone(self, lobby: Lobby, minor: Case, slot: Callable[[], Slot]) -> None:
        talking(lobby, minor)
        read_along(minor, agent=lobby.ada, house=lobby.house)
        with pytest.raises(AloneWithAMinorError):
            propose(minor, slot(), agent=lobby.ada, house=lobby.house)
        with pytest.raises(AloneWithAMinorError):
            propose(minor, slot(), agent=lobby.sue, house=lobby.house)
        read_along(minor, agent=lobby.ben, house=lobby.house)
        time = propose(minor, slot(), agent=lobby.ada, house=lobby.house)
        post = says(lobby, minor, "Yes, call me then.", private=True)
        stop_reading_along(minor, agent=lobby.ben, house=lobby.house)
        with pytest.raises(AloneWithAMinorError):
            agree(time, evidence=post, agent=lobby.ada, house=lobby.house)
        read_along(minor, agent=lobby.ben, house=lobby.house)
        assert agree(time, evidence=post, agent=lobby.ada, house=lobby.house).state == "agreed"

    def test_the_reminder_says_that_a_colleague_comes_along(
        self, lobby: Lobby, minor: Case, slot: Callable[[], Slot]
    ) -> None:
        talking(lobby, minor)
        read_along(minor, agent=lobby.ben, house=lobby.house)
        time = propose(minor, slot(), agent=lobby.ada, house=lobby.house)
        agree(time, evidence=says(lobby, minor, "Yes.", private=True), agent=lobby.ada, house=lobby.house)
        stop_reading_along(minor, agent=lobby.ben, house=lobby.house)
        lobby.clock.forward(22 * 3600 - 60)
        times_due(lobby.house)
        assert "take a colleague with you" in Notice.objects.get(kind="time_near").text


@pytest.mark.parametrize(
    ("born", "young"),
    [
        ("2012-02-09", True),
        ("2008-03-02", True),
        ("2008-03-01", False),
        ("1987-03-22", False),
        ("Finn: 2012-02-09", False),
        ("2027-01-01", False),
        ("soon", False),
        ("", False),
    ],
)
def test_a_birth_date_on_file_says_so_too(lobby: Lobby, born: str, young: bool) -> None:
    case = lobby.case()
    lobby.customer(case.person, birth_date=born)
    assert concerns_a_minor(Case.objects.get(pk=case.pk), at=lobby.clock()) is young
