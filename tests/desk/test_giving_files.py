"""Files an agent gives in a room: attached without a script too, refused in words, and never at the price of words."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from parlour.room.browser import VISIT
from parlour.store.models import Agent, Case, Outbox, Room, RoomFile, SavedDraft
from parlour.usecases import room_files
from parlour.usecases.house import House as Running
from tests.desk import factory, rooms
from tests.desk.factory import House

WORDS = "Here is what we found. IB"


@pytest.fixture
def case(marlow: House, still_house: Running) -> Case:
    """A case whose person is in the room."""
    rooms.rooms(marlow)
    made = factory.case(marlow)
    rooms.come_in(made, still_house)
    rooms.says_in_room(made, "Can you send me the letter?")
    return made


def pdf(name: str = "letter.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 a letter", "application/x-whatever")


def picture() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (30, 20), "teal").save(drawn, "PNG")
    return SimpleUploadedFile("parts.png", drawn.getvalue(), "image/png")


def page(desk: Client, case: Case) -> str:
    return desk.get(f"/cases/{case.pk}").content.decode()


def send(desk: Client, case: Case, **form: object) -> Outbox:
    desk.post(f"/cases/{case.pk}/replies/private", {"text": WORDS, **form})
    return Outbox.objects.get(surface="private")


def test_attached_file_waits_with_the_words(desk: Client, case: Case) -> None:
    answer = desk.post(f"/cases/{case.pk}/attached", {"text": WORDS, "files": [pdf(), picture()]})
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.pk}")
    shown = page(desk, case)
    first, second = RoomFile.objects.order_by("pk")
    assert f'name="kept" value="{first.pk}"' in shown
    assert f'name="kept" value="{second.pk}"' in shown
    assert WORDS in shown
    assert (first.by_guest, first.agent, first.outbox) == (False, Agent.objects.get(), None)


def test_script_gets_the_part_alone(desk: Client, case: Case) -> None:
    answer = desk.post(f"/cases/{case.pk}/attached", {"text": WORDS, "files": pdf()}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.content.lstrip().startswith(b'<div id="private-files"')
    assert SavedDraft.objects.get().text == WORDS


def test_words_and_file_go_in_one_press_without_a_script(desk: Client, case: Case) -> None:
    row = send(desk, case, files=pdf())
    assert (row.text, row.files.get().name) == (WORDS, "letter.pdf")
    assert row.payload["media"][0]["alt_text"] == "letter.pdf"
    shown = page(desk, case)
    assert "letter.pdf" in shown.partition('class="bubbles"')[2].partition("</ol>")[0]
    assert 'name="kept"' not in shown


def test_files_go_without_words(desk: Client, case: Case) -> None:
    assert send(desk, case, text="", files=pdf()).files.count() == 1


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("tool.exe", b"MZ\x90"), "tool.exe: Pictures (JPEG, PNG, WebP), PDF and plain text"),
        (SimpleUploadedFile("../../all.zip", b"PK\x03\x04"), "all.zip: Pictures"),
        (
            SimpleUploadedFile("big.txt", b"x" * (room_files.MOST_BYTES + 1)),
            "big.txt: This file is too large; up",
        ),
        (SimpleUploadedFile("cut.png", b"\x89PNG\r\n\x1a\nxx"), "cut.png: This picture cannot be read."),
        (SimpleUploadedFile("none.txt", b""), "none.txt: There is nothing in this file."),
    ],
    ids=["program", "path", "large", "broken", "empty"],
)
def test_refused_file_loses_neither_words_nor_other_files(
    desk: Client, case: Case, file: SimpleUploadedFile, told: str
) -> None:
    desk.post(f"/cases/{case.pk}/replies/private", {"text": WORDS, "files": [pdf(), file]})
    file.seek(0)
    assert not Outbox.objects.filter(surface="private").exists()
    shown = page(desk, case)
    assert told in shown
    assert WORDS in shown
    assert f'name="kept" value="{RoomFile.objects.get().pk}"' in shown


def test_too_many_are_told(desk: Client, case: Case) -> None:
    desk.post(f"/cases/{case.pk}/attached", {"text": WORDS, "files": [pdf(f"{n}.pdf") for n in range(6)]})
    assert "5.pdf: At most 5 files go at once." in page(desk, case)
    assert 'id="private-attach"' not in page(desk, case)


def test_what_a_file_shows_is_kept_while_typing_and_judged(desk: Client, case: Case) -> None:
    desk.post(f"/cases/{case.pk}/attached", {"files": picture()})
    file = RoomFile.objects.get()
    typed = {"text": "", "kept": file.pk, f"about-{file.pk}": "Her card 4111 1111 1111 1111"}
    answer = desk.post(f"/cases/{case.pk}/words/private", typed)
    assert b"Nobody may send this as it is." in answer.content
    file.refresh_from_db()
    assert file.description == "Her card 4111 1111 1111 1111"


def test_taken_out_it_is_gone_and_the_words_stay(desk: Client, case: Case) -> None:
    desk.post(f"/cases/{case.pk}/attached", {"files": pdf()})
    file = RoomFile.objects.get()
    desk.post(f"/cases/{case.pk}/attached/{file.pk}/taking-out", {"text": WORDS, "kept": file.pk})
    assert not RoomFile.objects.exists()
    assert WORDS in page(desk, case)


def test_taken_back_it_waits_again(desk: Client, case: Case) -> None:
    row = send(desk, case, files=pdf())
    Outbox.objects.filter(pk=row.pk).update(not_before=factory.AT + timedelta(days=1))
    desk.post(f"/replies/{row.pk}/recall")
    assert f'name="kept" value="{row.files.get().pk}"' in page(desk, case)


def test_colleague_who_decides_sees_the_files(desk: Client, marlow: House, case: Case, client: Client) -> None:
    row = send(desk, case, files=pdf())
    Outbox.objects.filter(pk=row.pk).update(state="proposed")
    client.force_login(factory.agent(marlow, "Sue Marsh", roles=("supervisor",)))
    shown = client.get(f"/approvals/{row.pk}").content.decode()
    assert f'href="/cases/{case.pk}/room-files/{row.files.get().pk}"' in shown


def test_confirmation_carries_the_files(desk: Client, case: Case) -> None:
    """Where the guard wants it read once more, the page that asks brings words and files along."""
    card = SimpleUploadedFile("4111 1111 1111 1111.pdf", b"%PDF-1.7 card")
    answer = desk.post(f"/cases/{case.pk}/replies/private", {"text": WORDS, "files": card})
    number = RoomFile.objects.get().pk
    assert (answer.status_code, f'name="kept" value="{number}"'.encode() in answer.content) == (200, True)
    assert b"4111 1111 1111 1111.pdf" in answer.content
    assert not Outbox.objects.filter(surface="private").exists()


def test_outside_a_room_nothing_can_be_attached(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    factory.said(case, "Hello?", private=True)
    assert 'id="private-attach"' not in page(desk, case)
    desk.post(f"/cases/{case.pk}/replies/private", {"text": WORDS, "files": pdf()})
    assert "Files go over only in the private room" in page(desk, case)
    assert WORDS in page(desk, case)
    assert not RoomFile.objects.exists()


def test_guest_has_nothing_of_it_before_it_is_sent(desk: Client, case: Case, still_house: Running) -> None:
    """Not even by trying numbers."""
    guest = Client()
    entered = rooms.come_in(case, still_house)
    guest.cookies[VISIT] = entered.secret
    row = send(desk, case, files=pdf())
    number = row.files.get().pk
    assert guest.get(f"/room/files/{number}").status_code == 404
    Outbox.objects.filter(pk=row.pk).update(
        state="confirmed", external_id="x", confirmed_at=factory.AT, first_sent_at=factory.AT
    )
    answer = guest.get(f"/room/files/{number}")
    assert (answer.status_code, answer["Location"].startswith("/room-files/")) == (302, True)
    assert Room.objects.get().files.count() == 1


def test_another_brand_touches_nothing(client: Client, marlow: House, case: Case, desk: Client) -> None:
    desk.post(f"/cases/{case.pk}/attached", {"files": pdf()})
    file = RoomFile.objects.get()
    other = factory.house("other", name="Other")
    client.force_login(factory.agent(other, "Olaf Other"))
    assert client.post(f"/cases/{case.pk}/attached", {"files": pdf()}).status_code == 404
    assert client.post(f"/cases/{case.pk}/attached/{file.pk}/taking-out").status_code == 404
    assert list(RoomFile.objects.all()) == [file]
