"""Erasing a room: its words and files leave the house, what they prove stays, and nothing else is touched."""

from datetime import timedelta

import orjson
import pytest
from django.core import mail as outbox
from django.db import connection
from django.test import Client

from parlour.core.nouns.surface import Surface
from parlour.room.browser import VISIT
from parlour.store.models import (
    Agent,
    ArrivedMail,
    Case,
    Customer,
    Event,
    EventPayload,
    Mail,
    Move,
    Notice,
    Outbox,
    Post,
    PostText,
    Proof,
    Room,
    RoomFile,
    RoomVisit,
)
from parlour.usecases import converse, doorbell, enter, prove, room_files
from parlour.usecases.approve import NoWayThere
from parlour.usecases.assess import assess_waiting
from parlour.usecases.draft import save
from parlour.usecases.erase_room import StillLeavingError, erase_room
from parlour.usecases.kept_until import let_go_due
from parlour.usecases.letters import write_due
from parlour.usecases.mail_in import take_in
from parlour.usecases.post_mail import post_due
from parlour.usecases.reply_alias import reply_alias
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from parlour.usecases.strange_mail import strangers_mails
from parlour.usecases.verify import verify
from tests.channels.mail.letters import letter
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import MARA, PHONE, case, come_in, inside, invite, newest_letter, ring, token

__all__ = ["case", "inside", "token"]

DAY = timedelta(days=1)
SECRET = "quixotic"
OURS = "A technician comes about the quixotic thing."


@pytest.fixture
def petra(lobby: Lobby) -> Agent:
    return lobby.agent("petra", "privacy")


@pytest.fixture
def room(lobby: Lobby, case: Case, inside: enter.Entered, knowledge: object) -> Room:
    """A room in which both said the secret word, the guest with a file, and which the guest wants erased."""
    lobby.knowledge = knowledge  # type: ignore[assignment]
    given = room_files.keep(inside.visit.room, "quixotic.txt", b"quixotic letters", by_guest=True, house=lobby.house)
    converse.say(inside.visit, "My quixotic router is dead.", [given.pk], house=lobby.house)
    assess_waiting(lobby.house)
    case.refresh_from_db()
    lobby.clock.forward(5)
    lobby.submit(case, OURS, purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)
    save(case, agent=lobby.ada, surface=Surface.PRIVATE, text="And quixotic again", house=lobby.house)
    converse.ask_to_erase(inside.visit, house=lobby.house)
    lobby.clock.forward(60)
    return Room.objects.get()


def tables_that_hold(word: str) -> set[str]:
    """Every table in which some row holds this word, in whatever column, bytes among them."""
    names = connection.introspection.table_names()
    with connection.cursor() as cursor:
        return {name for name in names if name.startswith("store_") and _holds(cursor, name, word)}


def _holds(cursor: object, table: str, word: str) -> bool:
    hexed = word.encode().hex()
    cursor.execute(  # type: ignore[attr-defined]
        f"select exists (select from {table} one where one::text like %s or one::text like %s)",
        [f"%{word}%", f"%{hexed}%"],
    )
    return bool(cursor.fetchone()[0])  # type: ignore[attr-defined]


def test_no_table_holds_the_words_any_more(lobby: Lobby, room: Room, petra: Agent) -> None:
    assert {"store_posttext", "store_outbox", "store_roomfile", "store_rawevent", "store_eventpayload"} <= (
        tables_that_hold(SECRET)
    )
    assert erase_room(room, agent=petra, house=lobby.house)
    assert tables_that_hold(SECRET) == set()


def test_the_record_holds_and_accounts_for_what_went(lobby: Lobby, case: Case, room: Room, petra: Agent) -> None:
    erase_room(room, agent=petra, house=lobby.house)
    found = verify()
    assert (found.problems, found.erased > 0) == ([], True)
    told = Event.objects.get(verb="room_erased")
    assert (told.stream, told.actor) == (f"case:{case.pk}", f"agent:{petra.pk}")
    assert EventPayload.objects.filter(event__verb="move_consented").exists(), "the key is evidence and no word"


def test_what_proves_that_there_was_a_talk_stays(lobby: Lobby, room: Room, petra: Agent) -> None:
    erase_room(room, agent=petra, house=lobby.house)
    assert (Post.objects.filter(network="room").count(), Move.objects.get().state) == (2, "open")
    file, reply = RoomFile.objects.get(), Outbox.objects.get(surface="private")
    assert (bytes(file.body), file.name, file.erased_at) == (b"", "", lobby.clock())
    assert (reply.state, reply.text, bool(reply.payload_digest)) == ("confirmed", "", True)


def test_the_door_is_shut_and_the_question_answered(
    lobby: Lobby, room: Room, petra: Agent, inside: enter.Entered
) -> None:
    token = room_files.file_token(RoomFile.objects.get(), inside.visit)
    erase_room(room, agent=petra, house=lobby.house)
    assert enter.visit_of(inside.secret, house=lobby.house) is None
    assert room_files.file_of(token, house=lobby.house) is None
    notice = Notice.objects.get(kind="erasure_asked")
    assert (notice.closed_at, notice.closed_by) == (lobby.clock(), petra)


class TestTimeOver:
    """`keep_until` is a promise: what was said goes by itself then, and not a moment before."""

    def test_words_go_when_the_time_is_over(self, lobby: Lobby, room: Room) -> None:
        lobby.clock.forward((room.keep_until - lobby.clock()).total_seconds() - 1)
        assert let_go_due(lobby.house) == 0
        lobby.clock.forward(1)
        assert (let_go_due(lobby.house), let_go_due(lobby.house)) == (1, 0)
        assert tables_that_hold(SECRET) == set()
        assert Event.objects.get(verb="room_erased").actor == "system"
        assert verify().problems == []

    def test_words_that_wait_for_a_colleague_do_not_keep_a_room(self, lobby: Lobby, case: Case, room: Room) -> None:
        row = lobby.submit(case, "The quixotic end.", purpose="private")
        Outbox.objects.filter(pk=row.pk).update(state="proposed", approved_at=None, approved_by=None, not_before=None)
        lobby.clock.forward((room.keep_until - lobby.clock()).total_seconds())
        assert let_go_due(lobby.house) == 1
        row.refresh_from_db()
        assert (row.state, row.text) == ("recalled", "")

    def test_words_that_leave_just_now_arrive_first(self, lobby: Lobby, case: Case, room: Room) -> None:
        lobby.clock.forward((room.keep_until - lobby.clock()).total_seconds())
        lobby.submit(case, "One more thing.", purpose="private")
        assert let_go_due(lobby.house) == 0
        assert Room.objects.get().erased_at is None

    def test_files_that_no_words_went_with_go_after_a_day(self, lobby: Lobby, room: Room) -> None:
        lobby.clock.forward(2 * 86_400)
        room_files.keep(room, "kept.txt", b"x", by_guest=True, house=lobby.house)
        old = room_files.keep(room, "old.txt", b"x", by_guest=True, house=lobby.house)
        RoomFile.objects.filter(pk=old.pk).update(made_at=lobby.clock() - DAY)
        assert let_go_due(lobby.house) == 1
        assert list(RoomFile.objects.order_by("pk").values_list("name", flat=True)) == ["quixotic.txt", "kept.txt"]


def test_words_of_a_request_that_came_before_are_not_kept(
    lobby: Lobby, room: Room, petra: Agent, inside: enter.Entered
) -> None:
    erase_room(room, agent=petra, house=lobby.house)
    with pytest.raises(converse.CannotSayError, match="closed"):
        converse.say(inside.visit, "Still quixotic.", house=lobby.house)
    assert tables_that_hold(SECRET) == set()


def test_new_invitation_leads_to_a_new_room(lobby: Lobby, case: Case, room: Room, petra: Agent) -> None:
    erase_room(room, agent=petra, house=lobby.house)
    lobby.clock.forward(60)
    entered = come_in(lobby, invite(lobby, Case.objects.get(pk=case.pk)))
    assert (entered.visit.room != room, converse.entries(entered.visit.room, house=lobby.house)) == (True, [])
    assert list(Move.objects.order_by("pk").values_list("state", flat=True)) == ["declined", "open"]
    assert Move.objects.earliest("pk").deadline is None, "nobody waits for the one that is over"


def test_erasing_twice_changes_nothing(lobby: Lobby, room: Room, petra: Agent) -> None:
    erase_room(room, agent=petra, house=lobby.house)
    events = Event.objects.count()
    lobby.clock.forward(DAY.total_seconds())
    assert not erase_room(room, agent=petra, house=lobby.house)
    assert Event.objects.count() == events


def test_words_elsewhere_stay(lobby: Lobby, case: Case, room: Room, petra: Agent) -> None:
    lobby.post(case, "And in public I said this.")
    lobby.post(case, "By message I said that.", private=True)
    erase_room(room, agent=petra, house=lobby.house)
    kept = set(PostText.objects.filter(redacted_at=None).values_list("text", flat=True))
    assert {"My router is dead.", "And in public I said this.", "By message I said that."} <= kept


def test_words_on_their_way_arrive_first(lobby: Lobby, case: Case, room: Room, petra: Agent) -> None:
    lobby.submit(case, "One more thing.", purpose="private")
    with pytest.raises(StillLeavingError):
        erase_room(room, agent=petra, house=lobby.house)
    assert Room.objects.get().erased_at is None
    assert PostText.objects.filter(text__contains=SECRET).exists()


class TestMails:
    """Mails of the matter go with its room: what was said is one talk, whichever way a word took."""

    @pytest.fixture
    def mailed(self, lobby: Lobby, case: Case, room: Room) -> Room:
        """The two went on by mail, and a stranger wrote to the matter's address too."""
        lobby.mail()
        for number, sender in enumerate((MARA, "eve@quixotic.example")):
            headers = {"To": reply_alias(case), "From": sender, "Message_ID": f"<q{number}@mx.example>"}
            take_in(
                bytes(letter("It is quixotic by mail too.", Subject="Quixotic router", **headers)), house=lobby.house
            )
        assess_waiting(lobby.house)
        lobby.clock.forward(5)
        held = Case.objects.get(pk=case.pk)
        lobby.submit(held, "By mail: the quixotic part is on its way.", purpose="private")
        lobby.clock.forward(11)
        send_due(lobby.house)
        lobby.clock.forward(60)
        assert Outbox.objects.get(account__network="mail").state == "confirmed"
        return room

    def test_no_table_holds_words_or_addresses_any_more(self, lobby: Lobby, mailed: Room, petra: Agent) -> None:
        assert {"store_mail", "store_arrivedmail", "store_rawevent"} <= tables_that_hold(MARA)
        erase_room(mailed, agent=petra, house=lobby.house)
        assert tables_that_hold(SECRET) == set()
        assert tables_that_hold(MARA) == set(), "what is on file of the customer is written otherwise"
        assert Customer.objects.get().email == "Mara@Reeds.example"

    def test_what_proves_that_mails_came_and_went_stays(self, lobby: Lobby, mailed: Room, petra: Agent) -> None:
        counts = (ArrivedMail.objects.count(), Mail.objects.count(), Outbox.objects.count(), Post.objects.count())
        erase_room(mailed, agent=petra, house=lobby.house)
        after = (ArrivedMail.objects.count(), Mail.objects.count(), Outbox.objects.count(), Post.objects.count())
        assert counts == after
        assert verify().problems == []
        body = Event.objects.get(verb="room_erased").payload.body
        assert orjson.loads(bytes(body)).items() >= {"mails": 2, "letters": 1, "posts": 4}.items()

    def test_strangers_mail_is_no_open_question_any_more(
        self, lobby: Lobby, case: Case, mailed: Room, petra: Agent
    ) -> None:
        assert len(strangers_mails(case)) == 1
        erase_room(mailed, agent=petra, house=lobby.house)
        assert strangers_mails(case) == []
        assert not Notice.objects.filter(kind="strange_mail", closed_at=None).exists()

    def test_letter_that_waits_is_not_sent(self, lobby: Lobby, token: str, mailed: Room, petra: Agent) -> None:
        """Neither one that is written, nor one that was only asked for."""
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        write_due(lobby.house)
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        erase_room(mailed, agent=petra, house=lobby.house)
        sent = len(outbox.outbox)
        assert not Proof.objects.exclude(typed=b"").exists()
        assert post_due(lobby.house) == 0
        assert len(outbox.outbox) == sent
        assert set(Mail.objects.values_list("recipient", "subject", "body")) == {("", "", "")}

    def test_mails_of_another_matter_and_of_before_stay(
        self, lobby: Lobby, case: Case, mailed: Room, petra: Agent
    ) -> None:
        other = lobby.case(case.person, "Another matter.")
        take_in(bytes(letter("Kept words.", To=reply_alias(other), Message_ID="<o@reeds.example>")), house=lobby.house)
        ArrivedMail.objects.filter(case=case, kind="stranger").update(arrived_at=Move.objects.get().offered_at - DAY)
        erase_room(mailed, agent=petra, house=lobby.house)
        assert PostText.objects.filter(text="Kept words.", redacted_at=None).exists()
        kept = ArrivedMail.objects.exclude(raw_event__body=b"").values_list("case", "kind")
        assert set(kept) == {(other.pk, "person"), (case.pk, "stranger")}
        assert set(ArrivedMail.objects.filter(case=case, kind="person").values_list("sender", flat=True)) == {MARA}, (
            "the other matter goes on by this address"
        )


def test_nothing_is_written_where_nobody_can_come_in(lobby: Lobby, case: Case, room: Room, petra: Agent) -> None:
    erase_room(room, agent=petra, house=lobby.house)
    with pytest.raises(NoWayThere, match="nobody can come in"):
        lobby.submit(Case.objects.get(pk=case.pk), "Are you there?", purpose="private")


class TestComingAgain:
    """After the erasure no link leads anywhere but to the one page that says nothing."""

    def test_key_that_was_made_before_opens_nothing(self, lobby: Lobby, token: str, room: Room, petra: Agent) -> None:
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        key = newest_letter(lobby)[1]
        assert enter.look(key, house=lobby.house) is not None
        erase_room(room, agent=petra, house=lobby.house)
        assert enter.look(key, house=lobby.house) is None
        assert enter.enter(key, language="en", house=lobby.house) is None
        assert RoomVisit.objects.count() == 1

    def test_doorbell_rings_no_more(self, lobby: Lobby, token: str, room: Room, petra: Agent) -> None:
        assert doorbell.ring(token, house=lobby.house) is not None
        erase_room(room, agent=petra, house=lobby.house)
        assert doorbell.ring(token, house=lobby.house) is None

    def test_every_link_shows_the_same_page(
        self, lobby: Lobby, token: str, room: Room, petra: Agent, inside: enter.Entered, client: Client
    ) -> None:
        prove.by_email(ring(lobby, token), MARA, browser=PHONE, house=lobby.house)
        key = newest_letter(lobby)[1]
        erase_room(room, agent=petra, house=lobby.house)
        client.cookies[VISIT] = inside.secret
        never = client.get("/room/never-was/")
        for path in (f"/room/{token}/", f"/room/key/{key}/", "/room/"):
            answer = client.get(path)
            assert (path, answer.status_code, answer.content) == (path, 404, never.content)
        assert client.post(f"/room/key/{key}/").status_code == 404

    def test_bell_leads_to_a_later_talk_that_was_not_erased(
        self, lobby: Lobby, case: Case, token: str, room: Room, petra: Agent
    ) -> None:
        erase_room(room, agent=petra, house=lobby.house)
        settle(case, agent=lobby.ada, house=lobby.house)
        Move.objects.update(state="declined")
        lobby.clock.forward(60)
        again = invite(lobby, Case.objects.get(pk=case.pk))
        assert again != token
        assert doorbell.ring(token, house=lobby.house) is not None
        assert come_in(lobby, again).visit.room != room
