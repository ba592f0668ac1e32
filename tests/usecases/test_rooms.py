"""The house's own rooms: a doorbell that tells nothing, a proof, a key that opens once, and the talk inside."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries

from parlour.core.nouns.surface import Surface
from parlour.knowledge import Knowledge
from parlour.store.models import Case, Customer, Doorbell, Event, Mail, Move, Post, Proof, Room, RoomKey, RoomVisit
from parlour.usecases import converse, doorbell, enter, letters, prove
from parlour.usecases.assess import assess_waiting
from parlour.usecases.doorbell import NoRoomsError, doorbell_link
from parlour.usecases.enter import Entered
from parlour.usecases.post_mail import MOST_ATTEMPTS, post_due
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import says, verbs

PHONE, LAPTOP = b"p" * 32, b"l" * 32
MARA = "mara@reeds.example"
DAY = timedelta(days=1)


def invite(lobby: Lobby, case: Case) -> str:
    """The token of the doorbell in an invitation that stands in the thread."""
    link = doorbell_link(case, house=lobby.house)
    lobby.submit(case, f"Talk with us in private, if you like: {link}", purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(1)
    return link.rstrip("/").rpartition("/")[2]


def ring(lobby: Lobby, token: str) -> Doorbell:
    bell = doorbell.ring(token, house=lobby.house)
    assert bell is not None
    return bell


def letter(lobby: Lobby) -> tuple[str, str]:
    """Code and key of the newest letter that was posted."""
    post_due(lobby.house)
    lines = mail.outbox[-1].body.splitlines()
    code = next(line for line in lines if line.startswith("Your code: ")).split()[2:4]
    link = next(line for line in lines if "/room/key/" in line)
    return "".join(code), link.rstrip("/").rpartition("/")[2]


def come_in(lobby: Lobby, token: str) -> Entered:
    """By a letter to the address on file."""
    prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
    entered = enter.enter(letter(lobby)[1], language="en", house=lobby.house)
    assert entered is not None
    return entered


@pytest.fixture
def case(lobby: Lobby) -> Case:
    lobby.rooms()
    case = lobby.case()
    customer = lobby.customer(case.person)
    customer.email = "Mara@Reeds.example"
    customer.save()
    return case


@pytest.fixture
def token(lobby: Lobby, case: Case) -> str:
    return invite(lobby, case)


def test_brand_without_rooms_has_no_doorbell(lobby: Lobby) -> None:
    with pytest.raises(NoRoomsError, match="parlour channels add room"):
        doorbell_link(lobby.case(), house=lobby.house)


def test_invitation_that_names_the_doorbell_offers_the_room(lobby: Lobby, case: Case, token: str) -> None:
    move = Move.objects.get(case=case)
    assert (move.state, move.way) == ("offered", "room")
    assert ring(lobby, token).move == move
    assert token not in str(list(Doorbell.objects.values())), "only its digest is kept"


@pytest.mark.parametrize("spoilt", ["", "x", "{token}x", "short", "UPPER", "{token}\x00"])
def test_other_links_ring_nothing(lobby: Lobby, token: str, spoilt: str) -> None:
    wrong = {"short": token[:-1], "UPPER": token.upper()}.get(spoilt, spoilt.format(token=token))
    assert doorbell.ring(wrong, house=lobby.house) is None


def test_doorbell_rings_for_seven_days_and_as_often_as_it_is_rung(lobby: Lobby, token: str) -> None:
    lobby.clock.forward(7 * 86_400 - 60)
    assert doorbell.ring(token, house=lobby.house) == doorbell.ring(token, house=lobby.house) is not None
    lobby.clock.forward(60)
    assert doorbell.ring(token, house=lobby.house) is None


class TestEmail:
    def test_letter_goes_to_the_address_on_file_and_its_code_proves(self, lobby: Lobby, token: str) -> None:
        proof = prove.by_email(ring(lobby, token), f" {MARA.upper()} ", browser=PHONE, house=lobby.house)
        code, key = letter(lobby)
        assert mail.outbox[-1].to == [MARA]
        assert prove.type_code(proof.pk, f"{code[:3]} {code[3:]}", browser=PHONE, house=lobby.house) == key
        again = prove.type_code(proof.pk, code, browser=PHONE, house=lobby.house)
        assert again == key, "a button pressed twice is no wrong try"
        assert code not in str(list(Proof.objects.values())) + str(list(Mail.objects.values())), "no code is kept"
        assert key not in str(list(RoomKey.objects.values())) + str(list(Mail.objects.values())), "no key is kept"

    @pytest.mark.parametrize("address", ["", "stranger@else.example", "mara@reeds.example.evil.example"])
    def test_other_addresses_get_no_letter_and_look_the_same(self, lobby: Lobby, token: str, address: str) -> None:
        proof = prove.by_email(ring(lobby, token), address, browser=PHONE, house=lobby.house)
        letters.write_due(lobby.house)
        assert not Mail.objects.exists()
        assert not RoomKey.objects.exists()
        with pytest.raises(prove.WrongCodeError) as told:
            prove.type_code(proof.pk, "000000", browser=PHONE, house=lobby.house)
        assert told.value.left == 4

    def test_code_counts_in_the_browser_that_asked_alone(self, lobby: Lobby, token: str) -> None:
        proof = prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        code, _ = letter(lobby)
        with pytest.raises(prove.WrongCodeError):
            prove.type_code(proof.pk, code, browser=LAPTOP, house=lobby.house)
        assert prove.type_code(proof.pk, code, browser=PHONE, house=lobby.house)

    def test_code_is_stale_after_ten_minutes(self, lobby: Lobby, token: str) -> None:
        proof = prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        code, _ = letter(lobby)
        lobby.clock.forward(600)
        with pytest.raises(prove.WrongCodeError):
            prove.type_code(proof.pk, code, browser=PHONE, house=lobby.house)

    def test_five_wrong_codes_end_it_and_the_right_one_comes_too_late(self, lobby: Lobby, token: str) -> None:
        proof = prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        code, _ = letter(lobby)
        wrong = "000000" if code != "000000" else "000001"
        for left in (4, 3, 2, 1):
            with pytest.raises(prove.WrongCodeError) as told:
                prove.type_code(proof.pk, wrong, browser=PHONE, house=lobby.house)
            assert told.value.left == left
        for late in (wrong, code):
            with pytest.raises(prove.TooManyTriesError) as held:
                prove.type_code(proof.pk, late, browser=PHONE, house=lobby.house)
            assert held.value.until > lobby.clock()
        assert not Proof.objects.filter(proven_at__isnull=False).exists()

    def test_cool_down_of_one_browser_leaves_others_alone(self, lobby: Lobby, token: str) -> None:
        bell = ring(lobby, token)
        for _ in range(prove.PROOFS_AT_ONCE):
            prove.by_email(bell, "guess@else.example", browser=LAPTOP, house=lobby.house)
        with pytest.raises(prove.TooManyTriesError):
            prove.by_email(bell, MARA, browser=LAPTOP, house=lobby.house)
        proof = prove.by_email(bell, MARA, browser=PHONE, house=lobby.house)
        assert prove.type_code(proof.pk, letter(lobby)[0], browser=PHONE, house=lobby.house)
        lobby.clock.forward(prove.COOL_DOWN)
        proof = prove.by_email(bell, MARA, browser=LAPTOP, house=lobby.house)
        assert prove.type_code(proof.pk, letter(lobby)[0], browser=LAPTOP, house=lobby.house)

    def ask(self, lobby: Lobby, token: str, number: int) -> None:
        prove.by_email(ring(lobby, token), MARA, browser=number.to_bytes(32), house=lobby.house)
        letters.write_due(lobby.house)

    def test_letters_of_one_doorbell_are_bounded_by_hour_and_day(self, lobby: Lobby, token: str) -> None:
        written = []
        for hour in range(6):
            for number in range(letters.LETTERS_AN_HOUR + 2):
                self.ask(lobby, token, 100 * hour + number)
            written.append(Mail.objects.count())
            lobby.clock.forward(3600)
        assert written == [5, 10, 15, 20, 20, 20]

    def test_link_of_a_letter_goes_on_counting_when_no_new_one_is_written(self, lobby: Lobby, token: str) -> None:
        for number in range(letters.LETTERS_AN_HOUR + 1):
            self.ask(lobby, token, number)
        lobby.clock.forward(7200)
        assert enter.enter(letter(lobby)[1], language="en", house=lobby.house) is not None

    @pytest.mark.parametrize("address", [MARA, "stranger@else.example", "", "no address"])
    def test_asking_costs_the_same_whatever_is_typed(
        self, lobby: Lobby, token: str, address: str, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        bell = ring(lobby, token)
        with django_assert_num_queries(4):
            proof = prove.by_email(bell, address, browser=PHONE, house=lobby.house)
        assert not Mail.objects.exists()
        assert address not in str(list(Proof.objects.values())) or not address, "what was typed is sealed"
        letters.write_due(lobby.house)
        assert Proof.objects.get(pk=proof.pk).typed == b""

    def test_letter_is_not_written_once_its_code_would_be_stale(self, lobby: Lobby, token: str) -> None:
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        lobby.clock.forward(600)
        assert (letters.write_due(lobby.house), Mail.objects.count()) == (1, 0)


class TestAccount:
    def test_words_posted_from_the_account_prove(self, lobby: Lobby, case: Case, token: str) -> None:
        proof = prove.by_account(ring(lobby, token), browser=PHONE, house=lobby.house)
        assert prove.key_of(proof.pk, browser=PHONE, house=lobby.house) is None
        post = says(lobby, case, f"{proof.words.upper()}!")
        key = prove.key_of(proof.pk, browser=PHONE, house=lobby.house)
        assert key is not None
        assert enter.look(key, house=lobby.house) is not None
        assert Proof.objects.get().post == post
        assert prove.key_of(proof.pk, browser=LAPTOP, house=lobby.house) is None, "another browser gets no key"

    def test_words_of_somebody_else_prove_nothing(self, lobby: Lobby, token: str) -> None:
        proof = prove.by_account(ring(lobby, token), browser=PHONE, house=lobby.house)
        stranger = lobby.case(lobby.person("olga"))
        says(lobby, stranger, proof.words)
        assert prove.key_of(proof.pk, browser=PHONE, house=lobby.house) is None
        assert not RoomKey.objects.exists()

    def test_words_are_stale_after_ten_minutes(self, lobby: Lobby, case: Case, token: str) -> None:
        proof = prove.by_account(ring(lobby, token), browser=PHONE, house=lobby.house)
        lobby.clock.forward(600)
        says(lobby, case, proof.words)
        assert prove.key_of(proof.pk, browser=PHONE, house=lobby.house) is None


class TestKey:
    def test_looking_uses_nothing_up_and_entering_does(self, lobby: Lobby, token: str) -> None:
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        _, key = letter(lobby)
        for _ in range(3):
            assert enter.look(key, house=lobby.house) is not None
        assert enter.enter(key, language="en", house=lobby.house) is not None
        assert enter.look(key, house=lobby.house) is None
        assert enter.enter(key, language="en", house=lobby.house) is None

    def test_key_opens_for_a_day(self, lobby: Lobby, token: str) -> None:
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        _, key = letter(lobby)
        lobby.clock.forward(86_400)
        assert enter.look(key, house=lobby.house) is None

    def test_going_in_is_consent_by_act_and_opens_the_room(self, lobby: Lobby, case: Case, token: str) -> None:
        entered = come_in(lobby, token)
        move = Move.objects.get()
        assert (move.state, move.consent_kind, move.consent_key) == ("open", "act", entered.visit.key)
        assert verbs(case) == ["move_offered", "move_consented", "move_opened"]
        case.refresh_from_db()
        assert case.conversation is not None
        assert case.conversation.account.network == "room"

    def test_going_in_after_refusing_is_consent_anew(self, lobby: Lobby, case: Case, token: str) -> None:
        says(lobby, case, "No thank you.")
        assert Move.objects.get().state == "declined"
        come_in(lobby, token)
        assert Move.objects.get().state == "open"

    def test_bell_of_an_earlier_invitation_leads_to_the_talk_that_is_under_way(
        self, lobby: Lobby, case: Case, token: str
    ) -> None:
        says(lobby, case, "No thank you.")
        later = invite(lobby, case)
        assert later != token
        come_in(lobby, token)
        assert list(Move.objects.order_by("pk").values_list("state", flat=True)) == ["declined", "open"]

    def test_another_phone_gets_in_by_another_proof(self, lobby: Lobby, token: str) -> None:
        first, second = come_in(lobby, token), come_in(lobby, token)
        assert first.visit.room == second.visit.room
        assert {enter.visit_of(one.secret, house=lobby.house) for one in (first, second)} == set(
            RoomVisit.objects.all()
        )

    @pytest.mark.parametrize("secret", ["", "guess", None])
    def test_cookies_nobody_was_given_open_nothing(self, lobby: Lobby, token: str, secret: str | None) -> None:
        entered = come_in(lobby, token)
        assert enter.visit_of(entered.secret[:-1] if secret is None else secret, house=lobby.house) is None

    def test_who_leaves_is_out(self, lobby: Lobby, token: str) -> None:
        entered = come_in(lobby, token)
        enter.leave(entered.visit, house=lobby.house)
        assert enter.visit_of(entered.secret, house=lobby.house) is None


@pytest.fixture
def inside(lobby: Lobby, token: str) -> Entered:
    return come_in(lobby, token)


class TestTalk:
    @pytest.fixture(autouse=True)
    def _triage(self, lobby: Lobby, knowledge: Knowledge) -> None:
        """What is said in a room is read by triage like everything else."""
        lobby.knowledge = knowledge

    def test_what_a_guest_says_is_heard_in_their_case_as_a_private_message(
        self, lobby: Lobby, case: Case, inside: Entered
    ) -> None:
        converse.say(inside.visit, "My router is still dead, please help.", house=lobby.house)
        assess_waiting(lobby.house)
        post = Post.objects.get(network="room")
        assert (post.author, post.own) == (case.person, False)
        assert post.conversation is not None
        assert (post.conversation.account.network, post.conversation.person) == ("room", case.person)
        assert list(post.assessments.values_list("case", flat=True)) == [case.pk]

    def test_an_answer_goes_where_they_spoke_last_and_is_read_there(
        self, lobby: Lobby, case: Case, inside: Entered
    ) -> None:
        converse.say(inside.visit, "My router is still dead.", house=lobby.house)
        case.refresh_from_db()
        lobby.clock.forward(5)
        row = lobby.submit(case, "A technician comes tomorrow.", purpose="private")
        assert row.account.network == "room"
        lobby.clock.forward(11)
        send_due(lobby.house)
        row.refresh_from_db()
        assert row.state == "confirmed"
        theirs, ours = converse.entries(inside.visit.room, house=lobby.house)
        assert (theirs.by_guest, theirs.text) == (True, "My router is still dead.")
        assert (ours.by_guest, ours.text, ours.name, ours.read) == (False, "A technician comes tomorrow.", "Ada", False)
        converse.mark_seen(inside.visit, house=lobby.house)
        assert [entry.read for entry in converse.entries(inside.visit.room, house=lobby.house)] == [False, True]
        assert lobby.network.sends == 1, "nothing but the invitation left for the network"

    def test_the_same_thing_said_twice_by_a_retry_is_said_once(self, lobby: Lobby, inside: Entered) -> None:
        for _ in range(2):
            converse.say(inside.visit, "Hello?", number="one", house=lobby.house)
        assert [entry.text for entry in converse.entries(inside.visit.room, house=lobby.house)] == ["Hello?"]

    @pytest.mark.parametrize(
        ("text", "why"),
        [("", "empty"), (" \n ", "empty"), ("x" * 5001, "too_long"), ("\u200b\u3164\u0301", "empty")],
        ids=["nothing", "blank", "long", "nothing to be seen"],
    )
    def test_what_cannot_be_said(self, lobby: Lobby, inside: Entered, text: str, why: str) -> None:
        with pytest.raises(converse.CannotSayError) as told:
            converse.say(inside.visit, text, house=lobby.house)
        assert told.value.why == why

    def test_two_people_of_one_thread_never_see_each_others_room(
        self, lobby: Lobby, case: Case, inside: Entered
    ) -> None:
        other = lobby.case(lobby.person("olga"))
        Post.objects.filter(thread=other.thread).update(thread=case.thread)
        Case.objects.filter(pk=other.pk).update(thread=case.thread)
        olga = lobby.customer(other.person, ref="C-2")
        olga.email = "olga@reeds.example"
        olga.save()
        token = invite(lobby, Case.objects.get(pk=other.pk))
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        assert not mail.outbox[1:], "the address of one opens no door of another"
        prove.by_email(ring(lobby, token), "olga@reeds.example", browser=PHONE, house=lobby.house)
        hers = enter.enter(letter(lobby)[1], language="en", house=lobby.house)
        assert hers is not None
        converse.say(inside.visit, "I owe 300 euros.", house=lobby.house)
        assert converse.entries(hers.visit.room, house=lobby.house) == []

    def test_transcript_tells_who_said_what_when(self, lobby: Lobby, inside: Entered) -> None:
        converse.say(inside.visit, "Hello <b>you</b>", house=lobby.house)
        text = converse.transcript(inside.visit.room, house=lobby.house)
        assert f"{lobby.clock():%Y-%m-%d %H:%M}  You: Mara\n> Hello <b>you</b>\n" in text

    @pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\x85", "\x0b"])
    def test_no_words_of_a_guest_read_as_a_line_of_ours(self, lobby: Lobby, inside: Entered, end: str) -> None:
        converse.say(
            inside.visit, f"Hello.{end}2026-03-01 12:05  Lobby: Ada{end}We pay\u202e\u2069.", house=lobby.house
        )
        lines = converse.transcript(inside.visit.room, house=lobby.house).splitlines()
        assert lines[4:7] == ["> Hello.", "> 2026-03-01 12:05  Lobby: Ada", "> We pay."]

    def test_two_rooms_of_one_person_are_two(self, lobby: Lobby, case: Case, inside: Entered) -> None:
        second = lobby.case(case.person, "My bill is wrong.")
        other = come_in(lobby, invite(lobby, second))
        converse.say(inside.visit, "About the router.", house=lobby.house)
        converse.say(other.visit, "About the bill.", house=lobby.house)
        said = [[one.text for one in converse.entries(at.visit.room, house=lobby.house)] for at in (inside, other)]
        assert said == [["About the router."], ["About the bill."]]

    def test_second_browser_that_comes_in_is_told_of(self, lobby: Lobby, token: str, inside: Entered) -> None:
        assert enter.another_came(inside.visit.room) is None
        lobby.clock.forward(60)
        second = come_in(lobby, token)
        assert enter.another_came(inside.visit.room) == second.visit.begun_at == lobby.clock()

    def test_browser_that_comes_after_the_last_one_left_is_nothing_to_tell(
        self, lobby: Lobby, token: str, inside: Entered
    ) -> None:
        enter.leave(inside.visit, house=lobby.house)
        lobby.clock.forward(60)
        come_in(lobby, token)
        assert enter.another_came(inside.visit.room) is None

    @pytest.mark.parametrize("email", ["", "other@reeds.example", None])
    def test_address_taken_off_file_opens_nothing_any_more(
        self, lobby: Lobby, case: Case, token: str, inside: Entered, email: str | None
    ) -> None:
        prove.by_email(ring(lobby, token), MARA, browser=LAPTOP, house=lobby.house)
        key = letter(lobby)[1]
        assert enter.look(key, house=lobby.house) is not None
        if email is None:
            case.person.customer = None
            case.person.save()
        else:
            Customer.objects.filter(handles=case.person).update(email=email)
        assert enter.look(key, house=lobby.house) is None
        assert enter.visit_of(inside.secret, house=lobby.house) is None

    def test_wish_to_erase_is_told_once(self, lobby: Lobby, case: Case, inside: Entered) -> None:
        for _ in range(2):
            converse.ask_to_erase(inside.visit, house=lobby.house)
        asked = Event.objects.filter(stream=f"case:{case.pk}", verb="erasure_asked")
        assert asked.count() == 1
        assert Room.objects.get().erase_asked_at == lobby.clock()


class TestMail:
    def test_letters_are_tried_again_a_bounded_number_of_times(self, lobby: Lobby, token: str, settings: Any) -> None:
        settings.EMAIL_BACKEND = "tests.usecases.test_rooms.Down"
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        for _ in range(MOST_ATTEMPTS + 3):
            post_due(lobby.house)
            lobby.clock.forward(timedelta(hours=1).total_seconds())
        row = Mail.objects.get()
        assert (row.state, row.attempts, row.body) == ("failed", MOST_ATTEMPTS, "")

    @pytest.mark.parametrize(
        ("language", "subject"),
        [("en", "Your code from Marlow"), ("de", "Ihr Code von Marlow"), ("es", "Su código de Marlow")],
    )
    def test_code_stands_in_the_letter_and_not_in_its_subject(
        self, lobby: Lobby, case: Case, token: str, language: str, subject: str
    ) -> None:
        Case.objects.filter(pk=case.pk).update(language=language)
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        post_due(lobby.house)
        sent = mail.outbox[-1]
        assert sent.subject == subject
        assert re.search(r"\b\d{3} \d{3}\b", str(sent.body))

    def test_whom_a_letter_went_to_is_let_go_once_it_is_worthless(self, lobby: Lobby, token: str) -> None:
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        post_due(lobby.house)
        lobby.clock.forward(86_400 - 1)
        post_due(lobby.house)
        about = Mail.objects.values_list("recipient", "subject", "state")
        assert about.get() == (MARA, "Your code from Marlow", "sent")
        lobby.clock.forward(1)
        post_due(lobby.house)
        assert about.get() == ("", "", "sent")

    def test_letter_that_comes_too_late_is_not_sent(self, lobby: Lobby, token: str) -> None:
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        letters.write_due(lobby.house)
        lobby.clock.forward(86_400)
        assert post_due(lobby.house) == 1
        assert (Mail.objects.get().state, mail.outbox) == ("failed", [])
        post_due(lobby.house)
        assert Mail.objects.get().recipient == ""

    @pytest.mark.parametrize("address", ["mara", "m@ra@reeds.example", "mära@reeds.example", "mara@-.example\n"])
    def test_letter_to_an_address_that_is_none_ends_there(self, lobby: Lobby, case: Case, address: str) -> None:
        now = lobby.clock()
        about = {"purpose": "code", "subject": "Your code", "body": "Hello", "made_at": now, "not_before": now}
        Mail.objects.create(brand=lobby.brand, case=case, recipient=address, worthless_from=now + DAY, **about)
        for _ in range(MOST_ATTEMPTS + 3):
            post_due(lobby.house)
            lobby.clock.forward(3600)
        assert Mail.objects.get().state in ("failed", "sent")


class Down:
    """A mail server that does not answer."""

    def __init__(self, **_options: object) -> None: ...

    def send_messages(self, _messages: object) -> int:
        raise ConnectionRefusedError


def test_room_speaks_in_private_alone(lobby: Lobby, inside: Entered, case: Case) -> None:
    from parlour.usecases.draft import speaking_as

    case.refresh_from_db()
    assert speaking_as(case, Surface.PUBLIC) == lobby.account
    assert speaking_as(case, Surface.PRIVATE).network == "room"
