"""Files we give in a room: they wait with the words, go when these are sent, and come back when they do not."""

from io import BytesIO

import orjson
import pytest
from PIL import Image

from parlour.core.nouns.surface import Surface
from parlour.knowledge import Knowledge
from parlour.store.models import Agent, Case, Event, Outbox, Post, Room, RoomFile
from parlour.usecases import approve, converse, draft, enter, our_files
from parlour.usecases.approve import NeverAllowed, NoWayThere
from parlour.usecases.assess import assess_waiting
from parlour.usecases.our_files import CannotGiveError
from parlour.usecases.recall import recall
from parlour.usecases.release import refuse
from parlour.usecases.room_files import RefusedError, keep
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import case, inside, token

__all__ = ["case", "inside", "token"]

LETTER = b"%PDF-1.7 a letter"


@pytest.fixture
def mara(lobby: Lobby, case: Case, inside: enter.Entered, knowledge: Knowledge) -> Case:
    """Her case, after she has said something in her room."""
    lobby.knowledge = knowledge
    converse.say(inside.visit, "Hello, it is about my router.", house=lobby.house)
    assess_waiting(lobby.house)
    lobby.clock.forward(5)
    return Case.objects.get(pk=case.pk)


def add(lobby: Lobby, case: Case, name: str = "letter.pdf", content: bytes = LETTER) -> RoomFile:
    return our_files.add(case, name, content, agent=lobby.ada, house=lobby.house)


def submit(lobby: Lobby, case: Case, text: str, *files: RoomFile, agent: Agent | None = None) -> Outbox:
    """Send in private as somebody who read what the guard says of words and files."""
    who, numbers = agent or lobby.ada, [file.pk for file in files]
    media = our_files.as_media(our_files.chosen(case, numbers, agent=who))
    judged = draft.judge(
        case, agent=who, surface=Surface.PRIVATE, text=text, purpose="private", house=lobby.house, media=media
    )
    return approve.submit(
        case, agent=who, surface=Surface.PRIVATE, text=text, purpose="private", expected=judged.shown,
        house=lobby.house, files=numbers,
    )  # fmt: skip


def send(lobby: Lobby) -> None:
    lobby.clock.forward(11)
    send_due(lobby.house)


def shown(lobby: Lobby) -> list[str]:
    """The names of files the guest sees."""
    return [file.name for entry in converse.entries(Room.objects.get(), house=lobby.house) for file in entry.files]


def test_file_is_the_guests_once_the_words_are_sent(lobby: Lobby, mara: Case) -> None:
    file = add(lobby, mara)
    our_files.describe(mara, {file.pk: " What we\n found "}, agent=lobby.ada)
    row = submit(lobby, mara, "Here is our letter.", file)
    assert (shown(lobby), our_files.waiting(mara, agent=lobby.ada)) == ([], [])
    send(lobby)
    assert shown(lobby) == ["letter.pdf"]
    entry = converse.entries(Room.objects.get(), house=lobby.house)[-1]
    assert (entry.by_guest, entry.text, entry.files[0].description) == (False, "Here is our letter.", "What we found")
    assert Post.objects.get(outbox=row).attachments[0]["room_file"] == str(file.pk)
    assert "[File: letter.pdf (What we found), 17 B]" in converse.transcript(Room.objects.get(), house=lobby.house)


def test_file_needs_no_words(lobby: Lobby, mara: Case) -> None:
    submit(lobby, mara, "", add(lobby, mara))
    send(lobby)
    assert shown(lobby) == ["letter.pdf"]


def test_record_names_what_went(lobby: Lobby, mara: Case) -> None:
    row = submit(lobby, mara, "Here.", add(lobby, mara))
    event = Event.objects.get(stream=f"outbox:{row.pk}", verb="approved")
    assert orjson.loads(bytes(event.payload.body))["files"] == ["letter.pdf"]


def test_payload_binds_the_content(lobby: Lobby, mara: Case) -> None:
    file = add(lobby, mara)
    row = submit(lobby, mara, "Here.", file)
    row.refresh_from_db()
    assert row.payload["media"] == [
        {"media_id": f"room-file:{file.pk}:{bytes(file.sha256).hex()}", "alt_text": "letter.pdf"}
    ]


def test_undo_gives_words_and_file_back(lobby: Lobby, mara: Case) -> None:
    file = add(lobby, mara)
    row = submit(lobby, mara, "Here.", file)
    assert recall(row.pk, agent=lobby.ada, house=lobby.house)
    send(lobby)
    assert (shown(lobby), our_files.waiting(mara, agent=lobby.ada)) == ([], [file])
    submit(lobby, mara, "Here, at last.", file)
    send(lobby)
    assert shown(lobby) == ["letter.pdf"]


def test_words_sent_back_bring_their_file_along(lobby: Lobby, mara: Case) -> None:
    file = add(lobby, mara)
    row = submit(lobby, mara, "Here.", file)
    Outbox.objects.filter(pk=row.pk).update(state="proposed")
    assert our_files.waiting(mara, agent=lobby.ada) == []
    refuse(row.pk, agent=lobby.sue, reason="Not this one.", house=lobby.house)
    assert (shown(lobby), our_files.waiting(mara, agent=lobby.ada)) == ([], [file])


def test_sending_twice_sends_once(lobby: Lobby, mara: Case) -> None:
    file = add(lobby, mara)
    assert submit(lobby, mara, "Here.", file) == submit(lobby, mara, "Here.", file)
    send(lobby)
    assert shown(lobby) == ["letter.pdf"]


def test_file_goes_with_one_reply_only(lobby: Lobby, mara: Case) -> None:
    file = add(lobby, mara)
    first = submit(lobby, mara, "Here.", file)
    with pytest.raises(NoWayThere, match="goes with other words"):
        submit(lobby, mara, "And here.", file)
    assert list(Outbox.objects.filter(surface="private")) == [first]


@pytest.mark.parametrize(
    ("name", "about"),
    [("4111 1111 1111 1111.pdf", ""), ("card.pdf", "her card 4111 1111 1111 1111")],
    ids=["name", "description"],
)
def test_guard_reads_names_and_descriptions(lobby: Lobby, mara: Case, name: str, about: str) -> None:
    file = add(lobby, mara, name)
    our_files.describe(mara, {file.pk: about}, agent=lobby.ada)
    with pytest.raises(NeverAllowed):
        submit(lobby, mara, "Here.", file)
    assert our_files.waiting(mara, agent=lobby.ada) == [file]


def test_what_is_on_its_way_stays_as_it_was_judged(lobby: Lobby, mara: Case) -> None:
    file = add(lobby, mara)
    submit(lobby, mara, "Here.", file)
    our_files.describe(mara, {file.pk: "Something else"}, agent=lobby.ada)
    assert not our_files.drop(mara, file.pk, agent=lobby.ada)
    file.refresh_from_db()
    assert file.description == ""


def test_verdict_changes_with_what_a_file_shows(lobby: Lobby, mara: Case) -> None:
    file = add(lobby, mara)
    judged = draft.judge(
        mara, agent=lobby.ada, surface=Surface.PRIVATE, text="Here.", purpose="private", house=lobby.house
    )
    with pytest.raises(approve.VerdictChanged):
        approve.submit(
            mara, agent=lobby.ada, surface=Surface.PRIVATE, text="Here.", purpose="private", expected=judged.shown,
            house=lobby.house, files=[file.pk],
        )  # fmt: skip


def test_files_of_others_are_not_to_be_had(lobby: Lobby, mara: Case, inside: enter.Entered) -> None:
    """Neither a colleague's, nor the guest's own."""
    of_ada = add(lobby, mara)
    of_hers = keep(inside.visit.room, "hers.txt", b"words", by_guest=True, house=lobby.house)
    for file, agent in ((of_ada, lobby.ben), (of_hers, lobby.ada)):
        with pytest.raises(CannotGiveError, match="gone"):
            our_files.chosen(mara, [file.pk], agent=agent)
        assert not our_files.drop(mara, file.pk, agent=agent)
    assert our_files.waiting(mara, agent=lobby.ben) == []


def test_files_never_go_in_public(lobby: Lobby, mara: Case) -> None:
    file = add(lobby, mara)
    with pytest.raises(NoWayThere, match="never in public"):
        approve.submit(
            mara, agent=lobby.ada, surface=Surface.PUBLIC, text="Look.", purpose="reply", expected="x",
            house=lobby.house, files=[file.pk],
        )  # fmt: skip


def test_without_a_room_there_is_nowhere_to_give_them(lobby: Lobby) -> None:
    case = lobby.case()
    with pytest.raises(RefusedError, match="no_room"):
        add(lobby, case)
    with pytest.raises(CannotGiveError, match="only in the private room"):
        our_files.chosen(case, [1], agent=lobby.ada)
    assert (our_files.waiting(case, agent=lobby.ada), our_files.drop(case, 1, agent=lobby.ada)) == ([], False)


def bomb() -> bytes:
    drawn = BytesIO()
    Image.new("1", (12_000, 12_000)).save(drawn, "PNG")
    return drawn.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b"MZ\x90", "wrong_type"), (b"PK\x03\x04 zipped", "wrong_type"),
     (b"x" * 10_000_001, "too_large"), (b"\x89PNG\r\n\x1a\n no picture", "broken")],
    ids=["empty", "program", "archive", "large", "broken"],
)  # fmt: skip
def test_checks_are_those_of_guests(lobby: Lobby, mara: Case, content: bytes, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        add(lobby, mara, "a.png", content)
    assert not RoomFile.objects.exists()


def test_bomb_is_refused(lobby: Lobby, mara: Case) -> None:
    with pytest.raises(RefusedError, match="too_large"):
        add(lobby, mara, "a.png", bomb())


def test_name_is_nothing_but_a_name(lobby: Lobby, mara: Case) -> None:
    assert add(lobby, mara, "../../etc/passwd\u202e.pdf").name == "passwd.pdf"


def test_so_many_wait_at_once(lobby: Lobby, mara: Case) -> None:
    for place in range(converse.MOST_FILES):
        add(lobby, mara, f"{place}.pdf", LETTER + bytes([place]))
    with pytest.raises(RefusedError, match="too_many_files"):
        add(lobby, mara)
    assert our_files.drop(mara, RoomFile.objects.latest("pk").pk, agent=lobby.ada)
    assert add(lobby, mara)
