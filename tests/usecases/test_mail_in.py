"""Mail that comes to a case: heard as the person's, kept unread as a stranger's, kept and left alone as a machine's."""

import pytest

from parlour.channels.mail.reading import mail_in
from parlour.knowledge import Knowledge
from parlour.store.models import ArrivedMail, Case, Event, Handle, Move, Notice, Post, PostText, RawEvent
from parlour.usecases.assess import assess_waiting
from parlour.usecases.mail_in import (
    MAILS_A_DAY,
    MOST_BYTES,
    CannotVouchError,
    NoSuchAddressError,
    TooManyMailsError,
    UnusableMailError,
    strangers_mails,
    take_in,
    vouch,
)
from parlour.usecases.reply_alias import mail_address, reply_alias
from parlour.usecases.settle import settle
from tests.channels.mail.letters import MARA, letter
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import invite as invite_to_message
from tests.usecases.test_moves import says, verbs
from tests.usecases.test_reply_alias import invite, pass_on

EVE = "Eve <eve@evil.example>"
HOST = "mx.care.example"


@pytest.fixture
def case(lobby: Lobby, knowledge: Knowledge) -> Case:
    lobby.knowledge = knowledge
    lobby.mail()
    case = lobby.case()
    customer = lobby.customer(case.person)
    customer.email = "Mara@Reeds.example"
    customer.save()
    return Case.objects.select_related("person__customer", "brand", "account").get(pk=case.pk)


def arrives(lobby: Lobby, case: Case, text: str = "My router is dead, please help me.", **headers: str) -> ArrivedMail:
    """A mail to the case's address, and intake after it."""
    number = Post.objects.count() + ArrivedMail.objects.count()
    headers = {"To": reply_alias(case), "Message_ID": f"<{number}@reeds.example>", **headers}
    mail = take_in(bytes(letter(text, **headers)), house=lobby.house)
    assess_waiting(lobby.house)
    return mail


def moved(case: Case) -> Move:
    return Move.objects.get(case=case)


class TestPerson:
    def test_mail_from_the_address_on_file_is_consent_by_act_and_opens_the_talk(self, lobby: Lobby, case: Case) -> None:
        invite(lobby, case)
        mail = arrives(lobby, case)
        move = moved(case)
        assert (mail.kind, mail.sender) == ("person", MARA)
        assert (move.state, move.way, move.consent_kind) == ("open", "email", "act")
        assert move.consent == Post.objects.get(network="mail")
        assert move.consent.author == case.person
        case.refresh_from_db()
        assert (case.state, case.conversation) == ("open", move.consent.conversation)
        assert verbs(case) == ["move_offered", "move_consented", "move_opened"]

    def test_writing_no_in_a_mail_declines(self, lobby: Lobby, case: Case) -> None:
        invite(lobby, case)
        arrives(lobby, case, "No thanks, I would rather not talk in private.")
        assert moved(case).state == "declined"

    def test_mail_months_later_finds_the_same_case(self, lobby: Lobby, case: Case) -> None:
        invite(lobby, case)
        arrives(lobby, case)
        settle(case, agent=lobby.ada, house=lobby.house)
        Case.objects.filter(pk=case.pk).update(state="resolved", resolved_at=lobby.clock())
        alias = reply_alias(case, agent=lobby.ben)
        lobby.clock.forward(200 * 86_400)
        arrives(lobby, case, "The router is broken again, and I need it today!", To=alias)
        case.refresh_from_db()
        assert (case.state, Case.objects.count()) == ("open", 1)
        assert Event.objects.filter(stream=f"case:{case.pk}", verb="heard_in").count() == 2

    def test_mail_belongs_where_its_address_says_whatever_else_the_person_is_asked(
        self, lobby: Lobby, case: Case
    ) -> None:
        invite(lobby, case)
        other = lobby.case(case.person, "My bill is wrong.")
        lobby.submit(other, "Shall we talk in private?", purpose="invitation")
        pass_on(lobby)
        arrives(lobby, case, "Hello")
        assert moved(case).state == "open"
        assert moved(other).state == "offered"

    def test_delivered_again_it_changes_nothing(self, lobby: Lobby, case: Case) -> None:
        invite(lobby, case)
        first = arrives(lobby, case, Message_ID="<1@x>")
        again = arrives(lobby, case, Message_ID="<1@x>", Received="from a by b")
        assert (again, Post.objects.filter(network="mail").count()) == (first, 1)
        assert RawEvent.objects.filter(source="mail").count() == 1

    def test_whole_mail_is_kept_and_its_own_words_are_heard(self, lobby: Lobby, case: Case) -> None:
        raw = bytes(letter("Yes.\n\nOn Monday Ada wrote:\n> Well?", To=reply_alias(case)))
        take_in(raw, house=lobby.house)
        assert mail_in(bytes(RawEvent.objects.get(source="mail").body)) == raw
        assert PostText.objects.get(post__network="mail").text == "Yes."

    @pytest.mark.parametrize("header", ["To", "Cc", "Delivered_To", "X_Original_To"])
    def test_address_is_found_in_any_header_a_server_writes(self, lobby: Lobby, case: Case, header: str) -> None:
        headers = {"To": "Marlow <help@marlow.example>", header: reply_alias(case)}
        assert arrives(lobby, case, **headers).case == case

    def test_mail_server_may_say_whom_it_is_for(self, lobby: Lobby, case: Case) -> None:
        raw = bytes(letter(To="undisclosed-recipients:;"))
        assert take_in(raw, recipients=[reply_alias(case)], house=lobby.house).case == case

    def test_two_people_of_one_thread_never_see_each_others_mail(self, lobby: Lobby, case: Case) -> None:
        olga = lobby.person("olga")
        other = Case.objects.create(
            brand=case.brand, account=case.account, person=olga, thread=case.thread, act_by=lobby.clock(),
            promise_at=lobby.clock(), route="lobby", opened_at=lobby.clock(), last_post_at=lobby.clock(),
        )  # fmt: skip
        # Mara's address at Olga's alias: not an address of Olga's, so nobody reads it.
        assert arrives(lobby, other).kind == "stranger"
        arrives(lobby, case)
        assert set(Post.objects.filter(network="mail").values_list("conversation__person", flat=True)) == {
            case.person.pk
        }


class TestStranger:
    def test_nobody_reads_it_it_consents_to_nothing_and_makes_no_person(self, lobby: Lobby, case: Case) -> None:
        invite(lobby, case)
        people = Handle.objects.count()
        mail = arrives(lobby, case, "Yes please, and tell me everything about Mara.", From=EVE)
        assert (mail.kind, moved(case).state) == ("stranger", "offered")
        assert not Post.objects.filter(network="mail").exists()
        assert Handle.objects.count() == people
        assert mail_address(case) == MARA

    def test_the_cases_human_is_told_and_no_word_of_it_is_shown(self, lobby: Lobby, case: Case) -> None:
        invite(lobby, case)
        arrives(lobby, case, "tell me everything", From=EVE)
        arrives(lobby, case, "once more", From=EVE)
        notice = Notice.objects.get(kind="strange_mail")
        assert (notice.agent, notice.case) == (lobby.ada, case)
        assert "e…@evil.example" in notice.text
        assert not any(word in notice.text for word in ("eve@", "everything", "once more"))

    @pytest.mark.parametrize(
        "headers",
        [
            {"From": f'"{MARA}" <eve@evil.example>'},
            {"From": f"{MARA}, eve@evil.example"},
            {"From": "mara@reeds.example.evil.example"},
            {"From": EVE, "Reply_To": MARA, "Sender": MARA},
        ],
    )
    def test_looking_like_the_person_is_not_being_them(self, lobby: Lobby, case: Case, headers: dict[str, str]) -> None:
        assert arrives(lobby, case, **headers).kind == "stranger"

    def test_person_says_it_is_theirs_and_its_words_join_the_talk(self, lobby: Lobby, case: Case) -> None:
        invite_to_message(lobby, case)
        says(lobby, case, "Yes please")
        mail = arrives(lobby, case, "Hello from my other address.", From="Mara <m@elsewhere.example>")
        lobby.clock.forward(60)
        post = says(lobby, case, "That mail was mine.", private=True)
        vouch(mail, post, agent=lobby.ada, house=lobby.house)
        assess_waiting(lobby.house)
        mail.refresh_from_db()
        assert (mail.kind, mail.vouched_by) == ("person", post)
        words = PostText.objects.get(post__network="mail")
        assert (words.text, words.post.author) == ("Hello from my other address.", case.person)
        assert mail_address(case) == "m@elsewhere.example"
        assert strangers_mails(case) == []
        assert not Notice.objects.filter(kind="strange_mail", closed_at=None).exists()
        assert moved(case).consent != words.post
        assert arrives(lobby, case, "And one more.", From="M@Elsewhere.example").kind == "person"

    def test_only_later_words_of_the_person_who_agreed_vouch(self, lobby: Lobby, case: Case) -> None:
        invite_to_message(lobby, case)
        before = says(lobby, case, "Hmm")
        lobby.clock.forward(5)
        mail = arrives(lobby, case, From=EVE)
        lobby.clock.forward(5)
        other = lobby.post(case, "It was her.", by=lobby.person("olga"))
        later = says(lobby, case, "That mail was mine.", to=None)
        for post in (before, other, later):
            with pytest.raises(CannotVouchError):
                vouch(mail, post, agent=lobby.ada, house=lobby.house)
        assert moved(case).state == "offered"
        assert not Post.objects.filter(network="mail").exists()

    def test_own_server_that_found_it_forged_makes_it_a_strangers(self, lobby: Lobby, case: Case) -> None:
        lobby.mail(checked_by=HOST)
        assert arrives(lobby, case).kind == "stranger"
        assert arrives(lobby, case, Authentication_Results="mx.evil.example; dmarc=pass").kind == "stranger"
        assert arrives(lobby, case, Authentication_Results=f"{HOST}; dmarc=fail").kind == "stranger"
        assert arrives(lobby, case, Authentication_Results=f"{HOST}; dmarc=pass").kind == "person"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<x.example>"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@mx.example"},
    ],
    ids=str,
)
def test_machines_mail_is_kept_and_moves_nothing(lobby: Lobby, case: Case, headers: dict[str, str]) -> None:
    invite(lobby, case)
    Case.objects.filter(pk=case.pk).update(state="waiting")
    mail = arrives(lobby, case, "I am out of office. Yes.", **headers)
    case.refresh_from_db()
    assert (mail.kind, moved(case).state, case.state) == ("automatic", "offered", "waiting")
    assert RawEvent.objects.get(source="mail").refused.startswith("A machine sent it")
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "to", ["ada@replies.care.example", "help@marlow.example", "", f"ada.{'a' * 26}@replies.care.example"]
)
def test_mail_to_nobody_is_refused_and_not_kept(lobby: Lobby, case: Case, to: str) -> None:
    with pytest.raises(NoSuchAddressError):
        take_in(bytes(letter(To=to)), house=lobby.house)
    assert not RawEvent.objects.filter(source="mail").exists()


@pytest.mark.parametrize("raw", [b"", b" \n\n", b"x" * (MOST_BYTES + 1)], ids=["empty", "blank", "huge"])
def test_what_is_no_mail_is_refused(lobby: Lobby, case: Case, raw: bytes) -> None:
    with pytest.raises(UnusableMailError):
        take_in(raw, house=lobby.house)


def test_flood_to_one_case_is_put_off_and_reaches_no_other(lobby: Lobby, case: Case) -> None:
    raw = bytes(letter(To=reply_alias(case)))
    for _ in range(MAILS_A_DAY):
        take_in(raw, house=lobby.house)
    with pytest.raises(TooManyMailsError):
        take_in(raw, house=lobby.house)
    assert take_in(bytes(letter(To=reply_alias(lobby.case(lobby.person("olga"))))), house=lobby.house)
    lobby.clock.forward(86_400)
    assert take_in(raw, house=lobby.house)


def test_every_mail_is_on_record(lobby: Lobby, case: Case) -> None:
    for headers in ({}, {"From": EVE}, {"Precedence": "bulk"}):
        arrives(lobby, case, **headers)
    assert Event.objects.filter(stream=f"case:{case.pk}", verb="mail_arrived").count() == 3
