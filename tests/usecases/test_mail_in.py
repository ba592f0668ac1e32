"""Mail that comes to a case: heard as the person's, left alone as a machine's, refused where it is for nobody."""

import pytest

from parlour.channels.mail.reading import heard_uri, mail_in, mail_name
from parlour.store.models import ArrivedMail, Case, Event, Notice, Post, PostText, RawEvent
from parlour.usecases.mail_in import MOST_BYTES, NoSuchAddressError, UnusableMailError, take_in
from parlour.usecases.reply_alias import reply_alias
from parlour.usecases.settle import settle
from tests.channels.mail.letters import HOST, MARA, letter
from tests.usecases.lobby import Lobby
from tests.usecases.mails import EVE, arrives, case, invite, moved, pass_on
from tests.usecases.test_moves import verbs

__all__ = ["case"]


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


def test_mail_of_the_person_that_stands_in_no_talk_is_brought_to_a_human(lobby: Lobby, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(assignee=lobby.ada)
    raw = bytes(letter(To=reply_alias(case)))
    there = lobby.post(case, "Hello", by=lobby.person("olga"))
    Post.objects.filter(pk=there.pk).update(network="mail", origin_uri=heard_uri(mail_name(raw, case.pk)))
    mail = take_in(raw, house=lobby.house)
    notice = Notice.objects.get(kind="mail_unheard")
    assert (mail.kind, notice.case, notice.agent) == ("person", case, lobby.ada)
    assert "does not stand in their talk" in notice.text
    take_in(bytes(letter("Another one.", To=reply_alias(case))), house=lobby.house)
    assert Notice.objects.filter(kind="mail_unheard").count() == 1


@pytest.mark.parametrize(
    "head",
    [
        b"From: m\xe4ra@reeds.example",
        b"From: m\xc3\xa4ra@reeds.example",
        b"From: a\x00b@reeds.example",
        b"From: \xff\xfe",
        b"From: x@y.example\nMessage-ID: <\xe4\x00@x>",
        b"From: x@y.example\nReturn-Path: <\xe4@x>",
    ],
)
@pytest.mark.parametrize("vouched", [True, False])
def test_raw_bytes_anywhere_are_kept_and_not_put_off(lobby: Lobby, case: Case, head: bytes, vouched: bool) -> None:
    more = b'\nSubject: \xe4\x00\nContent-Type: text/\xe4plain; name="b\xe4\x00ll.pdf"; charset=\xe4\n\n\x00\xff'
    first = f"Authentication-Results: {HOST}; dmarc=pass header.from=reeds.example\nFrom: {MARA}".encode()
    raw = (first if vouched else head) + more
    mail = take_in(raw, recipients=[reply_alias(case)], house=lobby.house)
    assert (mail.kind, mail_in(bytes(mail.raw_event.body))) == ("person" if vouched else "stranger", raw)


def test_mail_whose_parts_lie_too_deep_is_refused_for_good(lobby: Lobby, case: Case) -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    with pytest.raises(UnusableMailError, match="too deep"):
        take_in(f"To: {reply_alias(case)}\n".encode() + deep, house=lobby.house)
    assert not ArrivedMail.objects.exists()


def test_every_mail_is_on_record(lobby: Lobby, case: Case) -> None:
    for headers in ({}, {"From": EVE}, {"Precedence": "bulk"}):
        arrives(lobby, case, **headers)
    assert Event.objects.filter(stream=f"case:{case.pk}", verb="mail_arrived").count() == 3
