"""The parlour pane when the talk goes on in a room of our own."""

from datetime import timedelta

import pytest
from django.test import Client

from parlour.store.models import Agent, Case, Room, RoomFile, RoomVisit
from parlour.usecases import converse
from parlour.usecases.house import House as Running
from tests.desk import factory, rooms
from tests.desk.factory import AT, House


@pytest.fixture
def case(marlow: House, still_house: Running) -> Case:
    """A case whose person is in the room."""
    rooms.rooms(marlow)
    made = factory.case(marlow)
    rooms.come_in(made, still_house)
    return made


def pane(desk: Client, case: Case) -> str:
    return desk.get(f"/cases/{case.pk}").content.decode().partition('id="parlour"')[2].partition('id="about"')[0]


def test_what_is_said_there_stands_in_the_parlour(desk: Client, case: Case) -> None:
    rooms.says_in_room(case, "It is about my <b>teeth</b>.")
    assert "It is about my &lt;b&gt;teeth&lt;/b&gt;." in pane(desk, case)
    assert "in our private room" in pane(desk, case)


def test_composer_follows_the_room_where_the_network_has_no_messages(desk: Client, marlow: House, case: Case) -> None:
    marlow.account.settings = {"base_url": "http://127.0.0.1:9"}
    marlow.account.save()
    answer = desk.get(f"/cases/{case.pk}")
    shown = answer.context["c"]
    assert (shown.can.private_message, shown.can_in_private.private_message, shown.speaks_in_room) == (
        False,
        True,
        True,
    )
    assert b'id="private-text"' in answer.content


def test_file_is_a_download_by_a_fresh_address(desk: Client, case: Case) -> None:
    room = Room.objects.get()
    file = RoomFile.objects.create(
        brand=case.brand, room=room, by_guest=True, name="letter.pdf", media_type="application/pdf", size=1200,
        sha256=b"s" * 32, body=b"%PDF-", made_at=AT,
    )  # fmt: skip
    rooms.says_in_room(case, "Here it is.", files=(file.pk,))
    assert f'href="/cases/{case.pk}/room-files/{file.pk}"' in pane(desk, case)
    assert "letter.pdf" in pane(desk, case)
    answer = desk.get(f"/cases/{case.pk}/room-files/{file.pk}")
    assert (answer.status_code, answer["Location"].startswith("/room-files/")) == (302, True)
    RoomFile.objects.update(erased_at=AT)
    assert desk.get(f"/cases/{case.pk}/room-files/{file.pk}").status_code == 404
    assert "A file that was deleted" in pane(desk, case)


def test_file_of_another_person_is_not_handed_out(desk: Client, marlow: House, case: Case) -> None:
    file = RoomFile.objects.create(
        brand=case.brand, room=Room.objects.get(), by_guest=True, name="x.txt", media_type="text/plain", size=1,
        sha256=b"s" * 32, body=b"x", made_at=AT,
    )  # fmt: skip
    other = factory.case(marlow, person=factory.handle(marlow, "olga@lobby.example"))
    assert desk.get(f"/cases/{other.pk}/room-files/{file.pk}").status_code == 404


def test_guest_who_writes_is_seen_to(desk: Client, case: Case) -> None:
    assert "Mara is writing" not in pane(desk, case)
    RoomVisit.objects.update(typing_at=AT)
    assert "Mara is writing…" in pane(desk, case)
    RoomVisit.objects.update(typing_at=AT - timedelta(seconds=converse.TYPING_SECONDS))
    assert "Mara is writing" not in pane(desk, case)


def test_whether_they_have_read_is_told(desk: Client, case: Case, ines: Agent) -> None:
    ours = factory.reply(case, ines, "We are on it.", surface="private", state="approved")
    rooms.says_in_room(case, "We are on it.", reply=ours)
    RoomVisit.objects.update(seen_at=AT - timedelta(seconds=1))
    assert "Mara has not read your last words yet." in pane(desk, case)
    RoomVisit.objects.update(seen_at=AT)
    assert "Mara has read it all." in pane(desk, case)


def test_opening_the_case_tells_the_guest_that_it_was_read(desk: Client, case: Case) -> None:
    assert Room.objects.get().agent_seen_at is None
    desk.get(f"/cases/{case.pk}")
    assert Room.objects.get().agent_seen_at == AT


def test_whoever_only_watches_over_privacy_has_not_read_for_us(client: Client, marlow: House, case: Case) -> None:
    client.force_login(factory.agent(marlow, "Petra Lund", roles=("privacy",)))
    client.get(f"/cases/{case.pk}")
    assert Room.objects.get().agent_seen_at is None


@pytest.mark.parametrize(("surface", "told"), [("private", AT), ("public", None)])
def test_only_writing_in_private_is_told_to_the_guest(desk: Client, case: Case, surface: str, told: object) -> None:
    desk.post(f"/cases/{case.pk}/words/{surface}", {"text": "Good morning"})
    assert Room.objects.get().agent_typing_at == told


def test_wish_to_erase_is_shown_with_who_decides_and_done_by_them_alone(
    desk: Client, client: Client, marlow: House, case: Case, still_house: Running
) -> None:
    rooms.says_in_room(case, "It is about my teeth.")
    converse.ask_to_erase(RoomVisit.objects.get(), house=still_house)
    assert "Nobody answers for privacy at this brand yet." in pane(desk, case)
    petra = factory.agent(marlow, "Petra Lund", roles=("privacy",))
    shown = pane(desk, case)
    assert ("Petra Lund answers for privacy" in shown, "room/erasure" in shown) == (True, False)
    assert desk.post(f"/cases/{case.pk}/room/erasure").status_code == 403
    client.force_login(petra)
    assert "room/erasure" in pane(client, case)
    client.post(f"/cases/{case.pk}/room/erasure")
    shown = pane(client, case)
    assert ("What was said here was deleted" in shown, "It is about my teeth." in shown) == (True, False)
    assert Room.objects.get().erased_at == AT


def test_case_without_a_room_has_nothing_to_erase(client: Client, marlow: House) -> None:
    client.force_login(factory.agent(marlow, "Petra Lund", roles=("privacy",)))
    assert client.post(f"/cases/{factory.case(marlow).pk}/room/erasure").status_code == 404
