"""Mail that comes to a case: heard as the person's, kept unread as a stranger's, kept and left alone as a machine's."""

from typing import ClassVar

import pytest

from parlour.channels.mail.reading import heard_uri, mail_in, mail_name
from parlour.knowledge import Knowledge
from parlour.store.models import ArrivedMail, Case, Event, Handle, Move, Notice, Post, PostText, RawEvent
from parlour.usecases.assess import assess_waiting
from parlour.usecases.mail_in import (
    MOST_BYTES,
    NoSuchAddressError,
    TooManyMailsError,
    UnusableMailError,
    take_in,
)
from parlour.usecases.reply_alias import mail_address, reply_alias
from parlour.usecases.settle import settle
from parlour.usecases.strange_mail import CannotVouchError, says_it_is_theirs, strangers_mails, vouch
from tests.channels.mail.letters import HOST, MARA, letter
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import invite as invite_to_message
from tests.usecases.test_moves import says, verbs
from tests.usecases.test_reply_alias import invite, pass_on

EVE = "Eve <eve@evil.example>"


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

    def test_person_says_it_is_theirs_of_a_mail_nobody_vouched_for(self, lobby: Lobby, case: Case) -> None:
        invite_to_message(lobby, case)
        says(lobby, case, "Yes please")
        mail = arrives(lobby, case, Authentication_Results=FAIL)
        lobby.clock.forward(60)
        vouch(mail, says(lobby, case, "That was me.", private=True), agent=lobby.ada, house=lobby.house)
        mail.refresh_from_db()
        assert mail.kind == "person"
        # Their word was for that one mail: the next one is looked at again.
        assert arrives(lobby, case, "And one more.", Authentication_Results=FAIL).kind == "stranger"


FAIL = f"{HOST}; dmarc=fail header.from=reeds.example"
PASS = f"{HOST}; dmarc=pass header.from=reeds.example"


def received(case: Case, *results: str, text: str = "Yes, I agree.") -> bytes:
    """A mail from the address on file as it arrives, with these findings in this order, topmost first."""
    lines = "".join(f"Authentication-Results: {value}\r\n" for value in results)
    return (
        f"{lines}From: Mara Quist <{MARA}>\r\nTo: {reply_alias(case)}\r\nMessage-ID: <9@reeds.example>\r\n"
        f"Subject: Re: Your talk\r\n\r\n{text}\r\n"
    ).encode()


class TestForged:
    """Mail that says it is from the address on file, and that our own mail server does not vouch for."""

    @pytest.mark.parametrize(
        "results",
        [
            (),
            (FAIL,),
            (f"{HOST}; none",),
            (f"{HOST}; spf=fail smtp.mailfrom=reeds.example; dkim=fail header.d=reeds.example",),
            (f"{HOST}; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example",),
            ("mx.evil.example; dmarc=pass header.from=reeds.example",),
            # The sender added one in our server's name, which stands below the real one.
            (FAIL, PASS),
            (FAIL, PASS, PASS, PASS),
            ("mx.evil.example; dmarc=pass", FAIL, PASS),
            (f"{HOST}; dmarc=pass header.from=evil.example", PASS),
            (f'{HOST}; spf=fail smtp.mailfrom="x; dmarc=pass; "@evil.example',),
        ],
    )
    def test_it_is_kept_and_is_neither_consent_nor_proof(
        self, lobby: Lobby, case: Case, results: tuple[str, ...]
    ) -> None:
        invite(lobby, case)
        mail = take_in(received(case, *results), house=lobby.house)
        assess_waiting(lobby.house)
        assert (mail.kind, mail.case, moved(case).state) == ("stranger", case, "offered")
        assert not Post.objects.filter(network="mail").exists()
        assert strangers_mails(case) == [mail]
        assert says_it_is_theirs(mail, case)
        notice = Notice.objects.get(kind="strange_mail")
        assert "We cannot vouch for it: it may be forged." in notice.text
        arrived = Event.objects.get(stream=f"case:{case.pk}", verb="mail_arrived")
        assert b"no mail server of ours vouches for that" in bytes(arrived.payload.body)

    def test_nor_does_it_take_back_a_consent(self, lobby: Lobby, case: Case) -> None:
        invite(lobby, case)
        arrives(lobby, case)
        take_in(received(case, FAIL, text="I do not want to talk any more. Stop."), house=lobby.house)
        assess_waiting(lobby.house)
        assert moved(case).state == "open"

    @pytest.mark.parametrize(
        "results",
        [
            (PASS,),
            ("mx.evil.example; dmarc=fail", PASS),
            (f"{HOST}; dmarc=none; dkim=pass header.d=reeds.example",),
            (f"{HOST}; spf=pass smtp.mailfrom=mara@reeds.example",),
        ],
    )
    def test_what_our_server_vouches_for_is_theirs(self, lobby: Lobby, case: Case, results: tuple[str, ...]) -> None:
        invite(lobby, case)
        assert take_in(received(case, *results), house=lobby.house).kind == "person"
        assess_waiting(lobby.house)
        assert moved(case).state == "open"

    def test_where_no_server_is_named_nothing_is_vouched_for(self, lobby: Lobby, case: Case) -> None:
        lobby.mail(checked_by="")
        invite(lobby, case)
        assert take_in(received(case, PASS), house=lobby.house).kind == "stranger"
        assert moved(case).state == "offered"

    def test_an_address_that_is_not_on_file_is_none_of_theirs_however_well_proven(
        self, lobby: Lobby, case: Case
    ) -> None:
        mail = arrives(lobby, case, From=EVE)
        assert (mail.kind, says_it_is_theirs(mail, case)) == ("stranger", False)


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


class TestFlood:
    """So many mails of one kind to one case are taken in a day."""

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("parlour.usecases.mail_in.MAILS_A_DAY", 3)

    KINDS: ClassVar[list[dict[str, str]]] = [
        {},
        {"From": EVE},
        {"Authentication_Results": f"{HOST}; dmarc=fail header.from=reeds.example"},
        {"Precedence": "bulk"},
    ]

    def takes(self, lobby: Lobby, case: Case, number: int, headers: dict[str, str]) -> ArrivedMail:
        about = {"To": reply_alias(case), "Message_ID": f"<{number}@x.example>", **headers}
        return take_in(bytes(letter(f"Number {number}", **about)), house=lobby.house)

    @pytest.mark.parametrize("kind", KINDS, ids=["person", "stranger", "unproven", "machine"])
    def test_it_is_put_off_and_holds_back_no_other_kind_and_no_other_case(
        self, lobby: Lobby, case: Case, kind: dict[str, str]
    ) -> None:
        for number in range(3):
            self.takes(lobby, case, number, kind)
        with pytest.raises(TooManyMailsError):
            self.takes(lobby, case, 3, kind)
        assert ArrivedMail.objects.count() == 3
        for number, other in enumerate((one for one in self.KINDS if one != kind), 10):
            assert self.takes(lobby, case, number, other)
        assert self.takes(lobby, lobby.case(lobby.person("olga")), 20, kind)
        lobby.clock.forward(86_400)
        assert self.takes(lobby, case, 3, kind)

    @pytest.mark.parametrize("kind", KINDS, ids=["person", "stranger", "unproven", "machine"])
    def test_same_mail_counts_once_however_often_it_comes(self, lobby: Lobby, case: Case, kind: dict[str, str]) -> None:
        first = self.takes(lobby, case, 1, kind)
        assert [self.takes(lobby, case, 1, kind) for _ in range(5)] == [first] * 5
        assert self.takes(lobby, case, 2, kind) != first


class TestMessageId:
    """Anybody may write any Message-ID; it is the name of no mail."""

    KNOWN: ClassVar = {"Message_ID": "<known@reeds.example>"}

    @pytest.fixture
    def hers(self, lobby: Lobby) -> Case:
        """A case of Eve's, whose own address is known and proven."""
        case = lobby.case(lobby.person("eve"), "Hello")
        customer = lobby.customer(case.person, ref="E")
        customer.email = "eve@evil.example"
        customer.save()
        return Case.objects.select_related("person__customer", "brand", "account").get(pk=case.pk)

    def said(self) -> set[tuple[str, str, int]]:
        rows = PostText.objects.filter(post__network="mail")
        return set(rows.values_list("post__author__address", "text", "version"))

    @pytest.mark.parametrize("first", ["mara", "eve"])
    def test_two_people_who_use_the_same_one_are_both_heard(
        self, lobby: Lobby, case: Case, hers: Case, first: str
    ) -> None:
        mails = {"mara": (case, "My heating is dead.", {}), "eve": (hers, "Nothing counts any more.", {"From": EVE})}
        for name in sorted(mails, key=lambda name: name != first):
            of, text, headers = mails[name]
            assert arrives(lobby, of, text, **self.KNOWN, **headers).kind == "person"
        assert self.said() == {
            (case.person.address, "My heating is dead.", 1),
            (hers.person.address, "Nothing counts any more.", 1),
        }

    def test_mail_to_two_matters_is_heard_in_both(self, lobby: Lobby, case: Case) -> None:
        other = lobby.case(case.person, "My bill is wrong.")
        both = f"{reply_alias(case)}, {reply_alias(other)}"
        raw = bytes(letter("Please help me with both.", To=both))
        mails = [take_in(raw, recipients=[reply_alias(one)], house=lobby.house) for one in (case, other)]
        assess_waiting(lobby.house)
        assert [mail.case for mail in mails] == [case, other]
        assert Post.objects.filter(network="mail").count() == 2
        for one in (case, other):
            assert Event.objects.filter(stream=f"case:{one.pk}", verb="heard_in").count() == 1

    def test_her_program_uses_one_for_two_mails(self, lobby: Lobby, case: Case) -> None:
        for text in ("First this.", "Then that."):
            arrives(lobby, case, text, **self.KNOWN)
        assert self.said() == {(case.person.address, text, 1) for text in ("First this.", "Then that.")}

    @pytest.mark.parametrize("headers", [{"Authentication_Results": ""}, {"Precedence": "bulk"}])
    def test_copy_that_comes_first_does_not_stand_in_her_mails_place(
        self, lobby: Lobby, case: Case, headers: dict[str, str]
    ) -> None:
        assert arrives(lobby, case, "Yes.", **self.KNOWN, **headers).kind != "person"
        assert arrives(lobby, case, "Yes.", **self.KNOWN).kind == "person"
        assert self.said() == {(case.person.address, "Yes.", 1)}

    def test_ours_is_not_taken_for_our_words(self, lobby: Lobby, case: Case) -> None:
        invite(lobby, case)
        arrives(lobby, case)
        case.refresh_from_db()
        lobby.submit(case, "We look into it.", purpose="private")
        pass_on(lobby)
        ours = Post.objects.get(own=True, network="mail").origin_uri.removeprefix("mid:")
        arrives(lobby, case, "Thank you.", Message_ID=f"<{ours}>")
        texts = PostText.objects.filter(post__network="mail").order_by("pk")
        assert list(texts.values_list("text", "post__own"))[1:] == [("We look into it.", True), ("Thank you.", False)]


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


def test_vouched_mail_that_names_no_address_leads_our_mails_nowhere(lobby: Lobby, case: Case) -> None:
    invite_to_message(lobby, case)
    says(lobby, case, "Yes please")
    mail = arrives(lobby, case, From=f"{MARA}, eve@evil.example")
    lobby.clock.forward(60)
    vouch(mail, says(lobby, case, "That was me.", private=True), agent=lobby.ada, house=lobby.house)
    assert mail_address(case) == MARA


def test_mail_whose_parts_lie_too_deep_is_refused_for_good(lobby: Lobby, case: Case) -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    with pytest.raises(UnusableMailError, match="too deep"):
        take_in(f"To: {reply_alias(case)}\n".encode() + deep, house=lobby.house)
    assert not ArrivedMail.objects.exists()


def test_every_mail_is_on_record(lobby: Lobby, case: Case) -> None:
    for headers in ({}, {"From": EVE}, {"Precedence": "bulk"}):
        arrives(lobby, case, **headers)
    assert Event.objects.filter(stream=f"case:{case.pk}", verb="mail_arrived").count() == 3
