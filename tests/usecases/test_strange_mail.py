"""Mail of a stranger, and of whoever only seems to be the person: kept, unread, until the person says it is theirs."""

import pytest

from parlour.store.models import Case, Event, Handle, Notice, Post, PostText
from parlour.usecases.assess import assess_waiting
from parlour.usecases.mail_in import take_in
from parlour.usecases.reply_alias import mail_address, reply_alias
from parlour.usecases.strange_mail import CannotVouchError, says_it_is_theirs, strangers_mails, vouch
from tests.channels.mail.letters import HOST, MARA
from tests.usecases.lobby import Lobby
from tests.usecases.mails import EVE, FAIL, PASS, arrives, case, invite, moved
from tests.usecases.test_moves import invite as invite_to_message
from tests.usecases.test_moves import says

__all__ = ["case"]


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


def test_vouched_mail_that_names_no_address_leads_our_mails_nowhere(lobby: Lobby, case: Case) -> None:
    invite_to_message(lobby, case)
    says(lobby, case, "Yes please")
    mail = arrives(lobby, case, From=f"{MARA}, eve@evil.example")
    lobby.clock.forward(60)
    vouch(mail, says(lobby, case, "That was me.", private=True), agent=lobby.ada, house=lobby.house)
    assert mail_address(case) == MARA
