"""Erasing a room: its words and files leave the house, what they prove stays, and nothing else is touched."""

from datetime import timedelta

import pytest
from django.db import connection

from parlour.core.nouns.surface import Surface
from parlour.store.models import (
    Agent,
    Case,
    Event,
    EventPayload,
    Move,
    Notice,
    Outbox,
    Post,
    PostText,
    Room,
    RoomFile,
)
from parlour.usecases import converse, enter, room_files
from parlour.usecases.assess import assess_waiting
from parlour.usecases.draft import save
from parlour.usecases.erase_room import StillLeavingError, erase_room
from parlour.usecases.send import send_due
from parlour.usecases.verify import verify
from tests.usecases.lobby import Lobby
from tests.usecases.test_rooms import case, come_in, inside, token  # noqa: F401 - the fixtures of a room

SECRET = "quixotic"
OURS = "A technician comes about the quixotic thing."


@pytest.fixture
def petra(lobby: Lobby) -> Agent:
    return lobby.agent("petra", "privacy")


@pytest.fixture
def room(lobby: Lobby, case: Case, inside: enter.Entered, knowledge: object) -> Room:  # noqa: F811
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


def test_the_record_holds_and_accounts_for_what_went(lobby: Lobby, case: Case, room: Room, petra: Agent) -> None:  # noqa: F811
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
    lobby: Lobby,
    room: Room,
    petra: Agent,
    inside: enter.Entered,  # noqa: F811
) -> None:
    token = room_files.file_token(RoomFile.objects.get())  # noqa: F811
    erase_room(room, agent=petra, house=lobby.house)
    assert enter.visit_of(inside.secret, house=lobby.house) is None
    assert room_files.file_of(token) is None
    notice = Notice.objects.get(kind="erasure_asked")
    assert (notice.closed_at, notice.closed_by) == (lobby.clock(), petra)


def test_erasing_twice_changes_nothing(lobby: Lobby, room: Room, petra: Agent) -> None:
    erase_room(room, agent=petra, house=lobby.house)
    events = Event.objects.count()
    lobby.clock.forward(timedelta(days=1).total_seconds())
    assert not erase_room(room, agent=petra, house=lobby.house)
    assert Event.objects.count() == events


def test_words_elsewhere_stay(lobby: Lobby, case: Case, room: Room, petra: Agent) -> None:  # noqa: F811
    lobby.post(case, "And in public I said this.")
    lobby.post(case, "By message I said that.", private=True)
    erase_room(room, agent=petra, house=lobby.house)
    kept = set(PostText.objects.filter(redacted_at=None).values_list("text", flat=True))
    assert {"My router is dead.", "And in public I said this.", "By message I said that."} <= kept


def test_words_on_their_way_arrive_first(lobby: Lobby, case: Case, room: Room, petra: Agent) -> None:  # noqa: F811
    lobby.submit(case, "One more thing.", purpose="private")
    with pytest.raises(StillLeavingError):
        erase_room(room, agent=petra, house=lobby.house)
    assert Room.objects.get().erased_at is None
    assert PostText.objects.filter(text__contains=SECRET).exists()
